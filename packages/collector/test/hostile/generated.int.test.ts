import { afterAll, beforeAll, expect, test } from "vitest";
import { addSite, startCollector, type TestCollector } from "../start-collector.js";
import { loadProblems } from "./kept.js";
import { createPoster } from "./post.js";
import { PER_REQUEST, randomAttack } from "./random-attack.js";
import { runAttacks, sumOf } from "./run-attacks.js";

const SEED = 20_261_122;
const BODIES = 3_000;
const AT_A_TIME = 16;

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector({
    keyEventsPerSecond: 1_000_000,
    addressRequestsPerSecond: 1_000_000,
    trustProxy: ["127.0.0.0/8"],
    countryHeader: "cf-ipcountry",
  });
});
afterAll(() => collector.stop());

test("hostile events out of chance leave every canary as it was sent and every reject to be seen, whatever else of their request is damaged", async () => {
  const poster = createPoster(collector.url, AT_A_TIME);
  const keys = { ...collector.keys, other: (await addSite(collector.database, "other")).write };
  const attacks = Array.from({ length: BODIES / PER_REQUEST }, (_, at) => randomAttack(SEED, at, keys));
  const ran = await runAttacks(poster, attacks, AT_A_TIME);
  poster.close();
  const { told, accepted, problems } = sumOf(ran);
  expect([...problems, ...(await loadProblems(collector.database, "demo", told, accepted))]).toEqual([]);
  const fates = new Set(told.map(({ fate }) => fate));
  // It is no test when all of it is rejected, or nothing.
  expect(fates.size).toBeGreaterThan(8);
  expect(ran.filter(({ outcome }) => outcome.isRefused).length).toBeGreaterThan(5);
  expect(collector.log.filter((line) => /"level":(?:50|60)/.test(line))).toEqual([]);
});
