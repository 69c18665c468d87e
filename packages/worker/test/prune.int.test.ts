import { type Fact, identifierNodesOf } from "@waystitch/journey";
import { partOf } from "@waystitch/protocol";
import { checksumDerived, createDatabase, type Database, dropRebuild, queueForRebuild, recordBatch, startRebuild } from "@waystitch/store";
import { createTestDatabase, eventually, rowOfFact, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, HOUR, START } from "@waystitch/testbed/facts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PruneOptions, pruneSite, startWorker } from "../src/index.js";
import { addSite, createHistory, LATER } from "./histories.js";
import { brokenInvariants } from "./invariants.js";
import { drain, rebuilt } from "./tables.js";

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  db = test.db;
});
afterAll(() => test.drop());

const DAY = 24 * HOUR;
const prune = (siteId: string, before: number, options: Partial<PruneOptions> = {}) =>
  pruneSite({ db, siteId, before: new Date(before), asOf: LATER, batchSize: 3, isTrial: false, ...options });

async function siteWith(siteId: string, facts: readonly Fact[], isStitched = true): Promise<void> {
  await addSite(db, siteId);
  await storeFacts(db, siteId, facts);
  if (isStitched) await drain(db);
}

const keyOf = ({ visitorId, eventId }: Fact): string => `${visitorId}/${eventId}`;
const keysOf = async (siteId: string): Promise<string[]> =>
  (await test.query<{ key: string }>("select visitor_id || '/' || event_id as key from events where site_id = $1", [siteId]))
    .map(({ key }) => key)
    .sort();

/** For each fact the time of the last one that it is tied to, found by passing it on until nothing changes. */
function lastTimes(facts: readonly Fact[]): Map<Fact, number> {
  const namesOf = new Map(facts.map((fact) => [fact, [`visitor ${fact.visitorId}`, ...identifierNodesOf(fact)]]));
  const last = new Map<string, number>();
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const [fact, names] of namesOf) {
      const at = Math.max(fact.at, ...names.map((name) => last.get(name) ?? 0));
      for (const name of names) {
        if (last.get(name) === at) continue;
        last.set(name, at);
        isChanged = true;
      }
    }
  }
  return new Map([...namesOf].map(([fact, [visitor = ""]]) => [fact, last.get(visitor) ?? 0]));
}

const fact = (visitorId: string, day: number, rest: Partial<Fact> = {}): Fact => ({
  ...BLANK,
  visitorId,
  eventId: `d${day}`,
  type: "page",
  at: START + day * DAY,
  ...rest,
});
const journeysOf = (siteId: string): Promise<{ person_id: string; row: string }[]> =>
  test.query("select person_id, j::text as row from journeys j where site_id = $1 order by 1", [siteId]);

describe("pruning", () => {
  it("leaves what a rebuild of the events that are left gives, and of nobody only a part; late copies stay out", async () => {
    for (const seed of [7, 8, 9]) {
      const [siteId, other] = [`random-${seed}`, `other-${seed}`];
      const facts = createHistory(seed, 8);
      await siteWith(siteId, facts);
      await siteWith(other, facts);
      const others = await checksumDerived(db, other);
      const before = await journeysOf(siteId);
      const times = lastTimes(facts);
      const limit = [...times.values()].sort((a, b) => a - b)[Math.floor(times.size / 2)] ?? 0;
      const kept = facts.filter((one) => (times.get(one) ?? 0) >= limit);
      const gone = facts.length - kept.length;
      expect(gone).toBeGreaterThan(0);

      const foreseen = await prune(siteId, limit, { isTrial: true });
      expect(await keysOf(siteId)).toHaveLength(facts.length);
      const pruned = await prune(siteId, limit);
      expect(pruned).toMatchObject({ events: gone, persons: foreseen.persons, visitors: foreseen.visitors });
      expect(foreseen.events).toBe(gone);
      expect(await keysOf(siteId)).toEqual(kept.map(keyOf).sort());
      const after = await journeysOf(siteId);
      expect(after).toEqual(before.filter(({ person_id }) => after.some((row) => row.person_id === person_id)));
      expect(before.length - after.length).toBe(pruned.persons);
      const sums = await checksumDerived(db, siteId);
      expect(await rebuilt(db, siteId)).toEqual(sums);

      const again = await recordBatch(db, { events: facts.map((one) => rowOfFact(siteId, one)), rejected: [] });
      expect(again.stored).toEqual([]);
      expect(again.tooOld).toHaveLength(facts.filter((one) => one.at < limit).length);
      await drain(db);
      expect(await checksumDerived(db, siteId)).toEqual(sums);
      expect(await prune(siteId, limit)).toMatchObject({ persons: 0, events: 0 });
      expect([await keysOf(other), await checksumDerived(db, other)]).toEqual([facts.map(keyOf).sort(), others]);
    }
    expect(await brokenInvariants(db)).toEqual([]);
  });

  it("goes on where it was killed", async () => {
    const facts = Array.from({ length: 20 }, (_, n) => fact(`v${n}`, n));
    await siteWith("halted", facts);
    const killed = createDatabase({ url: test.url, applicationName: "killed" });
    await db.transaction().execute(async (trx) => {
      await sql`select from identity_nodes where node = 'visitor:v5' for update`.execute(trx);
      const running = prune("halted", START + 10 * DAY, { db: killed }).catch((error: Error) => error.message);
      await eventually(async () => {
        // Only while it waits, in the midst of its second transaction.
        const ended = await test.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'killed' and wait_event_type = 'Lock'",
        );
        expect(ended).toHaveLength(1);
      });
      expect(await running).toMatch("terminating connection");
    });
    await killed.destroy();
    expect(await keysOf("halted")).toHaveLength(17);
    expect(await checksumDerived(db, "halted")).toEqual(await rebuilt(db, "halted"));
    expect(await prune("halted", START + 10 * DAY)).toMatchObject({ persons: 7, events: 7 });
    expect(await checksumDerived(db, "halted")).toEqual(await rebuilt(db, "halted"));
  });

  it("keeps whoever came back, by an event that is not stitched yet, too, and whoever shares a till with them", async () => {
    await siteWith("back", [
      fact("old", 1, { userId: "u1" }),
      fact("phone", 1, { userId: "u2" }),
      fact("mother", 1, { userId: "m", identifiers: ["email:family"] }),
      fact("son", 6, { userId: "s", identifiers: ["email:family"] }),
      ...Array.from({ length: 12 }, (_, n) => fact(`till-${n}`, n, { userId: `t${n}`, identifiers: ["phone:till"] })),
    ]);
    await siteWith("back", [fact("laptop", 9, { userId: "u2" })], false);
    const foreseen = await prune("back", START + 8 * DAY, { isTrial: true });
    expect(foreseen).toEqual({ persons: 3, visitors: 3, events: 3, contacts: 0, kept: 9 });
    expect(await prune("back", START + 8 * DAY)).toEqual(foreseen);
    expect(await keysOf("back")).not.toContain("old/d1");
    expect(await keysOf("back")).toHaveLength(14);
    expect(await test.query("select visitor_id from stitch_queue where site_id = 'back'")).toEqual([{ visitor_id: "laptop" }]);
    await drain(db);
    expect(await checksumDerived(db, "back")).toEqual(await rebuilt(db, "back"));
  });

  it("removes visitors that were set aside, and contacts of whoever goes", async () => {
    await addSite(db, "aside");
    await storeFacts(db, "aside", [fact("p1", 1, { identifiers: ["email:x"] }), fact("p2", 9)]);
    for (const identifier of ["email:x", "email:y"])
      await sql`insert into contacts values (${partOf("aside", identifier)}, 'aside', ${identifier}, 'plain', now())`.execute(db);
    await sql`insert into stitch_parked (part, site_id, visitor_id, error) select part, site_id, visitor_id, 'x' from stitch_queue where site_id = 'aside'`.execute(
      db,
    );
    await sql`delete from stitch_queue where site_id = 'aside'`.execute(db);
    await prune("aside", START + 5 * DAY);
    expect(await keysOf("aside")).toEqual(["p2/d9"]);
    expect(await test.query("select visitor_id from stitch_parked")).toEqual([{ visitor_id: "p2" }]);
    expect(await test.query("select identifier from contacts")).toEqual([{ identifier: "email:y" }]);
    await sql`delete from stitch_parked`.execute(db);
  });

  it("runs beside workers and senders", async () => {
    const old = Array.from({ length: 40 }, (_, n) => fact(`r${n}`, 1, { userId: `r${n}` }));
    await siteWith("race", old);
    const errors: unknown[] = [];
    const worker = startWorker({ db, now: () => LATER, batchSize: 5, pollMs: 5, onError: (error) => errors.push(error) });
    const send = async (): Promise<void> => {
      for (let n = 0; n < 40; n += 2) await storeFacts(db, "race", [fact(`new-r${n}`, 9, { userId: `r${n}` })]);
    };
    await Promise.all([send(), prune("race", START + 5 * DAY, { batchSize: 2 })]);
    await worker.close();
    await drain(db);
    expect(errors).toEqual([]);
    const keys = await keysOf("race");
    expect(keys.filter((key) => key.startsWith("new-"))).toHaveLength(20);
    expect(keys.filter((key) => /^r\d*[13579]\//.test(key))).toEqual([]);
    expect(await checksumDerived(db, "race")).toEqual(await rebuilt(db, "race"));
  });

  it("is refused while a rebuild is under way", async () => {
    await siteWith("busy", [fact("b", 1)]);
    await startRebuild(db, null, LATER);
    await queueForRebuild(db);
    await expect(prune("busy", START + 5 * DAY)).rejects.toThrow("A rebuild is under way");
    await dropRebuild(db);
    expect(await keysOf("busy")).toEqual(["b/d1"]);
  });
});
