// Builds from one source: the script for the tag (waystitch.js), with the parts it loads (waystitch-activity.js, and for shops
// waystitch-shops.js); the same without watchers (waystitch-core.js), and with everything (waystitch-full.js), whose debug mode is loaded apart
// (waystitch-debug.js); and modules for bundlers (waystitch.mjs, waystitch-more.mjs, waystitch-debug.mjs), with types.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
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
const INNER = "json slot keep drop leave sweep schedule settle list put kind sources tell beganAt";

/** One word for all declarations: 20 bytes less after compression. */
const oneDeclarator = { name: "one-declarator", renderChunk: (code) => code.replace(/(^\s*|\()const /gm, "$1let ") };

/** Some scripts do without what these constants stand for, and carry nothing of it. */
const without = (...names) => ({
  name: "without",
  transform: (code, file) =>
    file.endsWith("/src/extends.ts")
      ? { code: names.reduce((text, name) => text.replace(`${name} = true`, `${name} = false`), code), map: null }
      : null,
});

/** A part hears, reports and sees through the tracker that it joins, instead of having such modules of its own. */
const joins = {
  name: "joins",
  resolveId: (path, from) =>
    /\/(signals|acts)\.js$/.test(path) && !/\/parts\//.test(from) ? join(source, "parts", `${basename(path, ".js")}.ts`) : null,
};

/** 1 and 0 for true and false, which these scripts never compare with. */
const SMALLEST = { booleans: true, booleans_as_integers: true, negate_iife: false, hoist_funs: true, inline: 2 };

/** @param compress of the minifier, beside what is always asked of it */
const plugins = (format, compress, ...first) => [
  ...first,
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
    compress: { passes: 10, inline: 1, booleans: false, pure_getters: true, unsafe: true, unsafe_arrows: true, ...compress },
    mangle: { properties: { builtins: true, regex: new RegExp(`^(${INNER.replaceAll(" ", "|")})$`) } },
    format: { comments: false, ascii_only: true },
  }),
];

/** Writes the declarations of this package, which name no other package. */
const types = {
  name: "types",
  writeBundle() {
    const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(tsconfig, ts.sys.readFile).config, ts.sys, folder);
    const program = ts.createProgram(
      ["index.ts", "more/index.ts", "more/debug.ts"].map((file) => join(source, file)),
      {
        ...options,
        declaration: true,
        emitDeclarationOnly: true,
        outDir: "/",
        rootDir: join(folder, ".."),
      },
    );
    program.emit(undefined, (name, text) => {
      const path = relative("/sdk/src", name);
      if (path.startsWith("..")) return;
      const target = join(dist, "types", path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    });
  },
};

const tag = (input, file, compress, ...first) => ({
  input: join(source, input),
  output: { file: join(dist, file), format: "iife", strict: false },
  plugins: plugins("iife", compress, ...first),
});

/** The same as INNER for what is loaded apart, which has none of these names in common with the script. */
const INNER_MORE = "refused failed recorded lines consented facts update mood how why delivery";

/** Takes types away without looking at them: they were checked with the script's. */
const untyped = {
  name: "untyped",
  resolveId(path, from) {
    const file = from && path.startsWith(".") ? join(dirname(from), path.replace(/\.js$/, ".ts")) : "";
    return existsSync(file) ? file : null;
  },
  transform(code, file) {
    const compilerOptions = { target: "ES2018", module: "ESNext", verbatimModuleSyntax: true };
    return file.endsWith(".ts") ? { code: ts.transpileModule(code, { compilerOptions }).outputText, map: null } : null;
  },
};

const apart = (input, file, format) => ({
  input: join(source, "more", input),
  output: { file: join(dist, file), format, strict: false },
  plugins: [
    nodeResolve({ exportConditions: ["source"] }),
    untyped,
    terser({
      ecma: 2018,
      module: format === "es",
      toplevel: true,
      compress: { passes: 3, pure_getters: true, unsafe_arrows: true, unsafe_methods: true },
      mangle: { properties: { builtins: true, regex: new RegExp(`^(${INNER_MORE.replaceAll(" ", "|")})$`) } },
      format: { comments: false, ascii_only: true },
    }),
  ],
});

export default [
  tag("tag.ts", "waystitch.js", SMALLEST, without("EXTENDS", "COUNTS")),
  tag("core-tag.ts", "waystitch-core.js", SMALLEST, without("EXTENDS")),
  tag("full-tag.ts", "waystitch-full.js"),
  tag("parts/activity-tag.ts", "waystitch-activity.js", SMALLEST, joins),
  tag("parts/shops-tag.ts", "waystitch-shops.js", SMALLEST, joins),
  { input: join(source, "index.ts"), output: { file: join(dist, "waystitch.mjs"), format: "es" }, plugins: [...plugins("es"), types] },
  apart("debug-tag.ts", "waystitch-debug.js", "iife"),
  apart("index.ts", "waystitch-more.mjs", "es"),
  apart("debug.ts", "waystitch-debug.mjs", "es"),
];
