import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The browser's scripts by their file names. */
export type Scripts = ReadonlyMap<string, Buffer>;

/** What tags ask for beside the script itself: its parts, all of it in one, the debug mode, and the script without watchers. */
const BESIDE = ["activity", "shops", "full", "debug", "core"].map((name) => `waystitch-${name}.js`);

/** `undefined` when there is no such file. */
async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Reads the browser script, served as `waystitch.js` whatever its file is called, and those that were built beside it.
 *
 * @param file path of the script; without one there are none
 * @throws when it cannot be read, but not for those beside it that are missing
 */
export async function loadScripts(file: string | undefined): Promise<Scripts> {
  if (file === undefined) return new Map();
  const scripts = new Map<string, Buffer>([["waystitch.js", await readFile(file)]]);
  for (const name of BESIDE) {
    const script = await readIfThere(join(dirname(file), name));
    if (script) scripts.set(name, script);
  }
  return scripts;
}
