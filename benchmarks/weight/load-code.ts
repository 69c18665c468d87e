import { readFileSync } from "node:fs";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { type Plugin, rollup } from "rollup";
import { peerFile } from "../peers/install.js";
import type { Contender } from "./contenders.js";

// Its types are those of its CommonJS half.
const minify = terser as unknown as typeof terser.default;

/** A module that is no file, beside the installed peers. */
function entryOf(text: string): Plugin {
  const path = peerFile("../entry.js");
  return {
    name: "entry",
    resolveId: (id) => (id === path ? id : null),
    load: (id) => (id === path ? text : null),
    options: (options) => ({ ...options, input: path }),
  };
}

async function bundle(entry: string): Promise<string> {
  const plugins = [entryOf(entry), nodeResolve({ browser: true }), minify({ compress: { passes: 2 }, format: { comments: false } })];
  // Session replay, which Rybbit imports when it is switched on, stays outside; modules that import each other are theirs.
  const built = await rollup({ plugins, external: ["rrweb"], onwarn: () => {} });
  const { output } = await built.generate({ format: "iife", inlineDynamicImports: true });
  await built.close();
  return output[0].code;
}

/** The script as a page loads it at the start. */
export const loadCode = async ({ code }: Contender): Promise<string> =>
  "file" in code ? readFileSync(code.file, "utf8") : await bundle(code.entry);
