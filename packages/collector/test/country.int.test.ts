import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countryIn, openCountries } from "../src/find-country.js";
import { writeCountries } from "./country-file.js";
import { pageOf, startCollector, type TestCollector } from "./start-collector.js";

let folder: string;
let file: string;
let collector: TestCollector;
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/waystitch-countries-`);
  file = `${folder}/countries.mmdb`;
  await writeCountries(file, { "203.0.113.0/24": "VN", "198.51.100.0/24": "JP" });
  collector = await startCollector({
    trustProxy: ["127.0.0.0/8"],
    countryHeader: "cf-ipcountry",
    findCountry: await openCountries(file),
  });
});
afterAll(async () => {
  await collector.stop();
  await rm(folder, { recursive: true });
});

async function countryOf(id: string, headers: Record<string, string>, writeKey = collector.keys.write, rest: object = {}) {
  await collector.post({ writeKey, batch: [pageOf("countries", id, rest)] }, { headers });
  const [row] = await collector.database.query<{ country: string | null }>("select country from events where event_id = $1", [id]);
  return row?.country;
}

describe("the country of an event", () => {
  test("of a browser is that of its address, unless the proxy in front knows it", async () => {
    expect(await countryOf("vn", { "x-forwarded-for": "203.0.113.9" })).toBe("VN");
    expect(await countryOf("jp", { "x-forwarded-for": "198.51.100.9" })).toBe("JP");
    expect(await countryOf("nowhere", { "x-forwarded-for": "192.0.2.9" })).toBeNull();
    expect(await countryOf("v6", { "x-forwarded-for": "2001:db8::1" })).toBeNull();
    expect(await countryOf("proxy", { "x-forwarded-for": "203.0.113.9", "cf-ipcountry": "sg" })).toBe("SG");
    expect(await countryOf("unknown", { "x-forwarded-for": "203.0.113.9", "cf-ipcountry": "XX" })).toBe("VN");
    expect(await countryOf("other", { "x-forwarded-for": "203.0.113.9", "x-country": "SG" })).toBe("VN");
  });

  test("of a server is that of the browser it speaks for, and never its own", async () => {
    const { secret } = collector.keys;
    const headers = { "x-forwarded-for": "203.0.113.9", "cf-ipcountry": "SG" };
    expect(await countryOf("server", headers, secret)).toBeNull();
    expect(await countryOf("behalf", headers, secret, { context: { ip: "198.51.100.4" } })).toBe("JP");
    expect(await countryOf("nonsense", headers, secret, { context: { ip: "nonsense" } })).toBeNull();
  });
});

test.each([
  ["VN", "VN"],
  [" vn ", "VN"],
  ["XX", null],
  ["T1", null],
  ["VNM", null],
  ["", null],
  [undefined, null],
  [["VN"], null],
])("a proxy that says %j means %j", (said, meant) => {
  expect(countryIn(said)).toBe(meant);
});

test("without a file nothing is known, and one that is none is said at the start", async () => {
  expect((await openCountries(undefined))("203.0.113.9")).toBeNull();
  await writeFile(`${folder}/none.mmdb`, "not a database");
  await expect(openCountries(`${folder}/none.mmdb`)).rejects.toThrow();
  await expect(openCountries(`${folder}/missing.mmdb`)).rejects.toThrow(/missing/);
});
