import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { install } from "./install.mjs";
import { isStarted, ROOT, runNode } from "./workspace.mjs";

/** What rollup makes: which file proves it is there, and what it is made from. */
const BUNDLES = [
  { folder: "packages/sdk", output: "dist/waystitch.js", inputs: ["packages/sdk", "packages/protocol/src"] },
  {
    folder: "packages/dashboard",
    output: "dist/page/index.html",
    inputs: ["packages/dashboard", "packages/protocol/src", "packages/journey/src"],
  },
];
const SKIPPED = new Set(["node_modules", "dist", "test"]);

/** Newest change in a folder; folders count too, since a file that is gone has no time. */
function newestIn(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const names = readdirSync(path).filter((name) => !SKIPPED.has(name));
  return Math.max(0, ...names.map((name) => newestIn(`${path}/${name}`)));
}

function isFresh({ folder, output, inputs }) {
  const stamp = `${ROOT}/${folder}/dist/.bundled`;
  if (!existsSync(stamp) || !existsSync(`${ROOT}/${folder}/${output}`)) return false;
  const bundledAt = statSync(stamp).mtimeMs;
  return [...inputs, "pnpm-lock.yaml", "tsconfig.base.json"].every((input) => newestIn(`${ROOT}/${input}`) < bundledAt);
}

async function bundle(one) {
  if (!existsSync(`${ROOT}/${one.folder}/rollup.config.mjs`) || isFresh(one)) return 0;
  const startedAt = new Date();
  const code = await runNode("rollup/dist/bin/rollup", ["--config", "rollup.config.mjs", "--silent"], { cwd: `${ROOT}/${one.folder}` });
  if (code !== 0) return code;
  mkdirSync(`${ROOT}/${one.folder}/dist`, { recursive: true });
  writeFileSync(`${ROOT}/${one.folder}/dist/.bundled`, `${startedAt.toISOString()}\n`);
  return 0;
}

/**
 * Builds what has changed: all packages with tsc, then the browser's files with rollup.
 * @returns whether it worked
 */
export async function build() {
  if (!existsSync(`${ROOT}/packages/waystitch/dist/index.js`)) console.error("Building (the first time takes a while) ...");
  if ((await runNode("typescript/bin/tsc", ["--build"])) !== 0) return false;
  const codes = await Promise.all(BUNDLES.map(bundle));
  return codes.every((code) => code === 0);
}

/** Installs and builds, or ends the process. */
export async function prepare() {
  await install();
  if (await build()) return;
  console.error("The build failed: see above.");
  process.exit(1);
}

if (isStarted(import.meta.url)) await prepare();
