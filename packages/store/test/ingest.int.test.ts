import { partOf } from "@waystitch/protocol";
import { createDatabase, recordBatch, watchChannel } from "@waystitch/store";
import { createTestDatabase, eventRow, eventually, rejectedRow } from "@waystitch/testbed";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

type Database = Awaited<ReturnType<typeof createTestDatabase>>;

/** A shuffle that is the same in every run. */
function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  return items
    .map((item, index) => ({ item, rank: partOf(String(seed), String(index)) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

let database: Database;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function count(table: "events" | "stitch_queue" | "rejected_events", siteId: string): Promise<number> {
  const [row] = await database.query<{ n: number }>(`select count(*)::int as n from ${table} where site_id = $1`, [siteId]);
  return row?.n ?? -1;
}

const idsOf = (keys: readonly { readonly event_id: string }[]): string[] => keys.map((key) => key.event_id).sort();

describe("recordBatch", () => {
  test("keeps every column as it was given", async () => {
    const full = eventRow("columns", "v1", "e1", {
      type: "track",
      name: "Product Added",
      occurred_at: "2026-11-21T00:00:00.123Z",
      trusted: true,
      user_id: "u1",
      previous_id: "u0",
      group_id: "g1",
      identifiers: ["email:a", "phone:b"],
      page_url: "https://shop.vn/?q='\"\\",
      page_title: "Kính râm 😎",
      referrer: "https://google.com/",
      campaign: { source: "zalo" },
      properties: { price: 450_000.5, list: [1, null, { deep: true }], empty: "" },
      context: { library: { name: "x" } },
      device: "mobile",
      browser: "Chrome 143",
      os: "Android 15",
      language: "vi-VN",
      ip_prefix: "203.0.113.0/24",
      bot_reason: "no user agent",
    });
    await recordBatch(database.db, { events: [full], rejected: [] });
    const [row] = await database.query("select * from events where site_id = 'columns'");
    expect(row).toEqual({ ...full, occurred_at: new Date(full.occurred_at), received_at: new Date(full.received_at) });
  });

  test("leaves the columns of what was not said empty, not as JSON null", async () => {
    await recordBatch(database.db, { events: [eventRow("blank", "v1", "e1")], rejected: [] });
    const [row] = await database.query("select campaign is null as campaign, name is null as name from events where site_id = 'blank'");
    expect(row).toEqual({ campaign: true, name: true });
  });

  test("stores an event that is twice in a batch once, and queues its visitor once", async () => {
    const event = eventRow("twice", "v1", "e1");
    const { stored } = await recordBatch(database.db, { events: [event, event, eventRow("twice", "v1", "e2")], rejected: [] });
    expect(idsOf(stored)).toEqual(["e1", "e2"]);
    expect(await count("events", "twice")).toBe(2);
    expect(await count("stitch_queue", "twice")).toBe(1);
  });

  test("stores an event of an earlier batch no more, and queues only visitors with something new", async () => {
    const old = eventRow("again", "v1", "e1");
    await recordBatch(database.db, { events: [old], rejected: [] });
    expect(await recordBatch(database.db, { events: [old], rejected: [] })).toEqual({ stored: [] });
    const { stored } = await recordBatch(database.db, { events: [old, eventRow("again", "v2", "e1")], rejected: [] });
    expect(stored).toEqual([{ part: partOf("again", "v2"), site_id: "again", visitor_id: "v2", event_id: "e1" }]);
    const queue = await database.query(
      "select visitor_id, count(*)::int as n from stitch_queue where site_id = 'again' group by 1 order by 1",
    );
    expect(queue).toEqual([
      { visitor_id: "v1", n: 1 },
      { visitor_id: "v2", n: 1 },
    ]);
  });

  test("does not let a later event change a stored one", async () => {
    await recordBatch(database.db, { events: [eventRow("fact", "v1", "e1", { name: "first" })], rejected: [] });
    await recordBatch(database.db, { events: [eventRow("fact", "v1", "e1", { name: "second" })], rejected: [] });
    expect(await database.query("select name from events where site_id = 'fact'")).toEqual([{ name: "first" }]);
  });

  test("keeps two sites with the same ids apart", async () => {
    await recordBatch(database.db, { events: [eventRow("site-a", "v1", "e1")], rejected: [rejectedRow("site-a", "r1")] });
    const { stored } = await recordBatch(database.db, {
      events: [eventRow("site-b", "v1", "e1")],
      rejected: [rejectedRow("site-b", "r1")],
    });
    expect(stored).toHaveLength(1);
    for (const site of ["site-a", "site-b"])
      for (const table of ["events", "stitch_queue", "rejected_events"] as const) expect(await count(table, site)).toBe(1);
  });

  test("keeps a rejected event once and queues nobody for it", async () => {
    const row = rejectedRow("reject", "r1");
    expect(await recordBatch(database.db, { events: [], rejected: [row, row] })).toEqual({ stored: [] });
    await recordBatch(database.db, { events: [], rejected: [row, rejectedRow("reject", "r2")] });
    expect(await count("rejected_events", "reject")).toBe(2);
    expect(await count("stitch_queue", "reject")).toBe(0);
  });

  test("does nothing with nothing", async () => {
    expect(await recordBatch(database.db, { events: [], rejected: [] })).toEqual({ stored: [] });
  });

  test.each([
    ["a key too long for its index", eventRow("bad", "v2", Array.from({ length: 4_000 }, (_, i) => i.toString(36)).join("")), "54000"],
    ["a NUL", eventRow("bad", "v2", "e2", { properties: { text: "a\u0000b" } }), "22P05"],
    ["a lone surrogate", eventRow("bad", "v2", "e2", { page_title: "\ud800" }), "22P02"],
    ["a time that is none", eventRow("bad", "v2", "e2", { occurred_at: "yesteryear" }), "22007"],
    ["a part out of range", eventRow("bad", "v2", "e2", { part: 1_024 }), "23514"],
    ["a part that is no smallint", eventRow("bad", "v2", "e2", { part: 70_000 }), "22003"],
    ["a type that is none", eventRow("bad", "v2", "e2", { type: "view" }), "23514"],
  ])("fails as a whole, with the database's code, on %s", async (_, bad, code) => {
    const batch = { events: [eventRow("bad", "v1", "e1"), bad], rejected: [rejectedRow("bad", "r1")] };
    await expect(recordBatch(database.db, batch)).rejects.toMatchObject({ code });
    for (const table of ["events", "stitch_queue", "rejected_events"] as const) expect(await count(table, "bad")).toBe(0);
  });

  test.each([
    ["is gone", "deallocate all"],
    ["no longer fits the tables", "alter table events alter column part type integer"],
  ])("fails once, and then stores, when what a connection had prepared %s", async (_, change) => {
    const own = await createTestDatabase();
    const db = createDatabase({ url: own.url, applicationName: "prepared", maxConnections: 1, plans: "prepared" });
    const store = (id: string) => recordBatch(db, { events: [eventRow("prepared", "v1", id)], rejected: [] });
    await store("e1");
    await sql.raw(change).execute(db);
    await store("e2").catch(() => undefined);
    expect(await store("e3")).toMatchObject({ stored: [{ event_id: "e3" }] });
    await db.destroy();
    await own.drop();
  });

  test("never deadlocks when batches that overlap arrive together in any order", async () => {
    const db = createDatabase({ url: database.url, applicationName: "overlap", maxConnections: 20 });
    const rounds = 5;
    for (let round = 0; round < rounds; round++) {
      const keys = Array.from({ length: 200 }, (_, i) => [`v${i % 20}`, `e${round}-${i}`] as const);
      const batches = Array.from({ length: 20 }, (_, seed) => ({
        events: shuffled(keys, seed)
          .slice(0, 150)
          .map(([visitor, event]) => eventRow("overlap", visitor, event)),
        rejected: shuffled(keys, seed + 100)
          .slice(0, 20)
          .map(([, id]) => rejectedRow("overlap", id)),
      }));
      const answers = await Promise.all(batches.map((batch) => recordBatch(db, batch)));
      const distinct = new Set(batches.flatMap(({ events }) => events.map((event) => event.event_id)));
      // Every event was new to exactly one of the batches.
      expect(idsOf(answers.flatMap(({ stored }) => stored))).toEqual([...distinct].sort());
    }
    await db.destroy();
  });

  test("tells who waits for work, once it is committed, and is silent when nothing was new", async () => {
    const heard: string[] = [];
    let listening = false;
    const watch = watchChannel({
      url: database.url,
      applicationName: "test watch",
      channel: "waystitch_stitch",
      onChange: () => void heard.push("work"),
      onStart: () => {
        listening = true;
      },
    });
    await eventually(() => expect(listening).toBe(true));
    const event = eventRow("notify", "v1", "e1");
    await recordBatch(database.db, { events: [event], rejected: [] });
    await eventually(() => expect(heard).toEqual(["work"]));
    // Announcements arrive in the order of the commits: what the second said would be heard before what the third said.
    await recordBatch(database.db, { events: [event], rejected: [rejectedRow("notify", "r1")] });
    await recordBatch(database.db, { events: [eventRow("notify", "v1", "e2")], rejected: [] });
    await eventually(() => expect(heard).toEqual(["work", "work"]));
    await watch.close();
  });
});
