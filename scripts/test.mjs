/** `npm test [-- unit|int|e2e ...] [vitest arguments]`: installs, builds, tests, and ends with one line of what passed and failed. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { build } from "./build.mjs";
import { findChromium, findHeadlessShell } from "./chromium.mjs";
import { closingLine, countTests } from "./closing-line.mjs";
import { install } from "./install.mjs";
import { runNode } from "./workspace.mjs";

const PROJECTS = ["unit", "int", "e2e"];

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

async function test(projects, args, env) {
  const folder = mkdtempSync(`${tmpdir()}/waystitch-report-`);
  const file = `${folder}/report.json`;
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const chosen = projects.flatMap((project) => ["--project", project]);
  const code = await runNode("vitest/vitest.mjs", ["run", "--config", "vitest.workspace.ts", ...chosen, ...reporters, ...args], {
    env,
    stdout: true,
  });
  const counts = countTests(readReport(file), code);
  rmSync(folder, { recursive: true });
  return counts;
}

/** The variables by which tests find their browsers. */
async function browsersOf(chromium) {
  const shell = await findHeadlessShell();
  return { WAYSTITCH_CHROMIUM: chromium, ...(shell && { WAYSTITCH_HEADLESS_SHELL: shell }) };
}

async function main() {
  const words = process.argv.slice(2).filter((word) => word !== "--");
  const named = PROJECTS.filter((project) => words.includes(project));
  const projects = named.length > 0 ? named : PROJECTS;
  const args = words.filter((word) => !PROJECTS.includes(word));
  await install();
  if (!(await build())) return { passed: 0, failed: 1, skipped: 0 };
  if (!projects.includes("e2e")) return await test(projects, args, {});
  const chromium = await findChromium();
  if (chromium) return await test(projects, args, await browsersOf(chromium));
  const rest = projects.filter((project) => project !== "e2e");
  const counts = rest.length > 0 ? await test(rest, args, {}) : { passed: 0, failed: 0, skipped: 0 };
  return { ...counts, failed: counts.failed + 1 };
}

const counts = await main();
console.log(closingLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
