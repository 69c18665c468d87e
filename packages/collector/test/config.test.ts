import { parseConfig } from "@waystitch/collector";
import { expect, test } from "vitest";

const enough = { DATABASE_URL: "postgres://localhost/w", WAYSTITCH_SECRET: "0123456789abcdef" };

test("the database and the secret are enough", () => {
  expect(parseConfig(enough)).toEqual({
    databaseUrl: "postgres://localhost/w",
    allowSuperuser: false,
    host: "127.0.0.1",
    port: 4100,
    logLevel: "info",
    secret: "0123456789abcdef",
    sdkFile: undefined,
    trustProxy: [],
    maxInFlight: 500,
    maxConnections: 5_000,
    keyEventsPerSecond: 5_000,
    addressRequestsPerSecond: 300,
    scriptPath: "/s.js",
    batchName: "e",
    scriptArchive: undefined,
    countryHeader: undefined,
    countryFile: undefined,
    metricsToken: undefined,
  });
});

test("everything else can be set", () => {
  const set = { ...enough, HOST: "0.0.0.0", PORT: "0", LOG_LEVEL: "warn", WAYSTITCH_SDK_FILE: "/srv/waystitch.js", MAX_IN_FLIGHT: "7" };
  expect(parseConfig({ ...set, MAX_CONNECTIONS: "9", TRUST_PROXY: "10.0.0.0/8, ::1,192.0.2.7" })).toMatchObject({
    host: "0.0.0.0",
    port: 0,
    logLevel: "warn",
    sdkFile: "/srv/waystitch.js",
    maxInFlight: 7,
    maxConnections: 9,
    trustProxy: ["10.0.0.0/8", "::1", "192.0.2.7"],
  });
  const own = { SCRIPT_PATH: "/js/shop.js", BATCH_NAME: "in", WAYSTITCH_SCRIPT_ARCHIVE: "/srv/old", COUNTRY_HEADER: "CF-IPCountry" };
  expect(parseConfig({ ...enough, ...own, COUNTRY_FILE: "/srv/c.mmdb", METRICS_TOKEN: "t", KEY_EVENTS_PER_SECOND: "8" })).toMatchObject({
    scriptPath: "/js/shop.js",
    batchName: "in",
    scriptArchive: "/srv/old",
    countryHeader: "cf-ipcountry",
    countryFile: "/srv/c.mmdb",
    metricsToken: "t",
    keyEventsPerSecond: 8,
  });
});

test.each([
  ["SCRIPT_PATH", "s.js"],
  ["SCRIPT_PATH", "/../s.js"],
  ["SCRIPT_PATH", "/s.js?x"],
  ["BATCH_NAME", "v1/batch"],
  ["COUNTRY_HEADER", "a: b"],
  ["KEY_EVENTS_PER_SECOND", "0"],
])("%s is not %j", (name, value) => {
  expect(() => parseConfig({ ...enough, [name]: value })).toThrow(new RegExp(name));
});

test("all problems are told at once, and the secret itself is not", () => {
  const bad = { WAYSTITCH_SECRET: "tooshort", PORT: "http", TRUST_PROXY: "true,10.0.0.0/33,1", LOG_LEVEL: "loud", MAX_IN_FLIGHT: "0" };
  let message = "";
  try {
    parseConfig(bad);
  } catch (error) {
    message = String(error);
  }
  for (const name of ["DATABASE_URL", "WAYSTITCH_SECRET", "PORT", '"true"', '"10.0.0.0/33"', '"1"', "LOG_LEVEL", "MAX_IN_FLIGHT"])
    expect(message).toContain(name);
  expect(message).not.toContain("tooshort");
});

test.each(["10.0.0.0/8/8", "loopback", "10.0.0.0/", "10.0.0.0/-1", "::1/129", "example.com"])(
  "%s is no network whose proxies are believed",
  (network) => {
    expect(() => parseConfig({ ...enough, TRUST_PROXY: network })).toThrow(/TRUST_PROXY/);
  },
);
