import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("..", import.meta.url));
const lock = join(folder, "dist", ".building");

/** The built files: the tag's script and the module. */
export const SCRIPT = join(folder, "dist", "waystitch.js");
export const MODULE = join(folder, "dist", "waystitch.mjs");
/** The script without what watches the page. */
export const CORE = join(folder, "dist", "waystitch-core.js");
/** What the script loads when the page has it: links, time and attributes; shops' adapters. */
export const ACTIVITY = join(folder, "dist", "waystitch-activity.js");
export const SHOPS = join(folder, "dist", "waystitch-shops.js");
/** All of these in one, with what few pages need. */
export const FULL = join(folder, "dist", "waystitch-full.js");
export const DEBUG = join(folder, "dist", "waystitch-debug.js");
/** What few pages need, for bundlers. */
export const EXTENSIONS = ["more", "debug"].map((name) => join(folder, "dist", `waystitch-${name}.mjs`));
/** All of them. */
export const FILES = [SCRIPT, CORE, MODULE, ACTIVITY, SHOPS, FULL, DEBUG, ...EXTENSIONS];

const modified = (file: string): number => (existsSync(file) ? statSync(file).mtimeMs : 0);
const isFresh = (): boolean => {
  const list = (path: string) =>
    readdirSync(join(folder, path), { recursive: true, encoding: "utf8" }).map((name) => join(folder, path, name));
  const sources = ["src", "../protocol/src"].flatMap(list);
  const newest = Math.max(...[...sources, join(folder, "rollup.config.mjs")].map(modified));
  return Math.min(...FILES.map(modified)) > newest;
};

/** Builds the script unless it was built from these sources. Test files that run side by side build once. */
export async function buildScript(): Promise<void> {
  for (let waits = 0; !isFresh(); waits++) {
    mkdirSync(join(folder, "dist"), { recursive: true });
    try {
      mkdirSync(lock);
    } catch {
      // Another test file is building, or one was killed while it did.
      if (waits > 300) rmdirSync(lock);
      await sleep(100);
      continue;
    }
    try {
      const rollup = createRequire(import.meta.url).resolve("rollup/dist/bin/rollup");
      execFileSync(process.execPath, [rollup, "--silent", "-c", join(folder, "rollup.config.mjs")], { cwd: folder });
    } finally {
      rmdirSync(lock);
    }
  }
}
