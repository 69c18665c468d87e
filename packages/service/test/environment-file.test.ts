import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, expect, test } from "vitest";
import { openEnvironment } from "../src/index.js";

const folder = mkdtempSync(`${tmpdir()}/waystitch-environment-`);
afterAll(() => rmSync(folder, { recursive: true }));

test("the address of the database may stand in a file", () => {
  writeFileSync(`${folder}/url`, "postgres://a:b@c/d\n");
  expect(openEnvironment({ DATABASE_URL_FILE: `${folder}/url`, HOST: "h" })).toMatchObject({
    DATABASE_URL: "postgres://a:b@c/d",
    HOST: "h",
  });
});

test("without such a file, everything stays as it is", () => {
  const env = { DATABASE_URL: "postgres://x", DATABASE_URL_FILE: " " };
  expect(openEnvironment(env)).toBe(env);
});

test("a file that is not there, and an address that is said twice, are problems", () => {
  expect(() => openEnvironment({ DATABASE_URL_FILE: `${folder}/none` })).toThrow(/^DATABASE_URL_FILE is ".*none": .*ENOENT/);
  expect(() => openEnvironment({ DATABASE_URL_FILE: `${folder}/url`, DATABASE_URL: "x" })).toThrow("both set");
});
