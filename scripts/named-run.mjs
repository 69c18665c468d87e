/** Runs one of the files that end in a suffix, by its name, from its TypeScript source. */
import { basename } from "node:path";
import { prepare } from "./build.mjs";
import { listFiles, ROOT, run } from "./workspace.mjs";

/**
 * @param kind what the files are called in messages
 * @param suffix such as `.bench.ts`
 * @param folders where they are, relative to the root
 */
export async function runNamed(kind, suffix, folders) {
  const [name, ...args] = process.argv.slice(2);
  const files = folders.flatMap((folder) => listFiles(`${ROOT}/${folder}`, (path) => path.endsWith(suffix)));
  const named = new Map(files.map((file) => [basename(file, suffix), file]));
  const file = named.get(name);
  if (!file) {
    const known = [...named.keys()].sort().map((one) => `  ${one}`);
    console.error(
      [name ? `There is no ${kind} called ${name}.` : `Which ${kind}?`, ...(known.length > 0 ? known : ["  (there are none yet)"])].join(
        "\n",
      ),
    );
    process.exitCode = 1;
    return;
  }
  await prepare();
  process.exitCode = await run(process.execPath, ["--conditions", "source", "--import", "tsx", file, ...args], { stdout: true });
}
