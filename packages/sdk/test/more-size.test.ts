import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { buildScript, DEBUG, FILES, MORE } from "./built.js";

beforeAll(buildScript, 240_000);

test("What sites with several domains or a consent dialog load beside the script is at most 3.6 kB", () => {
  expect(brotliCompressSync(readFileSync(MORE)).length).toBeLessThanOrEqual(3600);
});

test("The debug mode is at most 8 kB", () => {
  expect(brotliCompressSync(readFileSync(DEBUG)).length).toBeLessThanOrEqual(8000);
});

test.each([MORE, DEBUG])("%s needs nothing and is written for browsers of 2018", (file) => {
  const script = readFileSync(file, "utf8");
  expect(script).not.toMatch(/\bimport\b|\brequire\b|\?\.[a-z[(]|\?\?/);
  expect(script).toMatch(/^[\n -~]+$/);
});

test("The modules export one function each, and do nothing on a server", async () => {
  const modules = FILES.filter((file) => /-\w+\.mjs$/.test(file)).map((file) => import(file) as Promise<object>);
  expect((await Promise.all(modules)).map((module) => Object.keys(module))).toEqual([["more"], ["debug"]]);
});

test("The declarations name no other package", () => {
  for (const name of ["index", "debug", "extended"])
    expect(readFileSync(new URL(`../dist/types/more/${name}.d.ts`, import.meta.url), "utf8")).not.toContain('"@waystitch');
});
