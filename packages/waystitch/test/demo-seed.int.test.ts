import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planOf, type Story, sendStories, tellStories } from "../src/demo/index.js";
import { type Back, createKeys, startBack } from "./shop-stack.js";
import { runWaystitch } from "./started-up.js";

const UNTIL = "2026-11-30T10:00:00Z";
const PEOPLE = 150;
const plan = planOf({ seed: "7", people: PEOPLE, days: 180, until: Date.parse(UNTIL) });
const stories: readonly Story[] = [...tellStories(plan)];
const events = stories.flatMap((story) => story.events);
const good = events.filter(({ reject }) => reject === undefined);
const keys = createKeys();
let database: TestDatabase;
let back: Back;

beforeAll(async () => {
  database = await createTestDatabase();
  back = await startBack(database, keys);
  await back.startWorker();
});

afterAll(async () => {
  await back?.stop();
  await database?.drop();
});

/** How many there are of what each query selects. */
async function countsOf<T extends string>(queries: Readonly<Record<T, string>>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, from] of Object.entries<string>(queries)) {
    const [row] = await database.query(`select count(*)::int as count from ${from}`);
    counts[name] = Number(row?.["count"]);
  }
  return counts;
}

const named = (name: string): number => good.filter(({ event }) => event["event"] === name).length;

test("`waystitch demo seed` tells its stories to a collector, and the tables say what was told; the second time adds nothing", async () => {
  const where = ["--url", back.collector.url, "--secret-key", keys.secretKey];
  const seeded = await runWaystitch(["demo", "seed", "--people", String(PEOPLE), "--seed", "7", "--until", UNTIL, ...where], {
    DATABASE_URL: database.url,
  });
  expect(seeded).toMatchObject({ code: 0, stdout: expect.stringContaining("All of it is stitched.") });
  expect(seeded.stdout).toContain(`  stored    ${good.length.toLocaleString("en-US")}\n`);
  const queries = {
    events: "events",
    rejected: "rejected_events",
    persons: "journeys",
    robots: "journeys where is_bot",
    leads: "milestones where rule = 'lead_event'",
    orders: "orders where placed_at is not null",
    late: "orders where delivered_at > promised_at",
  };
  const counts = await countsOf(queries);
  const late = good.filter(({ event }) => {
    const { delivered_at, promised_at } = Object(event["properties"]);
    return event["event"] === "Order Delivered" && delivered_at > promised_at;
  });
  expect(counts).toEqual({
    events: good.length,
    rejected: events.length - good.length,
    persons: stories.filter((story) => story.events.length > 0).length,
    robots: stories.filter(({ isRobot, events: own }) => isRobot && own.length > 0).length,
    leads: named("Lead Captured") + named("Signed Up"),
    orders: named("Order Completed"),
    late: late.length,
  });
  const again = await sendStories({ url: back.collector.url, secretKey: keys.secretKey }, tellStories(plan));
  expect(again).toMatchObject({ people: PEOPLE, accepted: 0, duplicate: good.length });
  await back.drained();
  expect(await countsOf(queries)).toEqual(counts);
});
