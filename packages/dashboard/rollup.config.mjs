import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import typescript from "@rollup/plugin-typescript";

const inFolder = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (...names) => names.map((name) => readFileSync(inFolder(`page/style/${name}.css`), "utf8")).join("\n");
const nameOf = (text, ending) => `page-${createHash("sha256").update(text).digest("hex").slice(0, 10)}.${ending}`;

/** Puts the style sheets and the page itself beside the script; names carry a hash, so that browsers may keep files for ever. */
function page() {
  return {
    name: "page",
    buildStart: () => rmSync(inFolder("dist/page"), { recursive: true, force: true }),
    generateBundle(_options, bundle) {
      const css = read(
        "tokens",
        "frame",
        "navigation",
        "pieces",
        "reports",
        "map",
        "commerce",
        "seam",
        "stages",
        "journeys",
        "person",
        "timeline",
        "side",
        "setup",
        "people",
        "access",
      );
      const cssName = nameOf(css, "css");
      const script = Object.values(bundle).find(({ isEntry }) => isEntry).fileName;
      const html = readFileSync(inFolder("page/index.html"), "utf8")
        .replace("/assets/page.css", `/assets/${cssName}`)
        .replace("/assets/page.js", `/${script}`);
      this.emitFile({ type: "asset", fileName: `assets/${cssName}`, source: css });
      this.emitFile({ type: "asset", fileName: "gate/gate.css", source: read("tokens", "gate") });
      this.emitFile({ type: "asset", fileName: "gate/mark.svg", source: readFileSync(inFolder("page/style/mark.svg")) });
      this.emitFile({ type: "asset", fileName: "index.html", source: html });
    },
  };
}

/** Libraries ask which environment they are built for; a browser has none. */
function forProduction() {
  return {
    name: "for-production",
    transform: (code, id) =>
      id.includes("node_modules") && code.includes("process.env.NODE_ENV")
        ? { code: code.replaceAll("process.env.NODE_ENV", '"production"'), map: null }
        : null,
  };
}

/** Puts beside every file what is sent of it to browsers that take it compressed. */
function compressed() {
  return {
    name: "compressed",
    writeBundle(_options, bundle) {
      for (const fileName of Object.keys(bundle).filter((name) => /\.(?:js|css|svg)$/.test(name))) {
        const file = inFolder(`dist/page/${fileName}`);
        const text = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(text));
        writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
      }
    },
  };
}

export default {
  input: inFolder("page/main.tsx"),
  output: { dir: inFolder("dist/page"), format: "es", entryFileNames: "assets/page-[hash].js", chunkFileNames: "assets/[name]-[hash].js" },
  plugins: [
    forProduction(),
    nodeResolve({ extensions: [".js", ".ts", ".tsx"] }),
    typescript({
      tsconfig: inFolder("page/tsconfig.json"),
      noEmit: false,
      noEmitOnError: true,
      outDir: inFolder("dist/page"),
      filterRoot: inFolder("."),
    }),
    terser(),
    page(),
    compressed(),
  ],
};
