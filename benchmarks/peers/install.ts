import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import root from "../../package.json" with { type: "json" };

const FOLDER = dirname(fileURLToPath(import.meta.url));

/** What pnpm installed last, to compare with what is wanted. */
const INSTALLED = join(FOLDER, "node_modules/.pnpm/lock.yaml");

/**
 * Installs the peers as this folder's lock file says, unless that was done. They stay out of the workspace, so that no other
 * command ever installs them, and none of their install scripts runs.
 *
 * @throws when the registry cannot be reached
 */
export function installPeers(): void {
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, "utf8") === readFileSync(join(FOLDER, "pnpm-lock.yaml"), "utf8")) return;
  console.error("Installing the peers (only when their lock file has changed) ...");
  const args = ["-y", root.packageManager, "install", "--ignore-workspace", "--ignore-scripts", "--frozen-lockfile"];
  const { status } = spawnSync("npx", args, { cwd: FOLDER, stdio: ["ignore", 2, "inherit"], env: { ...process.env, CI: "true" } });
  if (status !== 0) throw new Error(`installing the peers failed (exit code ${status})`);
}

/** @param path of a file in an installed package, such as `posthog-js/dist/array.js` */
export const peerFile = (path: string): string => join(FOLDER, "node_modules", path);

/** @param name of an installed package */
export const peerVersion = (name: string): string => JSON.parse(readFileSync(peerFile(`${name}/package.json`), "utf8")).version;
