/** `npm run check`: types, lint and format, arrows, schema dump, documentation. All are run; what failed is listed at the end. */
import { existsSync, readFileSync } from "node:fs";
import { prepare } from "./build.mjs";
import { listPackages, ROOT, runNode } from "./workspace.mjs";

const fix = process.argv.includes("--fix");

/** What the browser runs is bundled, not compiled with the rest, and so needs its types checked apart. */
function bundledProjects() {
  const references = readFileSync(`${ROOT}/tsconfig.json`, "utf8");
  const candidates = listPackages().flatMap((folder) => [`${folder}/tsconfig.json`, `${folder}/page/tsconfig.json`]);
  return candidates.filter((file) => existsSync(`${ROOT}/${file}`) && !references.includes(`"${file.replace("/tsconfig.json", "")}"`));
}

async function checkTypes() {
  const problems = [];
  for (const project of ["tsconfig.tests.json", ...bundledProjects()]) {
    const code = await runNode("typescript/bin/tsc", ["--project", project, "--noEmit"], { stdout: true });
    if (code !== 0) problems.push(`${project}: see above`);
  }
  return problems;
}

async function checkStyle() {
  const code = await runNode("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", ...(fix ? ["--write"] : []), "."], {
    stdout: true,
  });
  return code === 0 ? [] : ["see above; npm run fix mends most of it"];
}

/** What is written down of the database, compared with one that the migrations have just made. */
async function checkCatalogue() {
  const [{ withMigratedDatabase }, { checkSchema }, { checkSqlDocs }] = await Promise.all([
    import("./migrated-database.mjs"),
    import("./schema-dump.mjs"),
    import("./sql-docs.mjs"),
  ]);
  return await withMigratedDatabase(async (query) => [...(await checkSchema(query, { fix })), ...(await checkSqlDocs(query, { fix }))]);
}

const CHECKS = {
  types: checkTypes,
  "lint and format": checkStyle,
  // These need what was installed and built, and so are loaded after that.
  arrows: async () => (await import("./check-arrows.mjs")).checkArrows(),
  "schema and docs/sql.md": checkCatalogue,
  documentation: async () => (await import("./check-docs.mjs")).checkLinks(),
};

// The build is the check of all other types.
await prepare();
const failed = [];
for (const [name, check] of Object.entries(CHECKS)) {
  const problems = await check().catch((error) => [String(error)]);
  console.log(`${problems.length === 0 ? "ok    " : "FAILED"} ${name}`);
  for (const problem of problems) console.log(`       ${problem}`);
  if (problems.length > 0) failed.push(name);
}
console.log(failed.length === 0 ? "All checks passed." : `Failed: ${failed.join(", ")}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
