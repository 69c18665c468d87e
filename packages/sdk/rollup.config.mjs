// Builds from one source: the script for the tag (waystitch.js), the same without watchers (waystitch-core.js), and the module for bundlers
// (waystitch.mjs, with types).
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import typescript from "@rollup/plugin-typescript";
import ts from "typescript";

const folder = dirname(fileURLToPath(import.meta.url));
const source = join(folder, "src");
const dist = join(folder, "dist");
const tsconfig = join(folder, "tsconfig.json");

/**
 * Names that exist only inside the script and may be shortened. Names that travel, that pages use or that browsers define
 * must not stand here.
 */
const INNER = "json slot keep drop leave sweep schedule settle list put leadMagnet formId";

/** One word for all declarations: 20 bytes less after compression. */
const oneDeclarator = { name: "one-declarator", renderChunk: (code) => code.replace(/(^\s*|\()const /gm, "$1let ") };

const plugins = (format) => [
  // Of the protocol's source, only the constants and functions that are used get in.
  nodeResolve({ exportConditions: ["source"] }),
  typescript({
    tsconfig,
    noEmitOnError: true,
    declaration: false,
    rootDir: join(folder, ".."),
    outDir: dist,
    include: [join(folder, "../{sdk,protocol}/src/**/*.ts")],
  }),
  oneDeclarator,
  terser({
    ecma: 2018,
    module: format === "es",
    toplevel: true,
    compress: { passes: 10, inline: 1, booleans: false, pure_getters: true, unsafe: true, unsafe_arrows: true },
    mangle: { properties: { builtins: true, regex: new RegExp(`^(${INNER.replaceAll(" ", "|")})$`) } },
    // Chromium compiles all functions while the script streams in, not on the main thread: https://v8.dev/blog/explicit-compile-hints
    format: { comments: false, ascii_only: true, preamble: "//# allFunctionsCalledOnLoad" },
  }),
];

/** Writes the declarations of this package, which name no other package. */
const types = {
  name: "types",
  writeBundle() {
    const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(tsconfig, ts.sys.readFile).config, ts.sys, folder);
    const program = ts.createProgram([join(source, "index.ts")], {
      ...options,
      declaration: true,
      emitDeclarationOnly: true,
      outDir: "/",
      rootDir: join(folder, ".."),
    });
    program.emit(undefined, (name, text) => {
      const path = relative("/sdk/src", name);
      if (path.startsWith("..")) return;
      const target = join(dist, "types", path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    });
  },
};

const tag = (input, file) => ({
  input: join(source, input),
  output: { file: join(dist, file), format: "iife", strict: false },
  plugins: plugins("iife"),
});

export default [
  tag("tag.ts", "waystitch.js"),
  tag("core-tag.ts", "waystitch-core.js"),
  { input: join(source, "index.ts"), output: { file: join(dist, "waystitch.mjs"), format: "es" }, plugins: [...plugins("es"), types] },
];
