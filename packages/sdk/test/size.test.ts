import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { ERRORS } from "../src/errors.js";
import { STUB } from "../src/stub.js";
import { VERSION } from "../src/version.js";
import { ACTIVITY, buildScript, CORE, DEBUG, EXTENSIONS, FULL, MODULE, SCRIPT, SHOPS } from "./built.js";

beforeAll(buildScript, 120_000);

test.each([
  ["the script, with forms and the data layer", SCRIPT, 5400],
  ["its core", CORE, 3600],
  ["links, time on a page and attributes", ACTIVITY, 1600],
  ["the adapters of shops", SHOPS, 1700],
  ["everything in one, with what few pages need", FULL, 11_000],
  ["the debug mode", DEBUG, 8000],
])("As browsers get it, %s is within its limit", (_, file, limit) => {
  expect(brotliCompressSync(readFileSync(file)).length).toBeLessThanOrEqual(limit);
});

test("The inline stub is at most 420 bytes", () => {
  expect(gzipSync(STUB, { level: 9 }).length).toBeLessThanOrEqual(420);
  expect(STUB).not.toContain("</");
});

test.each([SCRIPT, CORE, ACTIVITY, SHOPS, FULL, DEBUG])("%s needs nothing and is written for browsers of 2018", (file) => {
  const script = readFileSync(file, "utf8");
  expect(script).not.toMatch(/\bimport\b|\brequire\b|\?\.[a-z[(]|\?\?/);
  // Of the protocol, the bounds and names it uses got in, and nothing that validates.
  expect(script).not.toMatch(/event_too_deep|Order Refunded/);
  expect(script).toMatch(/^[\n -~]+$/);
});

test("The module exports the tracker and does nothing on a server", async () => {
  const module = (await import(MODULE)) as typeof import("../src/index.js");
  expect(Object.keys(module).sort()).toEqual(["ERRORS", "STUB", "VERSION", "createTracker"]);
  const tracker = module.createTracker({ writeKey: "wk", collector: "https://events.example.com" });
  tracker.track("Anything");
  tracker.ready(() => expect.unreachable());
  expect(tracker.visitorId()).toBeUndefined();
  expect(module.ERRORS).toEqual(ERRORS);
});

test("The modules of what few pages need export one function each, and do nothing on a server", async () => {
  const modules = EXTENSIONS.map((file) => import(file) as Promise<object>);
  expect((await Promise.all(modules)).map((module) => Object.keys(module))).toEqual([["more"], ["debug"]]);
});

test("The declarations name no other package", () => {
  for (const name of ["index", "api", "known-events", "errors", "more/index", "more/debug", "more/extended"])
    expect(readFileSync(new URL(`../dist/types/${name}.d.ts`, import.meta.url), "utf8")).not.toContain('"@waystitch');
});

test("The version is the package's", () => {
  expect(VERSION).toBe(packageJson.version);
});
