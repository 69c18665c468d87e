import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { ERRORS } from "../src/errors.js";
import { STUB } from "../src/stub.js";
import { VERSION } from "../src/version.js";
import { buildScript, CORE, MODULE, SCRIPT } from "./built.js";

beforeAll(buildScript, 120_000);

test("The whole script is at most 7.7 kB as browsers get it, and its core 3.6 kB", () => {
  expect(brotliCompressSync(readFileSync(SCRIPT)).length).toBeLessThanOrEqual(7700);
  expect(brotliCompressSync(readFileSync(CORE)).length).toBeLessThanOrEqual(3600);
});

test("The inline stub is at most 420 bytes", () => {
  expect(gzipSync(STUB, { level: 9 }).length).toBeLessThanOrEqual(420);
  expect(STUB).not.toContain("</");
});

test("The script needs nothing and is written for browsers of 2018", () => {
  const script = readFileSync(SCRIPT, "utf8");
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

test("The declarations name no other package", () => {
  for (const name of ["index", "api", "known-events", "errors"])
    expect(readFileSync(new URL(`../dist/types/${name}.d.ts`, import.meta.url), "utf8")).not.toContain('"@waystitch');
});

test("The version is the package's", () => {
  expect(VERSION).toBe(packageJson.version);
});
