import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { integrityOf, type ServedScript } from "./served-scripts.js";

/** Scripts of a version, by the path at which they are served, in the name of a file. */
const FILE = /^[\w.%-]+\.[0-9a-f]{12}\.js$/;

/**
 * Keeps this build's versioned scripts in a folder, and gives back those of earlier builds that it has: a page whose tag names a
 * version, with its hash, works as long as somebody serves that one.
 *
 * @param folder made when it is not there; without one, nothing is kept
 */
export async function archiveScripts(folder: string | undefined, served: readonly ServedScript[]): Promise<readonly ServedScript[]> {
  if (folder === undefined) return [];
  await mkdir(folder, { recursive: true });
  const kept = new Set(await readdir(folder));
  const own = new Set<string>();
  for (const { path, body } of served.filter((script) => script.isVersioned)) {
    const file = encodeURIComponent(path.slice(1));
    own.add(file);
    if (kept.has(file)) continue;
    // Under its name only when it is whole; another collector may be writing the same.
    const draft = join(folder, `${file}.${process.pid}.new`);
    await writeFile(draft, body);
    await rename(draft, join(folder, file));
  }
  const earlier = [...kept].filter((file) => FILE.test(file) && !own.has(file));
  return await Promise.all(
    earlier.map(async (file) => {
      const body = await readFile(join(folder, file));
      return { path: posix.join("/", decodeURIComponent(file)), body, isVersioned: true, integrity: integrityOf(body) };
    }),
  );
}
