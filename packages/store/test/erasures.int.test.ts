import { createHash } from "node:crypto";
import { partOf } from "@waystitch/protocol";
import {
  type ContactRow,
  type ErasedKey,
  type EventRow,
  lockOutIngest,
  type RejectedRow,
  recordBatch,
  recordErasure,
} from "@waystitch/store";
import { AT, createTestDatabase, eventRow, eventually, rejectedRow, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const LONG_AFTER = new Date(Date.now() + 3_600_000).toISOString();

const contactRow = (siteId: string, identifier: string): ContactRow => ({
  part: partOf(siteId, identifier),
  site_id: siteId,
  identifier,
  value: `plain ${identifier}`,
  received_at: AT,
});

const erasedKey: ErasedKey = (siteId, node) => createHash("sha256").update(`${siteId}\n${node}`).digest("base64url");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A site on which some nodes were erased just now. */
async function siteWithout(siteId: string, nodes: readonly string[], lastAt = 0): Promise<void> {
  await database.query("insert into sites (site_id, name) values ($1, $1) on conflict do nothing", [siteId]);
  const keys = nodes.map((node) => erasedKey(siteId, node));
  await database.db.transaction().execute((trx) => recordErasure(trx, siteId, keys, lastAt));
}

const record = (events: readonly EventRow[], rest: { rejected?: readonly RejectedRow[]; contacts?: readonly ContactRow[] } = {}) =>
  recordBatch(database.db, { events, rejected: [], ...rest }, erasedKey);

const idsOf = (keys: readonly { readonly event_id: string }[] = []): string[] => keys.map((key) => key.event_id).sort();
const stored = async (siteId: string): Promise<string[]> =>
  idsOf(await database.query<{ event_id: string }>("select event_id from events where site_id = $1", [siteId]));

describe("after an erasure", () => {
  test("what names who was erased is kept out when it occurred before, and what occurred later or names others is stored", async () => {
    await siteWithout("names", ["visitor:v1", "user:u1", "email:e1", "order:A1"]);
    const batch = [
      eventRow("names", "v1", "visitor"),
      eventRow("names", "v2", "user", { user_id: "u1" }),
      eventRow("names", "v2", "former", { type: "alias", trusted: true, user_id: "u2", previous_id: "u1" }),
      eventRow("names", "v2", "email", { identifiers: ["email:e0", "email:e1"] }),
      eventRow("names", "v2", "order", { type: "track", name: "Order Completed", properties: { order_id: "A1" } }),
      eventRow("names", "v2", "other", { user_id: "u2", identifiers: ["email:e2"] }),
      eventRow("names", "v1", "later", { occurred_at: LONG_AFTER }),
    ];
    const { stored: fresh, erased } = await record(batch);
    expect(idsOf(fresh)).toEqual(["later", "other"]);
    expect(idsOf(erased)).toEqual(["email", "former", "order", "user", "visitor"]);
    expect(await stored("names")).toEqual(["later", "other"]);
    expect((await record(batch)).stored).toEqual([]);
  });

  test("a visitor that others used is kept out while nobody is signed in", async () => {
    await siteWithout("shared", ["alone:v1", "user:u1"]);
    const { erased } = await record([eventRow("shared", "v1", "nobody"), eventRow("shared", "v1", "other", { user_id: "u2" })]);
    expect(idsOf(erased)).toEqual(["nobody"]);
    expect(await stored("shared")).toEqual(["other"]);
  });

  test("a copy that seems to have happened later is told by its sender's own clock", async () => {
    await siteWithout("clock", ["visitor:v1"]);
    await record([eventRow("clock", "v1", "copy", { occurred_at: LONG_AFTER, dated_at: AT })]);
    expect(await stored("clock")).toEqual([]);
  });

  test("an event whose clock ran ahead of the database's is kept out, too", async () => {
    await siteWithout("ahead", ["visitor:v1"], Date.parse(LONG_AFTER));
    await record([eventRow("ahead", "v1", "copy", { occurred_at: LONG_AFTER })]);
    expect(await stored("ahead")).toEqual([]);
  });

  test("rejected events and contacts of what is kept out are kept out with it", async () => {
    await siteWithout("beside", ["visitor:v1", "user:42"]);
    await record(
      [
        eventRow("beside", "v1", "gone", { identifiers: ["email:x", "email:both"] }),
        eventRow("beside", "v2", "stays", { identifiers: ["email:both"] }),
      ],
      {
        rejected: [
          rejectedRow("beside", "r1", { payload: '{"anonymousId":"v1","type":"nope"}' }),
          rejectedRow("beside", "r2", { payload: '{"userId":42,"note":"cut he', is_cut: true }),
          rejectedRow("beside", "r3", { payload: '{"anonymousId":"v2","price":42}' }),
          rejectedRow("beside", "r4", { payload: '{"anonymousId":"v1"}', received_at: LONG_AFTER }),
          rejectedRow("beside", "r5", { payload: '{"anonymousId":"v1"}', received_at: LONG_AFTER, dated_at: AT }),
        ],
        contacts: [contactRow("beside", "email:x"), contactRow("beside", "email:both")],
      },
    );
    const rejected = await database.query("select rejected_id from rejected_events where site_id = 'beside' order by 1");
    expect(rejected).toEqual([{ rejected_id: "r3" }, { rejected_id: "r4" }]);
    expect(await database.query("select identifier from contacts where site_id = 'beside'")).toEqual([{ identifier: "email:both" }]);
  });

  test("what somebody did since is stored, though somebody else was erased later", async () => {
    await siteWithout("since", ["visitor:v1"]);
    await siteWithout("since", ["visitor:v2"], Date.parse(LONG_AFTER));
    const since = { occurred_at: new Date(Date.parse(LONG_AFTER) - 1_000).toISOString() };
    const { erased } = await record([
      eventRow("since", "v1", "e1", since),
      eventRow("since", "v2", "e2", since),
      eventRow("since", "v1", "e3"),
    ]);
    expect(idsOf(erased)).toEqual(["e2", "e3"]);
    expect(await stored("since")).toEqual(["e1"]);
  });

  test("another site's events are stored, and so are all of a site without erasures", async () => {
    await siteWithout("here", ["visitor:v1"]);
    await record([eventRow("here", "v1", "e"), eventRow("elsewhere", "v1", "e")]);
    expect([await stored("here"), await stored("elsewhere")]).toEqual([[], ["e"]]);
  });

  test("who has no secret is told so instead of losing an event", async () => {
    await siteWithout("secretless", ["visitor:v1"]);
    await expect(recordBatch(database.db, { events: [eventRow("secretless", "v2", "e")], rejected: [] })).rejects.toThrow("secret");
    await recordBatch(database.db, { events: [eventRow("secretless", "v2", "l", { occurred_at: LONG_AFTER })], rejected: [] });
    expect(await stored("secretless")).toEqual(["l"]);
  });
});

describe("an erasure that is going on", () => {
  /** Resolves once so many wait for a lock. */
  const waitUntilWaiting = (count: number) =>
    eventually(async () => {
      const rows = await database.query("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
      expect(rows).toHaveLength(count);
    });

  test("lets a batch that comes later wait, and the batch then sees the tombstones", async () => {
    await siteWithout("later", []);
    const batch = await database.db.transaction().execute(async (trx) => {
      await lockOutIngest(trx);
      const late = record([eventRow("later", "v1", "e1"), eventRow("later", "v2", "e2")]);
      await waitUntilWaiting(1);
      await recordErasure(trx, "later", [erasedKey("later", "visitor:v1")], 0);
      return { late };
    });
    expect(idsOf((await batch.late).erased)).toEqual(["e1"]);
    expect(await stored("later")).toEqual(["e2"]);
  });

  test("waits for a batch under way, and then sees its events", async () => {
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    // Holds up a batch in its middle, by an event that both store.
    const holder = await new Promise<{ readonly ended: Promise<void> }>((resolve) => {
      const ended = database.db.transaction().execute(async (trx) => {
        await recordBatch(trx, { events: [eventRow("under-way", "v1", "both")], rejected: [] });
        resolve({ ended });
        await held;
      });
    });
    const batch = record([eventRow("under-way", "v1", "both"), eventRow("under-way", "v1", "own")]);
    const seen = database.db.transaction().execute(async (trx) => {
      await lockOutIngest(trx);
      return await trx.selectFrom("events").select("event_id").where("site_id", "=", "under-way").execute();
    });
    await waitUntilWaiting(2);
    release?.();
    await holder.ended;
    expect(idsOf(await seen)).toEqual(["both", "own"]);
    await batch;
  });

  test("gives up when a transaction that adds events does not end", async () => {
    await database.db.transaction().execute(async (trx) => {
      await recordBatch(trx, { events: [eventRow("endless", "v1", "e1")], rejected: [] });
      await expect(database.db.transaction().execute(lockOutIngest)).rejects.toMatchObject({ code: "55P03" });
    });
  });
});
