import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { System } from "./system.js";

const LOOK_MS = 5;
const EVERY_MS = 100;
const GIVE_UP_MS = 30_000;

/** Sends one event of a new visitor, and looks until the visitor has a journey. Milliseconds from the answer to the journey. */
async function sample({ collector, database, writeKey }: System): Promise<number> {
  const visitorId = randomUUID();
  const event = { type: "page", messageId: randomUUID(), anonymousId: visitorId, context: { page: { url: "https://shop.example/" } } };
  const response = await fetch(`${collector.url}/v1/batch`, { method: "POST", body: JSON.stringify({ writeKey, batch: [event] }) });
  if (!response.ok) throw new Error(`the collector answered ${response.status}`);
  const answered = performance.now();
  while (performance.now() < answered + GIVE_UP_MS) {
    if ((await database.query("select from person_visitors where site_id = 'bench' and visitor_id = $1", [visitorId])).length > 0)
      return performance.now() - answered;
    await sleep(LOOK_MS);
  }
  return GIVE_UP_MS;
}

/** Milliseconds from answer to journey of an event every tenth of a second, for so many seconds. */
export async function sampleFreshness(system: System, seconds: number): Promise<readonly number[]> {
  // The look-up is by visitor, which no index of the product begins with.
  await system.database.query("create index if not exists bench_visitors on person_visitors (visitor_id)");
  const samples: Promise<number>[] = [];
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; ) {
    samples.push(sample(system));
    await sleep(EVERY_MS);
  }
  return await Promise.all(samples);
}
