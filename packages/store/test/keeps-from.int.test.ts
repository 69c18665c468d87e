import { partOf } from "@waystitch/protocol";
import { raiseKeepsFrom, recordBatch } from "@waystitch/store";
import { AT, createTestDatabase, eventRow, rejectedRow, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, test } from "vitest";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.query("insert into sites (site_id, name) values ('here', 'here'), ('there', 'there')");
});
afterAll(() => database.drop());

const before = (ms: number): string => new Date(Date.parse(AT) - ms).toISOString();
const raise = (siteId: string, at: string) => database.db.transaction().execute((trx) => raiseKeepsFrom(trx, siteId, new Date(at)));
const idsOf = (keys: readonly { readonly event_id: string }[] = []): string[] => keys.map((key) => key.event_id).sort();

test("what occurred before a site keeps events is kept out with its contact, and its neighbours and other sites' events are stored", async () => {
  expect(await raise("here", AT)).toEqual(new Date(AT));
  const contact = (identifier: string) => {
    return { part: partOf("here", identifier), site_id: "here", identifier, value: "plain", received_at: AT };
  };
  const batch = {
    events: [
      eventRow("here", "v1", "old", { occurred_at: before(1), identifiers: ["email:old"] }),
      eventRow("here", "v1", "first", { occurred_at: AT, identifiers: ["email:first"] }),
      eventRow("here", "v2", "clock", { occurred_at: AT, dated_at: before(1_000_000_000) }),
      eventRow("there", "v1", "theirs", { occurred_at: before(1) }),
    ],
    rejected: [rejectedRow("here", "r1", { received_at: AT })],
    contacts: [contact("email:old"), contact("email:first")],
  };
  const { stored, tooOld, erased } = await recordBatch(database.dbOf("collector"), batch);
  expect([idsOf(stored), idsOf(tooOld), erased]).toEqual([["clock", "first", "theirs"], ["old"], undefined]);
  expect(await database.query("select identifier from contacts")).toEqual([{ identifier: "email:first" }]);
  expect(await database.query("select rejected_id from rejected_events")).toEqual([{ rejected_id: "r1" }]);
  expect(await recordBatch(database.db, batch)).toMatchObject({ stored: [], tooOld: [{ event_id: "old" }] });
});

test("the date never goes back, and a site that is not there has none", async () => {
  expect(await raise("here", before(5_000))).toEqual(new Date(AT));
  expect(await database.query("select keeps_from from sites where site_id = 'there'")).toEqual([{ keeps_from: null }]);
  await expect(raise("nowhere", AT)).rejects.toThrow("There is no site nowhere.");
});
