import { setTimeout as sleep } from "node:timers/promises";
import { STUB } from "@waystitch/sdk";
import { createTestDatabase, eventually, startVisitorChromium, type TestDatabase, type VisitorTab } from "@waystitch/testbed";
import { EVENT, type Product, startVisit, waystitchProduct } from "@waystitch/testbed/loss";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Back, createKeys, startBack } from "./shop-stack.js";

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

const CALLS_A_TAB = 6;
/** Every tab makes half of its calls when the outage has begun and half when all tabs have been refused. */
const HALF_MS = 4000;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

it.each([2, 5])("%i tabs that share an outbox lose nothing in an outage, and send each event once when it is over", async (count) => {
  const durations = { failing: 0, offline: 0 };
  const visit = await startVisit(product, { startBrowser: startVisitorChromium, host: "shop.localhost", durations });
  try {
    const tabs: VisitorTab[] = [];
    for (const index of numbers(count)) tabs.push(await visit.arrive(`/tab-${index}`));
    const trackInAll = async (from: number, to: number): Promise<void> => {
      for (const [index, tab] of tabs.entries())
        await tab.run(`for (let n = ${from}; n < ${to}; n++) track("${EVENT}", { n: n + ${index * CALLS_A_TAB} })`);
    };
    visit.network.decide(() => ({ answer: 503, headers: { "access-control-expose-headers": "retry-after" } }));
    await trackInAll(0, CALLS_A_TAB / 2);
    await sleep(HALF_MS);
    await trackInAll(CALLS_A_TAB / 2, CALLS_A_TAB);
    await sleep(HALF_MS);
    expect(await visit.receiver.stored()).toEqual([]);
    visit.network.decide(() => "pass");

    const all = numbers(count * CALLS_A_TAB);
    const inOrder = (found: readonly number[]): number[] => [...found].sort((a, b) => a - b);
    await eventually(async () => expect(inOrder(await visit.receiver.stored())).toEqual(all), { withinMs: 90_000 });
    // A tab that was put off by another one looks again after 5 s.
    await sleep(6000);
    expect(inOrder(await visit.receiver.stored())).toEqual(all);
    const accepted = visit.network.requests.filter(({ status }) => status === 200);
    expect(inOrder(accepted.flatMap((request) => product.eventsIn(request)))).toEqual(all);
  } finally {
    await visit.end();
  }
});
