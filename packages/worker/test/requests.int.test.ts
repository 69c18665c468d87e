import { createHash } from "node:crypto";
import type { Fact } from "@waystitch/journey";
import { partOf } from "@waystitch/protocol";
import { type Database, type ErasedKey, readExport, recordBatch, recordRequest } from "@waystitch/store";
import { createTestDatabase, findInTables, rejectedRow, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, HOUR, START } from "@waystitch/testbed/facts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { carryOutRequest, erasePersonIn, exportPerson } from "../src/index.js";
import { addSite, LATER } from "./histories.js";
import { drain } from "./tables.js";

let test: TestDatabase;
let owner: Database;
/** With the rights that a worker has. */
let worker: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  owner = test.db;
  worker = test.dbOf("worker");
});
afterAll(() => test.drop());

const erasedKey: ErasedKey = (siteId, node) => createHash("sha256").update(`erased ${siteId}\n${node}`).digest("base64url");
const carryOut = (key: ErasedKey | null = erasedKey, now = LATER) => carryOutRequest(worker, key, now);

const signIn = (visitorId: string, hour: number, userId: string): Fact => ({
  ...BLANK,
  visitorId,
  eventId: `${visitorId}-${hour}`,
  type: "identify",
  at: START + hour * HOUR,
  userId,
  identifiers: [`email:m-${userId}`],
});
const visit = (visitorId: string, hour: number): Fact => ({
  ...BLANK,
  visitorId,
  eventId: `${visitorId}-${hour}`,
  type: "page",
  at: START + hour * HOUR,
});

async function siteWith(siteId: string, facts: readonly Fact[]): Promise<void> {
  await addSite(owner, siteId);
  await add(siteId, facts);
}
async function add(siteId: string, facts: readonly Fact[]): Promise<void> {
  await storeFacts(owner, siteId, facts, erasedKey);
  await drain(owner);
}
const personOf = async (siteId: string, visitorId: string): Promise<string> => {
  const rows = await test.query<{ id: string }>("select person_id as id from person_visitors where site_id = $1 and visitor_id = $2", [
    siteId,
    visitorId,
  ]);
  return rows[0]?.id ?? "";
};
const eventsOf = async (siteId: string): Promise<string[]> =>
  (await test.query<{ id: string }>("select event_id as id from events where site_id = $1 order by 1", [siteId])).map(({ id }) => id);

async function ask(siteId: string, kind: "erasure" | "export", personId: string, isWhole = true): Promise<string> {
  const asked = await recordRequest(owner, siteId, { kind, personId, askedBy: "an@shop.example", isWhole }, new Date(0));
  return asked === "too_many" ? "" : asked.request.requestId;
}
const stateOf = async (requestId: string) =>
  (await test.query("select state, problem, person_id from person_requests where request_id = $1", [requestId]))[0];
const told = async (siteId: string) =>
  await test.query("select action, actor, detail from audit_log where site_id = $1 and action = 'person_erased'", [siteId]);

describe("An erasure that was asked for", () => {
  it("is carried out with a worker's rights, tells who asked, names nobody afterwards, and copies stay out", async () => {
    const facts = [signIn("a-one", 1, "a-user"), visit("a-other", 2)];
    await siteWith("erase", facts);
    const personId = await personOf("erase", "a-one");
    const request = await ask("erase", "erasure", personId);
    expect(await ask("erase", "erasure", personId)).toBe(request);
    expect(await carryOut()).toEqual({ requestId: request, siteId: "erase", kind: "erasure", problem: null });
    expect(await stateOf(request)).toEqual({ state: "done", problem: null, person_id: null });
    expect(await told("erase")).toEqual([{ action: "person_erased", actor: "an@shop.example", detail: { events: 1, request } }]);
    expect(await findInTables(test, ["a-one", "a-user", personId])).toEqual([]);
    await add("erase", facts);
    expect(await eventsOf("erase")).toEqual(["a-other-2"]);
    expect(await carryOut()).toBeNull();
  });

  it("erases whom the person has meanwhile become, and asked for of nobody it fails", async () => {
    await siteWith("merge", [signIn("m-phone", 9, "m-user"), visit("m-laptop", 1), visit("m-else", 1)]);
    const [phone, laptop] = [await personOf("merge", "m-phone"), await personOf("merge", "m-laptop")];
    const requests = [await ask("merge", "erasure", laptop), await ask("merge", "erasure", phone)];
    await add("merge", [signIn("m-laptop", 10, "m-user")]);
    expect(await personOf("merge", "m-laptop")).toBe(await personOf("merge", "m-phone"));
    expect(await carryOut()).toMatchObject({ problem: null });
    expect(await eventsOf("merge")).toEqual(["m-else-1"]);
    expect(await carryOut()).toMatchObject({ problem: "nobody" });
    expect(await Promise.all(requests.map(stateOf))).toEqual([
      { state: "done", problem: null, person_id: null },
      { state: "failed", problem: "nobody", person_id: null },
    ]);
  });

  it("is carried out once: by one of two workers, and by another after the one was killed at its end", async () => {
    await siteWith("killed", [signIn("k-one", 1, "k-user")]);
    const request = await ask("killed", "erasure", await personOf("killed", "k-one"));
    const blocked = await owner.transaction().execute(async (trx) => {
      await sql`lock table audit_log in exclusive mode`.execute(trx);
      const first = carryOut();
      const waiting = async () =>
        (
          await test.query<{ pid: number }>("select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%audit_log%'")
        )[0];
      await expect.poll(waiting).toBeDefined();
      expect(await carryOut()).toBeNull();
      await test.query("select pg_terminate_backend($1)", [(await waiting())?.pid]);
      return await first;
    });
    expect(blocked).toMatchObject({ problem: "error" });
    expect([await eventsOf("killed"), await told("killed")]).toEqual([["k-one-1"], []]);
    expect(await stateOf(request)).toMatchObject({ state: "waiting", problem: "error" });
    expect(await carryOut()).toBeNull();
    const later = LATER + HOUR;
    expect(await Promise.all([carryOut(erasedKey, later), carryOut(erasedKey, later)])).toEqual(
      expect.arrayContaining([null, expect.objectContaining({ requestId: request, problem: null })]),
    );
    expect([await eventsOf("killed"), (await told("killed")).length]).toEqual([[], 1]);
  });

  it("waits for a worker with the secret, and for the end of a rebuild", async () => {
    await siteWith("waits", [signIn("w-one", 1, "w-user")]);
    const request = await ask("waits", "erasure", await personOf("waits", "w-one"));
    expect(await carryOut(null)).toBeNull();
    expect(await stateOf(request)).toMatchObject({ state: "waiting", problem: "no_secret" });
    await test.query("update rebuilds set rebuild_id = gen_random_uuid()");
    expect(await carryOut()).toMatchObject({ problem: "rebuild_under_way" });
    await test.query("update rebuilds set rebuild_id = null");
    expect(await eventsOf("waits")).toEqual(["w-one-1"]);
    expect(await carryOut(erasedKey, LATER + HOUR)).toMatchObject({ problem: null });
    expect([await eventsOf("waits"), await stateOf(request)]).toMatchObject([[], { state: "done", problem: null }]);
  });
});

const fileOf = async (siteId: string, requestId: string): Promise<string> => {
  const [row] = await test.query<{ pieces: number }>("select count(*)::int as pieces from person_exports where request_id = $1", [
    requestId,
  ]);
  const pieces: string[] = [];
  for await (const piece of readExport(test.dbOf("dashboard"), siteId, requestId, row?.pieces ?? 0)) pieces.push(piece);
  return pieces.join("");
};

describe("An export that was asked for", () => {
  const payload = JSON.stringify({ anonymousId: "x-one", userId: "x-user" });

  it("is what the command writes, in pieces; for who is no owner without what only owners may see", async () => {
    const pages = Array.from({ length: 700 }, (_, hour) => ({ ...visit("x-one", hour + 2), properties: { text: "x".repeat(500) } }));
    await siteWith("export", [signIn("x-one", 1, "x-user"), ...pages]);
    await recordBatch(owner, { events: [], rejected: [rejectedRow("export", "x-rejected", { payload })] });
    const identifier = "email:m-x-user";
    await owner
      .insertInto("contacts")
      .values({ part: partOf("export", identifier), site_id: "export", identifier, value: "x@shop.example", received_at: new Date(START) })
      .execute();
    const personId = await personOf("export", "x-one");
    const [whole, part] = [await ask("export", "export", personId), await ask("export", "export", personId, false)];
    expect([await carryOut(null), await carryOut(null)]).toMatchObject([
      { requestId: whole, kind: "export", problem: null },
      { requestId: part, problem: null },
    ]);
    const expected = await owner.transaction().execute(async (trx) => {
      const chunks: string[] = [];
      for await (const chunk of exportPerson(trx, "export", { personId })) chunks.push(chunk);
      return chunks.join("");
    });
    expect(await fileOf("export", whole)).toBe(expected);
    const document = JSON.parse(expected);
    expect([document.events, document.rejected_events, document.contacts, document.journeys].map(({ length }) => length)).toEqual([
      701, 1, 1, 1,
    ]);
    const { left_out, ...rest } = JSON.parse(await fileOf("export", part));
    expect(left_out).toEqual(["rejected_events", "contacts"]);
    const { rejected_events: _rejected, contacts: _contacts, ...shown } = document;
    expect(rest).toEqual(shown);
  });

  it("goes with the first erasure in its site, also with one that ends while the file is written", async () => {
    await siteWith("gone", [signIn("g-one", 1, "g-user"), signIn("g-two", 1, "g-other")]);
    const one = await personOf("gone", "g-one");
    const file = await ask("gone", "export", one);
    await carryOut();
    expect(await fileOf("gone", file)).toContain("g-one-1");
    const late = await ask("gone", "export", one);
    // Nothing ends at its row of the site before the erasure does.
    const { writing } = await owner.transaction().execute(async (trx) => {
      await sql`select from sites where site_id = 'gone' for no key update`.execute(trx);
      const writing = carryOut();
      const held = () => test.query("select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%for share%'");
      await expect.poll(held).toHaveLength(1);
      await erasePersonIn(trx, "gone", { personId: one }, erasedKey, LATER);
      return { writing };
    });
    expect(await writing).toMatchObject({ requestId: late, problem: "nobody" });
    expect(await test.query("select 1 from person_exports where site_id = 'gone'")).toEqual([]);
    const other = await ask("gone", "export", await personOf("gone", "g-two"));
    await carryOut();
    expect(await fileOf("gone", other)).toContain("g-two-1");
  });
});
