import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The part of esbuild's interface that is used. */
interface Esbuild {
  build(options: object): Promise<{ readonly outputFiles: readonly { readonly text: string }[] }>;
}

// Not a dependency of its own: tsx, which runs this file, brings it.
const require = createRequire(createRequire(import.meta.url).resolve("tsx/package.json"));

/** Makes one script of a module and the packages it imports, which are installed in the folder of the peers. */
export async function bundle(module: string): Promise<string> {
  const { build } = require("esbuild") as Esbuild;
  const { outputFiles } = await build({
    stdin: { contents: module, resolveDir: dirname(fileURLToPath(new URL("../peers/package.json", import.meta.url))) },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    define: { "process.env.NODE_ENV": '"production"' },
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
