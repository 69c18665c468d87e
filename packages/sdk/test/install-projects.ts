import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import vue from "@vitejs/plugin-vue";
import { build, type InlineConfig } from "vite";
import { buildScript } from "./built.js";
import { blockAt, filledIn } from "./install-blocks.js";
import { COMMANDS } from "./install-runs.js";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const ROOT = join(PACKAGE, "../..");

/** `waystitch.ts` as the pages have it, for the tag and for the module. */
export const CALLS = { tag: "typescript.md: With the tag", module: "typescript.md: With the module (3)" } as const;
export type Way = keyof typeof CALLS;

/** What Next.js does with the root layout, by React's own means: it is rendered on a server, and again in the browser. Not Next.js. */
const NEXT = {
  "server.tsx": `import { renderToString } from "react-dom/server";
    import Layout from "./app/layout";
    export const html = "<!doctype html>" + renderToString(<Layout><main>Shop</main></Layout>).replace("</body>", '<script type="module" src="/client.js"></script></body>');`,
  "client.tsx": `import { StrictMode } from "react";
    import { hydrateRoot } from "react-dom/client";
    import Layout from "./app/layout";
    hydrateRoot(document, <StrictMode><Layout><main>Shop</main></Layout></StrictMode>, { onRecoverableError: (error) => { throw error; } });`,
};

/** Of which blocks each project consists, and what the pages do not say. */
export const PROJECTS = {
  react: { blocks: ["react.md: React", "react.md: Calls"], calls: "src/waystitch.ts", own: {} },
  vue: {
    blocks: ["vue.md: Vue", "vue.md: Calls", "vue.md: Calls (2)"],
    calls: "src/waystitch.ts",
    // As Vite's template has it.
    own: {
      "src/vue.d.ts": `declare module "*.vue" { import type { Component } from "vue"; const component: Component; export default component; }`,
    },
  },
  next: { blocks: ["nextjs.md: Next.js", "nextjs.md: Calls"], calls: "app/waystitch.ts", own: NEXT },
} as const;
export type ProjectName = keyof typeof PROJECTS;
export type Mode = "development" | "production";

/** Takes the stub and the tag out of a file: what the pages say to do with the module. */
const withoutTag = (text: string): string =>
  text.replace(/^ *<script(>| dang| async)[^\n]*(function\(w,n,q,s\)|__html|waystitch\.js)[^\n]*\n/gm, "");

export interface Workshop {
  readonly folder: string;
  /** Writes a project as the pages have it. @returns its folder */
  write(name: ProjectName, way: Way, collector: string): string;
  close(): void;
}

/** A folder in which the module was installed by the commands of the pages, and React and Vue are there. */
export async function openWorkshop(): Promise<Workshop> {
  await buildScript();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "waystitch-install-")));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const env = { ...process.env, npm_config_pack_destination: folder, npm_config_offline: "true", npm_config_audit: "false" };
  await promisify(execFile)("sh", ["-ec", blockAt(COMMANDS.pack).text], { cwd: ROOT, env });
  await promisify(execFile)("sh", ["-ec", blockAt(COMMANDS.install).text], { cwd: folder, env });
  mkdirSync(join(folder, "node_modules/@types"));
  for (const name of ["react", "react-dom", "vue", "@types/react", "@types/react-dom"])
    symlinkSync(realpathSync(join(PACKAGE, "node_modules", name)), join(folder, "node_modules", name));
  const write = (name: ProjectName, way: Way, collector: string): string => {
    const { blocks, calls, own } = PROJECTS[name];
    const files = blocks.map((key) => [blockAt(key).file ?? "", blockAt(key).text] as const);
    const project = mkdtempSync(join(folder, `${name}-${way}-`));
    const compilerOptions = { jsx: "react-jsx" };
    for (const [file, text] of [
      ...files,
      [calls, blockAt(CALLS[way]).text],
      ["tsconfig.json", JSON.stringify({ compilerOptions })],
      ...Object.entries(own),
    ] as const) {
      mkdirSync(dirname(join(project, file)), { recursive: true });
      writeFileSync(join(project, file), filledIn(way === "module" ? withoutTag(text) : text, collector));
    }
    return project;
  };
  return { folder, write, close: () => rmSync(folder, { recursive: true }) };
}

/** Builds with Vite in a mode, which is also Vite's word for which React is bundled; the test runner has set it to its own. */
async function buildIn(mode: Mode, config: InlineConfig): Promise<void> {
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = mode;
  await build({ ...config, configFile: false, logLevel: "error", mode, plugins: [vue()] });
  process.env["NODE_ENV"] = before;
}

/** Bundles a project with Vite. @returns what its site has at a path */
export async function bundle(root: string, name: ProjectName, mode: Mode): Promise<(path: string) => string> {
  const out = (path: string): string => readFileSync(join(root, path), "utf8");
  if (name !== "next") {
    await buildIn(mode, { root, build: { outDir: "out" } });
    return (path) => out(path.endsWith(".js") ? `out${path}` : "out/index.html");
  }
  await buildIn(mode, { root, build: { ssr: "server.tsx", outDir: "server" }, ssr: { noExternal: ["@waystitch/sdk"] } });
  const rollupOptions = { input: join(root, "client.tsx"), output: { entryFileNames: "client.js" } };
  await buildIn(mode, { root, build: { outDir: "out", rollupOptions } });
  // What server.tsx exports.
  const { html } = (await import(join(root, "server/server.js"))) as { html: string };
  return (path) => (path.endsWith(".js") ? out(`out${path}`) : html);
}
