import { createHash } from "node:crypto";
import { type Fact, identifierNodesOf } from "@waystitch/journey";
import { checksumDerived, type Database, type ErasedKey } from "@waystitch/store";
import { createTestDatabase, findInTables, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, HOUR, START } from "@waystitch/testbed/facts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { erasePerson, type Wanted } from "../src/index.js";
import { addSite, createHistory, LATER } from "./histories.js";
import { wrongCounts } from "./invariants.js";
import { drain, rebuilt } from "./tables.js";

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  db = test.db;
});
afterAll(() => test.drop());

const erasedKey: ErasedKey = (siteId, node) => createHash("sha256").update(`erased ${siteId}\n${node}`).digest("base64url");
const erase = (siteId: string, wanted: Wanted) => erasePerson(db, siteId, wanted, erasedKey, LATER);

/** A site with facts, each site's under names of its own so that they can be looked for in all tables. */
async function siteWith(siteId: string, facts: readonly Fact[], isStitched = true): Promise<void> {
  await addSite(db, siteId);
  await storeFacts(db, siteId, facts, erasedKey);
  if (isStitched) await drain(db);
}

const keysOf = async (siteId: string): Promise<string[]> =>
  (
    await test.query<{ key: string }>("select visitor_id || '/' || event_id as key from events where site_id = $1 order by 1", [siteId])
  ).map(({ key }) => key);

/** What facts are called by, and what they say by the way of orders. */
const namesOf = (facts: readonly Fact[]): Set<string> =>
  new Set(
    facts.flatMap((fact) => [
      fact.visitorId,
      ...identifierNodesOf(fact).map((node) => node.slice(node.indexOf(":") + 1)),
      ...("order_id" in fact.properties ? [String(fact.properties["order_id"])] : []),
    ]),
  );

const fact = (visitorId: string, eventId: string, rest: Partial<Fact> = {}): Fact => ({
  ...BLANK,
  visitorId,
  eventId: `${visitorId}-${eventId}`,
  type: "page",
  at: START + Number(eventId) * HOUR,
  ...rest,
});
const signIn = (visitorId: string, eventId: string, userId: string, rest: Partial<Fact> = {}): Fact =>
  fact(visitorId, eventId, { type: "identify", userId, ...rest });

describe("erasing", () => {
  it("leaves what a rebuild without the person's events would, no name that nobody else carries, and nothing comes back", async () => {
    for (let seed = 0; seed < 5; seed++) {
      const siteId = `random-${seed}`;
      const rename = (text: string): string => `s${seed}x${text}`;
      const facts = createHistory(100 + seed, 6).map((one) => ({
        ...one,
        visitorId: one.visitorId.startsWith("@") ? one.visitorId.replace(":", `:s${seed}x`) : rename(one.visitorId),
        userId: one.userId && rename(one.userId),
        previousId: one.previousId && rename(one.previousId),
        identifiers: one.identifiers.map((identifier) => identifier.replace(":", `:s${seed}x`)),
        properties:
          "order_id" in one.properties ? { ...one.properties, order_id: rename(String(one.properties["order_id"])) } : one.properties,
      }));
      await siteWith(siteId, facts);
      const persons = await test.query<{ person_id: string; events: number }>(
        "select person_id, events from persons where site_id = $1 order by person_id",
        [siteId],
      );
      for (const { person_id: personId, events } of persons.filter((_, index) => index % 3 === seed % 3)) {
        expect(await erase(siteId, { personId })).toMatchObject({ personId, events });
        const kept = await keysOf(siteId);
        const sums = await checksumDerived(db, siteId);
        expect(await wrongCounts(db)).toEqual([]);
        const left = new Set(kept);
        const gone = namesOf(facts);
        for (const name of namesOf(facts.filter((one) => left.has(`${one.visitorId}/${one.eventId}`)))) gone.delete(name);
        expect(gone.size).toBeGreaterThan(0);
        expect(await findInTables(test, [...gone, personId])).toEqual([]);
        await storeFacts(db, siteId, facts, erasedKey);
        await drain(db);
        expect(await keysOf(siteId)).toEqual(kept);
        expect(await checksumDerived(db, siteId)).toEqual(sums);
        expect(await rebuilt(db, siteId)).toEqual(sums);
      }
    }
  });

  it("takes of a browser that two users shared only what was the one's, and keeps out only that", async () => {
    const shared = [
      fact("tablet", "1"),
      signIn("tablet", "2", "u-anna", { identifiers: ["email:m-anna"] }),
      fact("tablet", "3"),
      signIn("tablet", "4", "u-binh"),
      fact("tablet", "5"),
    ];
    await siteWith("shared", [...shared, signIn("p-anna", "6", "u-anna")]);
    expect(await erase("shared", { identifier: "user:u-anna" })).toMatchObject({ events: 4, visitors: 2 });
    expect(await keysOf("shared")).toEqual(["tablet/tablet-4", "tablet/tablet-5"]);
    expect(await findInTables(test, ["u-anna", "m-anna", "p-anna", "p-anna-6", "tablet-1", "tablet-2", "tablet-3"])).toEqual([]);
    const later = [signIn("tablet", "7", "u-binh"), fact("tablet", "8")];
    await storeFacts(db, "shared", [...shared, ...later], erasedKey);
    expect(await keysOf("shared")).toEqual(["tablet/tablet-4", "tablet/tablet-5", "tablet/tablet-7"]);
    await drain(db);
    expect(await checksumDerived(db, "shared")).toEqual(await rebuilt(db, "shared"));
  });

  it("keeps an e-mail that somebody else carries, too, and erases one that nobody else does", async () => {
    const own = signIn("v-an", "1", "u-an", { identifiers: ["email:m-family", "email:m-own"] });
    await siteWith("family", [own, signIn("v-ba", "2", "u-ba", { identifiers: ["email:m-family"] })]);
    await expect(erase("family", { identifier: "email:m-family" })).rejects.toThrow(/--person.*user u-an.*user u-ba/s);
    await erase("family", { identifier: "email:m-own" });
    await storeFacts(db, "family", [own, signIn("v-ba", "3", "u-ba", { identifiers: ["email:m-family"] })], erasedKey);
    expect(await keysOf("family")).toEqual(["v-ba/v-ba-2", "v-ba/v-ba-3"]);
    await drain(db);
    expect(await findInTables(test, ["v-an", "m-own", "u-an"])).toEqual([]);
  });

  it("finds events that are not stitched yet or were set aside, though no edge leads to them", async () => {
    await siteWith("waiting", [signIn("w-one", "1", "w-user", { identifiers: ["email:w-mail"] })]);
    await siteWith(
      "waiting",
      [signIn("w-two", "2", "w-user"), fact("w-three", "3", { identifiers: ["email:w-mail"] }), fact("w-other", "4")],
      false,
    );
    await sql`insert into stitch_parked (part, site_id, visitor_id, error) select part, site_id, visitor_id, 'x' from stitch_queue where visitor_id = 'w-three'`.execute(
      db,
    );
    await sql`delete from stitch_queue where visitor_id = 'w-three'`.execute(db);
    expect(await erase("waiting", { identifier: "user:w-user" })).toMatchObject({ events: 3, visitors: 3 });
    expect(await findInTables(test, ["w-one", "w-two", "w-three", "w-user", "w-mail"])).toEqual([]);
    await drain(db);
    expect(await keysOf("waiting")).toEqual(["w-other/w-other-4"]);
  });

  it("erases also when the rest cannot be stitched: it is left to the workers", async () => {
    await siteWith("poison", [
      signIn("p-one", "1", "p-user"),
      signIn("p-tab", "2", "p-user"),
      signIn("p-tab", "3", "p-rest"),
      fact("p-tab", "4"),
    ]);
    await sql`alter table person_visitors add constraint no_rest check (visitor_id <> 'p-tab') not valid`.execute(db);
    await erase("poison", { identifier: "user:p-user" });
    await sql`alter table person_visitors drop constraint no_rest`.execute(db);
    expect(await findInTables(test, ["p-one", "p-user"])).toEqual([]);
    expect(await test.query("select visitor_id from stitch_queue")).toEqual([{ visitor_id: "p-tab" }]);
    await drain(db);
    expect(await test.query("select user_id from persons where site_id = 'poison'")).toEqual([{ user_id: "p-rest" }]);
  });

  it("touches no other site, and says whom it does not know", async () => {
    const facts = [signIn("x-one", "1", "x-user")];
    await siteWith("mine", facts);
    await siteWith("yours", facts);
    const before = await checksumDerived(db, "yours");
    await erase("mine", { visitorId: "x-one" });
    expect([await keysOf("mine"), await keysOf("yours")]).toEqual([[], ["x-one/x-one-1"]]);
    expect(await checksumDerived(db, "yours")).toEqual(before);
    await storeFacts(db, "yours", [signIn("x-one", "2", "x-user")], erasedKey);
    expect(await keysOf("yours")).toHaveLength(2);
    await expect(erase("mine", { visitorId: "x-one" })).rejects.toThrow("Nothing of mine names");
    await expect(erase("mine", { identifier: "user:nobody" })).rejects.toThrow("Nothing of mine names");
    await expect(erase("mine", { personId: "000-00000000000000000000" })).rejects.toThrow("Nobody of mine");
    expect(await test.query("select 1 from identity_nodes where node like '%nobody%'")).toEqual([]);
    await drain(db);
  });
});
