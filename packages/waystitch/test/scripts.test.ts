import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/** The root commands are plain JavaScript, since they run before anything is installed; these are the parts tested here. */
interface Scripts {
  checkArrows(root: string): string[];
  checkLinks(root: string): string[];
  countTests(report: unknown, exitCode: number): { passed: number; failed: number; skipped: number };
  closingLine(counts: { passed: number; failed: number; skipped: number }): string;
}

const load = async (name: string): Promise<Partial<Scripts>> =>
  (await import(new URL(`../../../scripts/${name}.mjs`, import.meta.url).href)) as Partial<Scripts>;
const { checkArrows, checkLinks, countTests, closingLine } = {
  ...(await load("check-arrows")),
  ...(await load("check-docs")),
  ...(await load("closing-line")),
} as Scripts;

let root: string;

async function plant(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(`${root}/${path}`), { recursive: true });
    await writeFile(`${root}/${path}`, text);
  }
}

const manifest = (name: string, ...dependencies: string[]): string =>
  JSON.stringify({ name, dependencies: Object.fromEntries(dependencies.map((one) => [one, "workspace:*"])) });

beforeEach(async () => {
  root = await mkdtemp(`${tmpdir()}/waystitch-tree-`);
  await plant({
    "package.json": JSON.stringify({ scripts: { start: "x", check: "x" } }),
    "examples/storefront/package.json": manifest("@waystitch/storefront", "fastify"),
    "packages/protocol/package.json": manifest("@waystitch/protocol"),
    "packages/journey/package.json": manifest("@waystitch/journey", "@waystitch/protocol"),
    "packages/store/package.json": manifest("@waystitch/store", "@waystitch/protocol", "@waystitch/journey"),
    "packages/collector/package.json": manifest("@waystitch/collector", "@waystitch/store"),
    "packages/journey/src/a.ts": 'import type { Json } from "@waystitch/protocol";\nimport { b } from "./b.js";\n',
  });
});

afterEach(() => rm(root, { recursive: true, force: true }));

test("a tree whose arrows point one way has no problem", () => {
  expect(checkArrows(root)).toEqual([]);
});

test.each([
  ["an import against the arrows", "packages/journey/src/b.ts", 'import { x } from "@waystitch/store";', "may not import @waystitch/store"],
  [
    "a type import against them",
    "packages/protocol/src/b.ts",
    'import type { x } from "@waystitch/journey";',
    "may not import @waystitch/journey",
  ],
  ["a dynamic one", "packages/store/src/b.ts", 'await import("@waystitch/collector/main");', "may not import @waystitch/collector"],
  ["a re-export", "packages/protocol/src/c.ts", 'export * from "@waystitch/journey";', "may not import @waystitch/journey"],
  ["a store that uses the tests' database", "packages/store/src/c.ts", 'import "@waystitch/testbed";', "may not import @waystitch/testbed"],
  ["an example that uses ours", "examples/storefront/src/a.ts", 'import "@waystitch/protocol";', "may not import @waystitch/protocol"],
  ["a path into another package", "packages/store/src/d.ts", 'import "../../journey/src/a.js";', "leaves the package"],
  ["the clock in a pure package", "packages/journey/src/c.ts", "const now = Date.now();", "Date.now"],
  ["the clock by another name", "packages/protocol/src/d.ts", "const now = new Date();", "new Date()"],
  ["chance in a pure package", "packages/journey/src/d.ts", "const r = Math.random();", "Math.random"],
  ["a timer in a pure package", "packages/journey/src/e.ts", "performance.now();", "performance"],
  ["a package that nobody placed", "packages/other/package.json", manifest("@waystitch/other"), "no place among the arrows"],
  [
    "a dependency against the arrows",
    "packages/protocol/package.json",
    manifest("@waystitch/protocol", "@waystitch/store"),
    "may not depend on",
  ],
  [
    "a registry in the lock file",
    "pnpm-lock.yaml",
    "resolution: {tarball: https://registry.example/x.tgz}",
    "names a place to download from",
  ],
])("%s is found", async (_what, path, text, problem) => {
  await plant({ [path]: `${text}\n` });
  const problems = checkArrows(root);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(problem);
  expect(problems[0]).toContain(path.split("/").slice(0, 2).join("/"));
});

test("a date made of an argument, a comment and a text are no clock; tests may use the testbed", async () => {
  await plant({
    "packages/journey/src/f.ts": 'const d = new Date(1); // not Date.now()\n/* Math.random */ const s = "new Date()";\n',
    "packages/store/test/x.int.test.ts": 'import { createTestDatabase } from "@waystitch/testbed";\nconst now = Date.now();\n',
  });
  expect(checkArrows(root)).toEqual([]);
});

test("links, headings and root commands that are not there are found in documentation", async () => {
  await plant({
    "README.md": [
      "# Top\n[a](docs/a.md) [b](docs/none.md) [c](docs/a.md#there) [d](docs/a.md#gone) [e](https://example.org/x) [f](#top)",
      '`npm run check` `npm run nothing` npm start\n```\n[in code](nowhere.md)\n```\n<img src="none.png">',
    ].join("\n"),
    "docs/a.md": "## There\n[up](../README.md)\n",
  });
  expect(checkLinks(root)).toEqual([
    "README.md: links to docs/none.md, which is not there",
    "README.md: links to docs/a.md#gone, which has no such heading",
    "README.md: links to none.png, which is not there",
    "README.md: npm run nothing is not in package.json",
  ]);
});

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((one) => ({ status: one })) });
const report = (passed: number, failed: number, pending: number, ...testResults: unknown[]) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: 0,
  testResults,
});

test("the closing line counts tests, and a file that crashed as a failed one", () => {
  const crashed = report(3, 1, 2, file("passed", "passed"), file("failed", "failed", "passed"), file("failed"));
  expect(closingLine(countTests(crashed, 1))).toBe("3 passed, 2 failed, 2 skipped");
  expect(closingLine(countTests(report(3, 0, 0, file("passed", "passed")), 0))).toBe("3 passed, 0 failed");
});

test("a run without a report, without tests or with an error outside of them did not pass", () => {
  expect(closingLine(countTests(undefined, 0))).toBe("0 passed, 1 failed");
  expect(closingLine(countTests(report(0, 0, 0), 0))).toBe("0 passed, 1 failed");
  expect(closingLine(countTests(report(5, 0, 0, file("passed", "passed")), 1))).toBe("5 passed, 1 failed");
});
