import { createHash } from "node:crypto";
import type { Fact } from "@waystitch/journey";
import { checksumDerived, type Database, loadHotVisitors, requeueSite } from "@waystitch/store";
import { createTestDatabase, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, MINUTE } from "@waystitch/testbed/facts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOT_EVENTS, startWorker, stitchBatch } from "../src/index.js";
import { addSite, createHistory, LATER } from "./histories.js";
import { brokenInvariants, wrongCounts } from "./invariants.js";

let test: TestDatabase;
let db: Database;
/** With the worker's rights, as everything that a worker does is done. */
let workerDb: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  db = test.db;
  workerDb = test.dbOf("worker");
});
afterAll(() => test.drop());

/** Works until the queue is empty. */
async function drain(limit = 50): Promise<void> {
  while ((await stitchBatch(workerDb, limit, LATER)).visitors > 0);
}

/** A shuffle that is the same at every run. */
const shuffle = (facts: readonly Fact[], salt: string): Fact[] => {
  const rank = (fact: Fact): string => createHash("sha256").update(`${salt}${fact.visitorId}${fact.eventId}`).digest("hex");
  return [...facts].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
};

const chunksOf = (facts: readonly Fact[], size: number): Fact[][] =>
  Array.from({ length: Math.ceil(facts.length / size) }, (_, index) => facts.slice(index * size, (index + 1) * size));

let siteCount = 0;
/** A site of its own for the same facts; its id must not show in what is compared. */
async function stitchedFrom(arrivals: readonly (readonly Fact[])[], work: () => Promise<void> = drain): Promise<string> {
  const siteId = `site-${siteCount++}`;
  await addSite(db, siteId);
  for (const facts of arrivals) {
    await storeFacts(db, siteId, facts);
    await work();
  }
  return siteId;
}

async function rebuilt(siteId: string): Promise<Record<string, string>> {
  await requeueSite(db, siteId);
  await drain(1000);
  return await checksumDerived(db, siteId);
}

describe("stitching", () => {
  it("gives the same tables however the events arrive, and the same as a rebuild", async () => {
    const facts = createHistory(7, 40);
    const inOrder = await stitchedFrom(chunksOf(facts, 200));
    const sums = await checksumDerived(db, inOrder);
    expect(await rebuilt(inOrder)).toEqual(sums);
    expect(await brokenInvariants(db)).toEqual([]);
    // Person ids and parts hash the site, so sites are compared by rebuilding, and arrivals within one site by starting over.
    for (const [salt, size] of [
      ["a", 5],
      ["b", 60],
      ["c", 10_000],
    ] as const) {
      const shuffled = shuffle(facts, salt);
      const siteId = await stitchedFrom([...chunksOf(shuffled, size), shuffled.slice(0, 100)]);
      const incremental = await checksumDerived(db, siteId);
      expect(await wrongCounts(db)).toEqual([]);
      expect(incremental, `in pieces of ${size}`).toEqual(await rebuilt(siteId));
      for (const [table, sum] of Object.entries(incremental))
        expect(sum.split(":")[0], table).toBe(sums[table as keyof typeof sums].split(":")[0]);
    }
    expect(await brokenInvariants(db)).toEqual([]);
  });

  it("gives the same tables with eight workers that fight over the same people", async () => {
    const facts = shuffle(createHistory(11, 25), "workers");
    const siteId = await stitchedFrom([facts.slice(0, 20)]);
    const errors: unknown[] = [];
    const workers = Array.from({ length: 8 }, () =>
      startWorker({ db: workerDb, now: () => LATER, batchSize: 3, pollMs: 20, onError: (error) => errors.push(error) }),
    );
    for (const piece of chunksOf(facts, 7)) {
      await storeFacts(db, siteId, piece);
      for (const worker of workers) worker.wake();
    }
    const isIdle = async (): Promise<boolean> => (await sql`select 1 from stitch_queue limit 1`.execute(db)).rows.length === 0;
    while (!(await isIdle())) await new Promise((resolve) => setTimeout(resolve, 20));
    await Promise.all(workers.map((worker) => worker.close()));
    expect(errors).toEqual([]);
    expect(await wrongCounts(db)).toEqual([]);
    const sums = await checksumDerived(db, siteId);
    expect(await rebuilt(siteId)).toEqual(sums);
    expect(await brokenInvariants(db)).toEqual([]);
  });

  it("stores contacts made on the site with the visit they were made in, and the time spent on a page as an event only", async () => {
    const page: Fact = { ...BLANK, eventId: "e1", type: "page", pageUrl: "https://shop.example/?gclid=x" };
    const later = (minutes: number, eventId: string, name: string, channel: string): Fact => ({
      ...BLANK,
      eventId,
      name,
      at: BLANK.at + minutes * MINUTE,
      properties: { channel },
    });
    const siteId = await stitchedFrom([
      [page, later(1, "e2", "Contact Clicked", "phone"), later(2, "e3", "Chat Started", "zalo"), later(90, "e4", "Page Engaged", "")],
    ]);
    const touchpoints = await sql`
      select kind, channel, source, session_id from touchpoints where site_id = ${siteId} order by sequence`.execute(db);
    expect(touchpoints.rows).toEqual([
      { kind: "session", channel: "Paid Search", source: "google", session_id: "v1/e1" },
      { kind: "contact_click", channel: "Offline", source: "phone", session_id: "v1/e1" },
      { kind: "chat", channel: "Organic Social", source: "zalo", session_id: "v1/e1" },
    ]);
    const sessions = await sql`select events, ended_at from sessions where site_id = ${siteId}`.execute(db);
    expect(sessions.rows).toEqual([{ events: 3, ended_at: new Date(BLANK.at + 2 * MINUTE) }]);
  });

  it("keeps two sites apart that saw the same visitors, users and orders", async () => {
    const facts = createHistory(13, 5);
    const one = await stitchedFrom([facts]);
    const before = await checksumDerived(db, one);
    await stitchedFrom([shuffle(facts, "other")]);
    expect(await checksumDerived(db, one)).toEqual(before);
  });

  it("sets the visitor at fault aside with the reason and stitches all others", async () => {
    const siteId = await stitchedFrom([]);
    const facts = createHistory(17, 6);
    const bad: Fact = { ...BLANK, visitorId: "bad", eventId: "bad", type: "page" };
    await storeFacts(db, siteId, [...facts, bad]);
    // A rule cannot fail on a stored event today, so the database is made to refuse this visitor's row.
    await sql`alter table person_visitors add constraint no_bad check (visitor_id <> 'bad')`.execute(db);
    await drain();
    const parked = await sql<{ visitor_id: string; error: string }>`select visitor_id, error from stitch_parked`.execute(db);
    expect(parked.rows).toMatchObject([{ visitor_id: "bad", error: expect.stringContaining("no_bad") }]);
    await sql`alter table person_visitors drop constraint no_bad`.execute(db);
    const { rows } = await sql`select 1 from journeys where site_id = ${siteId}`.execute(db);
    expect(rows.length).toBeGreaterThan(5);
    await rebuilt(siteId);
    await sql`delete from stitch_parked`.execute(db);
    expect(await brokenInvariants(db)).toEqual([]);
  });

  it("stitches a visitor with very many events alone and rarely, and nobody waits for it", async () => {
    const siteId = await stitchedFrom([]);
    const view = (visitorId: string, at: number): Fact => ({ ...BLANK, visitorId, eventId: `e${at}`, type: "page", at: BLANK.at + at });
    const kiosk = Array.from({ length: HOT_EVENTS + 2 }, (_, at) => view("kiosk", at));
    await storeFacts(db, siteId, kiosk.slice(0, -1));
    await drain();
    const eventsOf = async (): Promise<unknown> =>
      (await sql<{ events: number }>`select events from persons where site_id = ${siteId}`.execute(db)).rows.map(({ events }) => events);
    expect(await eventsOf()).toEqual([HOT_EVENTS + 1]);
    expect(await loadHotVisitors(db, siteId, 5)).toEqual([{ siteId, visitorId: "kiosk", events: HOT_EVENTS + 1 }]);
    await storeFacts(db, siteId, [...kiosk.slice(-1), view("guest", 1)]);
    await drain(1);
    expect(await eventsOf()).toEqual(expect.arrayContaining([HOT_EVENTS + 1, 1]));
    // At once the visitor rests; a rest is ten minutes at most.
    const { rows } = await sql`select visitor_id from stitch_queue where site_id = ${siteId}`.execute(db);
    expect(rows).toEqual([{ visitor_id: "kiosk" }]);
    const later = LATER + 600_001;
    while ((await stitchBatch(db, 50, later)).visitors > 0);
    expect(await eventsOf()).toEqual(expect.arrayContaining([HOT_EVENTS + 2, 1]));
    expect(await brokenInvariants(db)).toEqual([]);
  });

  it("takes those along who are tied to a visitor and wait, too, and stitches them once", async () => {
    const siteId = await stitchedFrom([]);
    const seen = (visitorId: string): Fact => ({ ...BLANK, visitorId, eventId: "e", type: "identify", userId: "user-1" });
    await storeFacts(db, siteId, [seen("phone"), seen("laptop")]);
    await drain();
    await storeFacts(db, siteId, [
      { ...seen("phone"), eventId: "e2" },
      { ...seen("laptop"), eventId: "e2" },
    ]);
    expect(await stitchBatch(db, 1, LATER)).toMatchObject({ visitors: 1, journeys: 1 });
    expect((await sql`select from stitch_queue where site_id = ${siteId}`.execute(db)).rows).toEqual([]);
    const { rows } = await sql`select events from persons where site_id = ${siteId}`.execute(db);
    expect(rows).toEqual([{ events: 4 }]);
  });

  it("sets events of a site that nobody added aside", async () => {
    await storeFacts(db, "nobody", createHistory(19, 1).slice(0, 1));
    await drain();
    const parked = await sql<{ error: string }>`delete from stitch_parked where site_id = 'nobody' returning error`.execute(db);
    expect(parked.rows).toEqual([{ error: "site nobody is not in the table sites" }]);
    await sql`delete from events where site_id = 'nobody'`.execute(db);
  });

  it("moves a journey on when time passes without an event, once, and as a rebuild at that time would", async () => {
    const siteId = await stitchedFrom([]);
    const added: Fact = { ...BLANK, eventId: "e", name: "Product Added", at: LATER, properties: { product_id: "p", price: 5 } };
    await storeFacts(db, siteId, [added]);
    let now = LATER;
    const worker = startWorker({ db: workerDb, now: () => now, batchSize: 50, pollMs: 10 });
    const stateIs = async (wanted: object): Promise<void> => {
      for (;;) {
        const [row] = (
          await sql<object>`select stage, step, open_cart, abandoned_since is not null as abandoned from journeys where site_id = ${siteId}`.execute(
            db,
          )
        ).rows;
        if (JSON.stringify(row) === JSON.stringify(wanted)) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    await stateIs({ stage: "Close", step: "cart", open_cart: true, abandoned: false });
    now += 3_600_000;
    await stateIs({ stage: "Close", step: "cart", open_cart: true, abandoned: true });
    now += 7 * 24 * 3_600_000;
    await stateIs({ stage: "Attract", step: "aware", open_cart: false, abandoned: false });
    await worker.close();
    const sums = await checksumDerived(db, siteId);
    await requeueSite(db, siteId);
    while ((await stitchBatch(workerDb, 50, now)).visitors > 0);
    expect(await checksumDerived(db, siteId)).toEqual(sums);
  });
});
