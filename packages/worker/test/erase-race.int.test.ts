import { createHash } from "node:crypto";
import { partOf } from "@waystitch/protocol";
import { type Batch, checksumDerived, createDatabase, type Database, type ErasedKey, recordBatch } from "@waystitch/store";
import { createTestDatabase, findInTables, rowOfFact, type TestDatabase } from "@waystitch/testbed";
import { BLANK, MINUTE, START } from "@waystitch/testbed/facts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { erasePerson, startWorker } from "../src/index.js";
import { addSite, LATER } from "./histories.js";
import { drain, rebuilt } from "./tables.js";

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  db = createDatabase({ url: test.url, applicationName: "race", maxConnections: 16 });
});
afterAll(async () => {
  await db.destroy();
  await test.drop();
});

const SITE = "race";
const ROUNDS = 24;
const SENDERS = 3;
const erasedKey: ErasedKey = (siteId, node) => createHash("sha256").update(`erased ${siteId}\n${node}`).digest("base64url");

/** Events, a contact and a rejected event of somebody, in the same batch as somebody else's. */
function batchOf(names: readonly string[], batch: number): Batch {
  const events = names.flatMap((name) =>
    [0, 1, 2].map((n) =>
      rowOfFact(SITE, {
        ...BLANK,
        type: n === 0 ? "identify" : "page",
        visitorId: `visitor-${name}-${n}`,
        eventId: `event-${name}-${batch}-${n}`,
        userId: `user-${name}`,
        identifiers: n === 0 ? [`email:mail-${name}`] : [],
        at: START + batch * MINUTE,
      }),
    ),
  );
  const received_at = new Date(START).toISOString();
  const rejected = names.map((name) => {
    const id = `rejected-${name}-${batch}`;
    const key = { part: partOf(SITE, id), site_id: SITE, rejected_id: id, reason: "type_unknown", detail: "type null", message_id: null };
    return { ...key, payload: `{"userId":"user-${name}"}`, trusted: false, received_at, identifiers: [], is_cut: false, circumstances: {} };
  });
  const contacts = names.map((name) => {
    const identifier = `email:mail-${name}`;
    return { part: partOf(SITE, identifier), site_id: SITE, identifier, value: `${name}@plain.example`, received_at };
  });
  return { events, rejected, contacts };
}

const record = (batch: Batch) => recordBatch(db, batch, erasedKey);

/** Erases somebody while batches with their events come one after the other on several connections. Returns how many there were. */
async function race(round: number): Promise<number> {
  const names = [`gone${round}x`, `stays${round}x`];
  expect((await record(batchOf(names, 0))).stored).toHaveLength(6);
  const batches = [batchOf(names, 0)];
  let isErased = false;
  const send = async (): Promise<void> => {
    while (!isErased) {
      const batch = batchOf(names, batches.length);
      batches.push(batch);
      await record(batch);
    }
  };
  const senders = Array.from({ length: SENDERS }, send);
  await erasePerson(db, SITE, { identifier: `user:user-gone${round}x` }, erasedKey, LATER);
  isErased = true;
  await Promise.all(senders);
  // All of them again, and one by one each is kept out.
  const again = await Promise.all(batches.map(record));
  expect(again.map(({ erased }) => erased?.length)).toEqual(batches.map(() => 3));
  return batches.length;
}

it("no event, rejected event or contact slips past an erasure that batches and workers are racing with, and nobody else loses one", async () => {
  await addSite(db, SITE);
  const errors: unknown[] = [];
  const workers = [1, 2].map(() => startWorker({ db, now: () => LATER, batchSize: 20, pollMs: 5, onError: (error) => errors.push(error) }));
  let batches = 0;
  for (let round = 0; round < ROUNDS; round += 2) {
    const [one, other] = await Promise.all([race(round), race(round + 1)]);
    batches += one + other;
  }
  await Promise.all(workers.map((worker) => worker.close()));
  await drain(db);
  expect(errors).toEqual([]);

  const goners = Array.from({ length: ROUNDS }, (_, round) => `gone${round}x`);
  expect(
    await findInTables(
      test,
      goners.flatMap((name) => [`user-${name}`, `mail-${name}`, name]),
    ),
  ).toEqual([]);
  const left = await test.query(`select
    (select count(*)::int from events) as events, (select count(*)::int from rejected_events) as rejected,
    (select count(*)::int from contacts) as contacts, (select count(*)::int from persons) as persons`);
  expect(left).toEqual([{ events: batches * 3, rejected: batches, contacts: ROUNDS, persons: ROUNDS }]);
  const others = await test.query("select distinct user_id from events");
  expect(others.map(({ user_id }) => user_id).every((user) => String(user).startsWith("user-stays"))).toBe(true);
  const sums = await checksumDerived(db, SITE);
  expect(await rebuilt(db, SITE)).toEqual(sums);
});
