import type { Fact } from "@waystitch/journey";
import {
  checksumDerived,
  createDatabase,
  type Database,
  dropRebuild,
  loadRebuild,
  queueForRebuild,
  REBUILD_SCHEMA,
  type Rebuild,
  startRebuild,
} from "@waystitch/store";
import { createTestDatabase, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { erasePerson, RebuildUnderWayError, runRebuild, stitchBatch } from "../src/index.js";
import { addSite, createHistory, LATER } from "./histories.js";
import { wrongCounts } from "./invariants.js";

const SITE = "shop";

let own: TestDatabase;
let db: Database;
let rebuildDb: Database;

beforeEach(async () => {
  own = await createTestDatabase();
  db = own.db;
  rebuildDb = createDatabase({ url: own.url, applicationName: "rebuild", schema: REBUILD_SCHEMA });
  await addSite(db, SITE);
});
afterEach(async () => {
  await rebuildDb.destroy();
  await own.drop();
});

async function stitchLive(limit = 50): Promise<void> {
  while ((await stitchBatch(own.dbOf("worker"), limit, LATER)).visitors > 0);
}

async function stitched(facts: readonly Fact[], siteId = SITE): Promise<void> {
  await storeFacts(db, siteId, facts);
  await stitchLive();
}

async function begin(siteId: string | null = null): Promise<Rebuild> {
  await startRebuild(db, siteId, LATER);
  await queueForRebuild(db);
  const rebuild = await loadRebuild(db);
  if (rebuild === null) throw new Error("no rebuild was begun");
  return rebuild;
}

const run = (rebuild: Rebuild, { isTrial = false, on = rebuildDb } = {}) =>
  runRebuild({ db, rebuildDb: on, rebuild, workers: 3, batchSize: 20, isTrial, onProgress: () => {} });

/** The transactions that wrote the journeys of a site. */
const writers = async (siteId: string): Promise<unknown[]> =>
  (await sql`select person_id, xmin::text from journeys where site_id = ${siteId} order by 1`.execute(db)).rows;

/** Stage and version of some journeys are made those of an older rule, and one person of the shop is lost. Returns how many of the shop's are old. */
async function spoil(): Promise<number> {
  await sql`update journeys set stage = 'Old', model_version = 0 where stage <> 'Attract'`.execute(db);
  await sql`
    delete from journeys where (site_id, person_id) = (
      select site_id, person_id from journeys where site_id = ${SITE} and stage = 'Attract' order by person_id limit 1)`.execute(db);
  await sql`update standing_counts set people = people + 1 where site_id = ${SITE}`.execute(db);
  const old = (await own.query("select from journeys where site_id = $1 and stage = 'Old'", [SITE])).length;
  expect(old).toBeGreaterThan(1);
  return old;
}

describe("a rebuild", () => {
  test("of what is right changes nothing, and says so", async () => {
    await stitched(createHistory(3, 12));
    const before = await writers(SITE);
    const rebuild = await begin();
    const found = await run(rebuild);
    expect(found).toMatchObject({ changed: 0, moves: [], personsBefore: before.length, personsNow: before.length });
    expect(found.checksumNow).toBe(found.checksumBefore);
    expect(await writers(SITE)).toEqual(before);
    expect(await loadRebuild(db)).toBeNull();
    expect(await own.query("select from pg_namespace where nspname = $1", [REBUILD_SCHEMA])).toEqual([]);
  });

  test("puts right what differs, and says who moved, from where to where and by which rule and version", async () => {
    await stitched(createHistory(5, 12));
    const right = await checksumDerived(db, SITE);
    const old = await spoil();
    const found = await run(await begin());
    expect(found.changed).toBe(old + 1);
    expect(found.personsNow).toBe(found.personsBefore + 1);
    const moved = found.moves.filter(({ from }) => from === "Old");
    expect(moved.reduce((sum, { persons }) => sum + persons, 0)).toBe(old);
    for (const move of moved)
      expect(move).toMatchObject({
        to: expect.stringMatching(/^(Convert|Close|Delight)$/),
        rule: expect.stringMatching(/./),
        fromVersion: 0,
      });
    expect(found.moves.filter(({ from }) => from === null)).toMatchObject([{ persons: 1, to: "Attract" }]);
    expect(found.checksumNow).not.toBe(found.checksumBefore);
    expect(await checksumDerived(db, SITE)).toEqual(right);
    expect(await wrongCounts(db)).toEqual([]);
  });

  test("that is a trial says the same and changes nothing", async () => {
    await stitched(createHistory(5, 12));
    await spoil();
    const spoilt = await checksumDerived(db, SITE);
    const found = await run(await begin(), { isTrial: true });
    expect(found.changed).toBeGreaterThan(1);
    expect(await checksumDerived(db, SITE)).toEqual(spoilt);
    expect(await run(await begin())).toEqual(found);
  });

  test("takes in what workers stitch meanwhile, in whatever order", async () => {
    const facts = createHistory(7, 30);
    await stitched(facts.filter((_, at) => at % 3 === 0));
    const rebuild = await begin();
    for (let batch = 0; batch < 3; batch++) await stitchBatch(rebuildDb, 5, LATER, true);
    await stitched(facts.filter((_, at) => at % 3 === 1));
    for (let batch = 0; batch < 3; batch++) await stitchBatch(rebuildDb, 5, LATER, true);
    await stitched(facts.filter((_, at) => at % 3 === 2));
    const found = await run(rebuild);
    expect(found.changed).toBe(0);
    expect(found.checksumNow).toBe(found.checksumBefore);
  });

  test("goes on where it was interrupted", async () => {
    await stitched(createHistory(9, 12));
    await spoil();
    const rebuild = await begin();
    await stitchBatch(rebuildDb, 5, LATER, true);
    const gone = createDatabase({ url: own.url.replace(/:\d+\//, ":1/"), applicationName: "gone", schema: REBUILD_SCHEMA });
    await expect(run(rebuild, { on: gone })).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await gone.destroy();
    expect(await loadRebuild(db)).toEqual(rebuild);
    // Those that were stitched are not queued again.
    await queueForRebuild(db);
    const waiting = await own.query(`select distinct visitor_id from ${REBUILD_SCHEMA}.stitch_queue`);
    expect(waiting.length).toBeLessThan(rebuild.visitors ?? 0);
    await run(rebuild);
    expect(await run(await begin())).toMatchObject({ changed: 0, moves: [] });
  });

  test("of one site leaves the others as they are", async () => {
    await addSite(db, "other");
    await stitched(createHistory(11, 6));
    await stitched(createHistory(11, 6), "other");
    await spoil();
    const other = await writers("other");
    const found = await run(await begin(SITE));
    expect(found.personsBefore).toBe(found.personsNow - 1);
    expect(await writers("other")).toEqual(other);
    expect(await own.query("select from journeys where site_id = 'shop' and stage = 'Old'")).toEqual([]);
    // Workers queue nobody of another site for it.
    const rebuild = await begin(SITE);
    await stitched(createHistory(12, 2), "other");
    expect(await own.query(`select from ${REBUILD_SCHEMA}.stitch_queue where site_id = 'other'`)).toEqual([]);
    await run(rebuild);
  });

  test("shows readers everybody once, before and after", async () => {
    await stitched(createHistory(13, 12));
    const [{ persons } = { persons: 0 }] = await own.query<{ persons: number }>("select count(*)::int as persons from journeys");
    await sql`update journeys set stage = 'Old'`.execute(db);
    const rebuild = await begin();
    const seen = new Set<string>();
    let isOver = false;
    const reader = (async () => {
      while (!isOver) {
        const [row] = await own.query("select count(*)::int as persons, count(*) filter (where stage = 'Old')::int as old from journeys");
        seen.add(JSON.stringify(row));
      }
    })();
    await run(rebuild);
    isOver = true;
    await reader;
    seen.add(JSON.stringify((await own.query("select count(*)::int as persons, 0 as old from journeys"))[0]));
    expect([...seen].sort()).toEqual([JSON.stringify({ persons, old: 0 }), JSON.stringify({ persons, old: persons })]);
  });

  test("may be worked at by several processes, of which one puts it in place", async () => {
    await stitched(createHistory(14, 12));
    await spoil();
    const rebuild = await begin();
    const ends = await Promise.allSettled([run(rebuild), run(rebuild), run(rebuild)]);
    const done = ends.filter(({ status }) => status === "fulfilled");
    expect(done).toHaveLength(1);
    for (const end of ends) if (end.status === "rejected") expect(String(end.reason)).toMatch(/ended by somebody else/);
    expect(await run(await begin())).toMatchObject({ changed: 0 });
  });

  test("lets nobody be erased meanwhile, whom it would bring back", async () => {
    await stitched(createHistory(18, 3));
    const [{ person_id: personId } = { person_id: "" }] = await own.query<{ person_id: string }>("select person_id from persons limit 1");
    const erase = () => erasePerson(db, SITE, { personId }, (_, node) => `erased ${node}`, LATER);
    await begin();
    await expect(erase()).rejects.toThrow(RebuildUnderWayError);
    await dropRebuild(db);
    expect(await erase()).toMatchObject({ personId });
    expect(await own.query("select from journeys where person_id = $1", [personId])).toEqual([]);
  });

  test("is one at a time, and can be ended", async () => {
    await stitched(createHistory(15, 2));
    const rebuild = await begin();
    await expect(startRebuild(db, null, LATER)).rejects.toThrow("a rebuild is under way");
    await dropRebuild(db);
    expect(await loadRebuild(db)).toBeNull();
    // Whoever is still at it takes nothing of what waits for the live tables.
    await storeFacts(db, SITE, createHistory(16, 2));
    await expect(run(rebuild)).rejects.toThrow("finished or ended by somebody else");
    expect((await stitchBatch(own.dbOf("worker"), 50, LATER)).visitors).toBeGreaterThan(0);
  });
});

test("while a rebuild is put in place workers begin nothing, and go on afterwards", async () => {
  await storeFacts(db, SITE, createHistory(17, 2));
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holder = db.transaction().execute(async (trx) => {
    await sql`select from rebuilds for update`.execute(trx);
    await held;
  });
  expect(await stitchBatch(own.dbOf("worker"), 50, LATER)).toMatchObject({ visitors: 0 });
  release();
  await holder;
  expect((await stitchBatch(own.dbOf("worker"), 50, LATER)).visitors).toBeGreaterThan(0);
});

test("workers begin nothing either while somebody waits to put one in place, who would otherwise wait for ever", async () => {
  await storeFacts(db, SITE, createHistory(19, 2));
  await sql`update rebuilds set closed_until = now() + interval '1 minute'`.execute(db);
  expect(await stitchBatch(db, 50, LATER)).toMatchObject({ visitors: 0 });
  // Whoever waited is gone.
  await sql`update rebuilds set closed_until = now() - interval '1 second'`.execute(db);
  expect((await stitchBatch(db, 50, LATER)).visitors).toBeGreaterThan(0);
});
