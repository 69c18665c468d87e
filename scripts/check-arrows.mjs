/**
 * Checks which package may import which, against what package.json files say and against what sources do, that no
 * import reaches into another package's folder, that the pure packages stay pure, and that the lock file names no registry.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import ts from "typescript";
import { isStarted, listFiles, listPackages, ROOT, readJson } from "./workspace.mjs";

/** Package to the packages it may import; one that is not here may import nothing of ours, and an unknown one is a problem. */
export const ARROWS = {
  "@waystitch/protocol": [],
  "@waystitch/service": [],
  "@waystitch/embedded-postgres": [],
  "@waystitch/naming": ["@waystitch/protocol"],
  "@waystitch/sdk": ["@waystitch/protocol"],
  "@waystitch/journey": ["@waystitch/protocol"],
  "@waystitch/store": ["@waystitch/protocol", "@waystitch/journey"],
  "@waystitch/collector": ["@waystitch/protocol", "@waystitch/naming", "@waystitch/store", "@waystitch/service"],
  "@waystitch/worker": ["@waystitch/protocol", "@waystitch/naming", "@waystitch/journey", "@waystitch/store", "@waystitch/service"],
  "@waystitch/dashboard": ["@waystitch/protocol", "@waystitch/naming", "@waystitch/journey", "@waystitch/store", "@waystitch/service"],
  "@waystitch/testbed": ["@waystitch/protocol", "@waystitch/journey", "@waystitch/embedded-postgres", "@waystitch/store"],
  "@waystitch/storefront": [],
  waystitch: [
    "@waystitch/protocol",
    "@waystitch/naming",
    "@waystitch/sdk",
    "@waystitch/journey",
    "@waystitch/store",
    "@waystitch/collector",
    "@waystitch/worker",
    "@waystitch/dashboard",
    "@waystitch/embedded-postgres",
    "@waystitch/service",
    "@waystitch/storefront",
  ],
};

/** What tests and benchmarks may use besides. */
const TESTBED = "@waystitch/testbed";

/** Packages whose answers depend on their arguments alone. */
const PURE = ["@waystitch/journey", "@waystitch/protocol"];
const IMPURE = [
  { pattern: /\bDate\s*\.\s*now\b/, name: "Date.now" },
  { pattern: /\bnew\s+Date\s*(\(\s*\)|(?![\s\w(]))/, name: "new Date()" },
  { pattern: /\bMath\s*\.\s*random\b/, name: "Math.random" },
  { pattern: /\bperformance\s*\./, name: "performance" },
];

const packageOf = (specifier) => (specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : specifier.split("/")[0]);
const isSource = (path) => /\.[cm]?[jt]sx?$/.test(path);
/** Comments may say what code may not do; strings too. */
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"/g, (match) => match.replace(/[^\n]/g, " "));

function checkManifest(one, names) {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = one.manifest;
  const wanted = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).filter((name) => names.has(name));
  return wanted
    .filter((name) => !one.allowed.includes(name))
    .map((name) => `${one.folder}/package.json: ${one.name} may not depend on ${name}`);
}

function checkImport(one, names, file, specifier, root) {
  const where = relative(root, file);
  if (specifier.startsWith(".")) {
    const target = relative(`${root}/${one.folder}`, resolve(dirname(file), specifier));
    return target.startsWith("..") ? [`${where}: ${specifier} leaves the package`] : [];
  }
  const name = packageOf(specifier);
  if (!names.has(name) || name === one.name || one.allowed.includes(name)) return [];
  const isTest = /\/test\//.test(`/${relative(`${root}/${one.folder}`, file)}`);
  if (isTest) return [];
  return [`${where}: ${one.name} may not import ${name}`];
}

function checkPurity(file, text, root) {
  return withoutComments(text)
    .split("\n")
    .flatMap((line, index) =>
      IMPURE.filter(({ pattern }) => pattern.test(line)).map(
        ({ name }) => `${relative(root, file)}:${index + 1}: ${name} has no place in a pure package; time and chance are arguments`,
      ),
    );
}

function checkSources(one, names, root) {
  return listFiles(`${root}/${one.folder}`, isSource).flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
    const problems = imports.flatMap((specifier) => checkImport(one, names, file, specifier, root));
    const isPureSource = PURE.includes(one.name) && file.startsWith(`${root}/${one.folder}/src/`);
    return isPureSource ? [...problems, ...checkPurity(file, text, root)] : problems;
  });
}

/** A lock file with an address in it works only where that address does. */
function checkLockFile(root) {
  const file = `${root}/pnpm-lock.yaml`;
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) =>
      /https?:\/\/|tarball:/.test(line) ? [`pnpm-lock.yaml:${index + 1}: names a place to download from: ${line.trim()}`] : [],
    );
}

/** @returns one line a problem */
export function checkArrows(root = ROOT, arrows = ARROWS) {
  const packages = listPackages(root)
    .filter((folder) => existsSync(`${root}/${folder}/package.json`))
    .map((folder) => {
      const manifest = readJson(`${root}/${folder}/package.json`);
      return { folder, manifest, name: manifest.name, allowed: arrows[manifest.name] ?? [] };
    });
  const names = new Set([...packages.map(({ name }) => name), TESTBED]);
  return [
    ...packages.filter(({ name }) => !(name in arrows)).map(({ folder, name }) => `${folder}: ${name} has no place among the arrows`),
    ...packages.flatMap((one) => checkManifest(one, names)),
    ...packages.flatMap((one) => checkSources(one, names, root)),
    ...checkLockFile(root),
  ];
}

if (isStarted(import.meta.url)) {
  const problems = checkArrows();
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
