import { type Database, loadJourney } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addAlias, addBelongings, addEntry, addEvent, addJourney, addSession, after, personId, T0, VISITOR } from "./reads-rows.js";

const PERSON = personId(7, "p");
let database: TestDatabase;
let db: Database;

/** The same person id with the same visitor and event ids on two sites, so that a missing site shows. */
async function addTwins(): Promise<void> {
  for (const siteId of ["a", "b"]) {
    const owner = { siteId, personId: PERSON };
    await addJourney(db, owner, { userId: siteId });
    await addEntry(db, owner, { sequence: 1, stage: "Attract", step: siteId });
    await addEvent(db, siteId, { eventId: "e1" });
    await addBelongings(db, owner);
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(async () => await database.drop());
beforeEach(async () => {
  const tables = ["journeys", "journey_stages", "events", "sessions", "touchpoints", "milestones", "orders", "carts"] as const;
  for (const table of [...tables, "person_visitors", "person_identifiers", "person_aliases"] as const) await db.deleteFrom(table).execute();
});

describe("loadJourney", () => {
  it("reads everything that belongs to a person, and nothing of the same id on another site", async () => {
    await addTwins();
    for (const siteId of ["a", "b"]) {
      const story = await loadJourney(db, siteId, PERSON);
      expect(story?.journey).toMatchObject({ personId: PERSON, userId: siteId, revenue: "1290000.50" });
      expect(story?.stages.map(({ step }) => step)).toEqual([siteId]);
      expect(story?.sessions.map(({ channel }) => channel)).toEqual([siteId]);
      expect(story?.touchpoints.map(({ channel }) => channel)).toEqual([siteId]);
      expect(story?.milestones.map(({ attributes }) => attributes)).toEqual([{ lead_magnet: siteId }]);
      expect(story?.orders).toMatchObject([{ orderId: `order-${siteId}`, total: "1290000.5" }]);
      expect(story?.carts.map(({ products }) => products)).toEqual([[{ name: siteId }]]);
      expect(story?.identifiers.map(({ identifier }) => identifier)).toEqual([`user:${siteId}`]);
      expect(story?.visitors).toMatchObject([{ visitorId: VISITOR, rule: "own" }]);
    }
  });

  it("proves every entry by the site's own event", async () => {
    await addTwins();
    const story = await loadJourney(db, "a", PERSON);
    const proof = {
      eventId: "e1",
      visitorId: VISITOR,
      type: "page",
      occurredAt: T0,
      pageUrl: "https://shop.example/kinh",
      pageTitle: "a e1",
    };
    expect(story?.journey.evidence).toMatchObject(proof);
    const { stages, sessions, touchpoints, milestones, orders, carts, identifiers, visitors } = story ?? {};
    for (const rows of [stages, sessions, touchpoints, milestones, orders, carts, identifiers, visitors]) {
      expect(rows).toMatchObject([{ evidence: proof }]);
      expect(rows?.[0]).not.toHaveProperty("evidenceEventId");
    }
  });

  it("says so when the event of an entry is not stored", async () => {
    await addJourney(db, { siteId: "a", personId: PERSON });
    await addEntry(db, { siteId: "a", personId: PERSON }, { sequence: 1, stage: "Attract" });
    expect((await loadJourney(db, "a", PERSON))?.stages).toMatchObject([{ evidence: null }]);
  });

  it("tells the default model's entries in their order", async () => {
    const owner = { siteId: "a", personId: PERSON };
    await addJourney(db, owner);
    for (const sequence of [2, 1, 3]) await addEntry(db, owner, { sequence, stage: "Attract", step: `step ${sequence}` });
    await addEntry(db, owner, { sequence: 1, stage: "Awareness", model: "digital" });
    expect((await loadJourney(db, "a", PERSON))?.stages.map(({ step }) => step)).toEqual(["step 1", "step 2", "step 3"]);
  });

  it("tells the pages of a session, without those outside of it and those of another user on the same browser", async () => {
    await addTwins();
    await addEvent(db, "a", { eventId: "e2", at: after(10), userId: "a", title: "Giỏ hàng" });
    await addEvent(db, "a", { eventId: "e3", at: after(5), userId: "somebody else" });
    await addEvent(db, "a", { eventId: "e4", at: after(11) });
    await addEvent(db, "a", { eventId: "e5", at: after(5), type: "track" });
    await addEvent(db, "a", { eventId: "e6", at: after(5), visitorId: "v2" });
    await addSession(db, { siteId: "a", personId: PERSON }, 2, after(20), after(30));
    await addEvent(db, "a", { eventId: "e7", at: after(20) });
    const sessions = (await loadJourney(db, "a", PERSON))?.sessions;
    expect(sessions?.map((session) => session.pages.map(({ eventId }) => eventId))).toEqual([["e1", "e2"], ["e7"]]);
    expect(sessions?.[0]?.pages[1]).toEqual({ eventId: "e2", occurredAt: after(10), url: "https://shop.example/kinh", title: "Giỏ hàng" });
  });
});

describe("loadJourney by an old id", () => {
  const [first, second] = [personId(1, "a"), personId(2, "b")];

  it("follows the id over several changes to the person of today", async () => {
    await addJourney(db, { siteId: "a", personId: PERSON });
    await addAlias(db, "a", first, second);
    await addAlias(db, "a", second, PERSON);
    expect((await loadJourney(db, "a", first))?.journey.personId).toBe(PERSON);
  });

  it("does not follow an id of another site", async () => {
    await addJourney(db, { siteId: "a", personId: PERSON });
    await addAlias(db, "b", first, PERSON);
    expect(await loadJourney(db, "a", first)).toBeNull();
    expect(await loadJourney(db, "b", first)).toBeNull();
  });

  it("prefers the person who stands under an id to where the id once led", async () => {
    await addJourney(db, { siteId: "a", personId: PERSON });
    await addJourney(db, { siteId: "a", personId: first });
    await addAlias(db, "a", first, PERSON);
    expect((await loadJourney(db, "a", first))?.journey.personId).toBe(first);
  });

  it("follows an old id also while another site has somebody under it", async () => {
    await addJourney(db, { siteId: "a", personId: PERSON });
    await addAlias(db, "a", first, PERSON);
    await addJourney(db, { siteId: "b", personId: first });
    expect((await loadJourney(db, "a", first))?.journey.personId).toBe(PERSON);
  });

  it("ends a search that leads in a circle", async () => {
    await addAlias(db, "a", first, second);
    await addAlias(db, "a", second, first);
    expect(await loadJourney(db, "a", first)).toBeNull();
  });

  it("knows nobody under a text that is no id", async () => {
    for (const text of ["", "p", "../..", "fff-pppppppppppppppppppp", "\u0000", `${PERSON}'`])
      expect(await loadJourney(db, "a", text)).toBeNull();
  });
});
