import { STUB } from "@waystitch/sdk";
import { createTestDatabase, startVisitorChromium, type TestDatabase } from "@waystitch/testbed";
import {
  CALLS,
  CRASH_IN_AN_OUTAGE,
  HARMLESS,
  type Product,
  runScenario,
  type Surroundings,
  WAYS_TO_LOSE,
  waystitchProduct,
} from "@waystitch/testbed/loss";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Back, createKeys, startBack } from "./shop-stack.js";

/** Shorter troubles than `npm run bench -- sdk-loss` has. */
const durations = { failing: 8000, offline: 20_000 };
const surroundings: Surroundings = { startBrowser: startVisitorChromium, host: "shop.localhost", durations };

let database: TestDatabase;
let back: Back;
let product: Product;

beforeAll(async () => {
  database = await createTestDatabase();
  back = await startBack(database, createKeys());
  product = waystitchProduct(STUB, back.collector.url, back.db);
});

afterAll(async () => {
  await back?.stop();
  await database?.drop();
});

it.each([HARMLESS, ...WAYS_TO_LOSE, CRASH_IN_AN_OUTAGE])("No event is lost and none stored twice: $name", async (scenario) => {
  const { isOneTask, mayNeedReturn, needsReturn } = scenario;
  const outcome = await runScenario(scenario, product, surroundings);
  expect(outcome).toMatchObject({ stored: CALLS, duplicates: 0, preflightsOfPage: 0 });
  if (isOneTask) expect(outcome.requestsOfPage).toBeLessThanOrEqual(1);
  if (mayNeedReturn) return;
  expect(outcome.storedBefore).toBe(needsReturn ? 0 : CALLS);
  if (isOneTask) expect(outcome.requestsOfPage).toBe(1);
});
