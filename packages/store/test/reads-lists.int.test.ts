import {
  type Database,
  isJourneyCursor,
  loadLatestJourneys,
  loadSiteProfile,
  loadSiteProfiles,
  loadStandings,
  recordSite,
  recountSite,
  type StandingsOptions,
} from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addEntry, addJourney, after, personId } from "./reads-rows.js";

const ZONE = "Asia/Ho_Chi_Minh";
let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  await recordSite(db, "a", { name: "Site A", domains: ["a.example"] });
  await recordSite(db, "b", { name: "Site B", timeZone: "Europe/Berlin", currency: "EUR" });
});
afterAll(async () => await database.drop());
beforeEach(async () => {
  await db.deleteFrom("journeys").execute();
  await db.deleteFrom("journey_stages").execute();
});

describe("loadSiteProfile", () => {
  it("reads one site and not the other", async () => {
    expect(await loadSiteProfile(db, "a")).toEqual({
      siteId: "a",
      name: "Site A",
      timeZone: ZONE,
      currency: "VND",
      domains: ["a.example"],
    });
    expect(await loadSiteProfile(db, "b")).toMatchObject({ name: "Site B", timeZone: "Europe/Berlin", currency: "EUR" });
  });

  it("knows no site that is not there", async () => expect(await loadSiteProfile(db, "c")).toBeNull());

  it("is the same as the site's line in the list of all", async () => {
    expect(await loadSiteProfiles(db)).toEqual([await loadSiteProfile(db, "a"), await loadSiteProfile(db, "b")]);
  });
});

describe("loadStandings", () => {
  /** These rows were put here by hand, and no worker counted them. */
  const standingsOf = async (siteId: string, options: StandingsOptions = {}) => {
    await recountSite(db, siteId);
    return await loadStandings(db, siteId, ZONE, options);
  };
  const people = async (siteId: string): Promise<number> =>
    (await standingsOf(siteId)).standings.reduce((sum, standing) => sum + standing.people, 0);

  it("counts people by stage, step, furthest stage and status, with the newest activity of anybody", async () => {
    await addJourney(db, { siteId: "a", personId: personId(1, "a") }, { stage: "Close", step: "cart" });
    await addJourney(db, { siteId: "a", personId: personId(2, "b") }, { stage: "Close", step: "cart", seen: after(9) });
    await addJourney(db, { siteId: "a", personId: personId(3, "c") }, { stage: "Attract", furthest: "Close", status: "lapsed" });
    const { standings, newestActivity } = await standingsOf("a");
    expect(standings).toHaveLength(2);
    expect(standings).toContainEqual({
      stage: "Close",
      step: "cart",
      furthestStage: "Close",
      status: "active",
      people: 2,
    });
    expect(newestActivity).toEqual(after(9));
    expect(standings).toContainEqual(expect.objectContaining({ stage: "Attract", furthestStage: "Close", status: "lapsed", people: 1 }));
  });

  it("counts only the people of its own site", async () => {
    await addJourney(db, { siteId: "a", personId: personId(1, "a") });
    await addJourney(db, { siteId: "b", personId: personId(1, "a") });
    await addJourney(db, { siteId: "b", personId: personId(2, "b") }, { isBot: true });
    expect([await people("a"), await people("b")]).toEqual([1, 1]);
    expect((await standingsOf("a")).bots).toBe(0);
  });

  it("leaves robots out of every number and counts them apart, unless they are asked for", async () => {
    const robot = { siteId: "a", personId: personId(1, "a") };
    await addJourney(db, robot, { isBot: true, since: new Date(), movesBack: 1 });
    await addEntry(db, robot, { sequence: 1, stage: "Close", at: new Date() });
    await addEntry(db, robot, { sequence: 2, stage: "Attract", direction: "back", at: new Date() });
    expect(await standingsOf("a")).toMatchObject({ standings: [], enteredToday: [], movesBack: [], newestActivity: null, bots: 1 });
    const all = await standingsOf("a", { bots: true });
    expect(all).toMatchObject({ standings: [{ people: 1 }], enteredToday: [], movesBack: [] });
    expect(all.newestActivity).not.toBeNull();
  });

  it("takes nobody for human because another site has a human under the same id", async () => {
    await addJourney(db, { siteId: "a", personId: personId(1, "a") }, { isBot: true, since: new Date() });
    await addJourney(db, { siteId: "b", personId: personId(1, "a") }, { since: new Date() });
    await addEntry(db, { siteId: "a", personId: personId(1, "a") }, { sequence: 1, stage: "Close", at: new Date() });
    expect((await standingsOf("a")).enteredToday).toEqual([]);
  });

  it("counts entries into a stage since the site's midnight, and not a further step inside it", async () => {
    const owner = { siteId: "a", personId: personId(1, "a") };
    const midnight = sql<Date>`date_trunc('day', now() at time zone ${ZONE}) at time zone ${ZONE}`;
    const { rows } = await sql<{ at: Date }>`select ${midnight} as at`.execute(db);
    const began = rows[0]?.at ?? new Date();
    await addJourney(db, owner, { since: began });
    await addEntry(db, owner, { sequence: 1, stage: "Attract", at: new Date(began.getTime() - 1) });
    await addEntry(db, owner, { sequence: 2, stage: "Attract", step: "engaged", at: began });
    await addEntry(db, owner, { sequence: 3, stage: "Close", at: began });
    await addEntry(db, owner, { sequence: 4, stage: "Attract", direction: "back", at: began });
    await addEntry(db, owner, { sequence: 5, stage: "Close", at: began });
    const yesterday = { siteId: "a", personId: personId(2, "b") };
    await addJourney(db, yesterday, { since: began });
    await addEntry(db, yesterday, { sequence: 1, stage: "Delight", at: new Date(began.getTime() - 1) });
    await addEntry(db, yesterday, { sequence: 2, stage: "Delight", at: began });
    const { enteredToday } = await standingsOf("a");
    expect(enteredToday.toSorted((x, y) => (x.stage < y.stage ? -1 : 1))).toEqual([
      { stage: "Attract", entries: 1 },
      { stage: "Close", entries: 2 },
    ]);
  });

  it("counts entries and moves back of its own site and of the default model only", async () => {
    for (const siteId of ["a", "b"]) {
      const owner = { siteId, personId: personId(1, "a") };
      await addJourney(db, owner, { since: new Date(), movesBack: 1 });
      for (const model of siteId === "a" ? ["inbound", "digital"] : ["inbound"]) {
        await addEntry(db, owner, { sequence: 1, stage: "Close", at: new Date(), model });
        await addEntry(db, owner, { sequence: 2, stage: "Convert", direction: "back", at: new Date(), model });
      }
    }
    const { movesBack, enteredToday } = await standingsOf("a");
    expect(movesBack).toEqual([{ from: "Close", to: "Convert", moves: 1 }]);
    expect(enteredToday.map(({ entries }) => entries)).toEqual([1, 1]);
  });

  it("counts every move back", async () => {
    const owner = { siteId: "a", personId: personId(1, "a") };
    await addJourney(db, owner, { movesBack: 2 });
    for (const [sequence, stage, direction] of [
      [1, "Close", "forward"],
      [2, "Convert", "back"],
      [3, "Close", "forward"],
      [4, "Convert", "back"],
    ] as const) {
      await addEntry(db, owner, { sequence, stage, direction });
    }
    expect((await standingsOf("a")).movesBack).toEqual([{ from: "Close", to: "Convert", moves: 2 }]);
  });
});

describe("loadLatestJourneys", () => {
  const ids = (letters: string): string[] => [...letters].map((letter) => personId(5, letter));

  async function readAll(siteId: string, limit: number): Promise<string[]> {
    const read: string[] = [];
    let before: string | null = null;
    do {
      const page = await loadLatestJourneys(db, siteId, { limit, ...(before === null ? {} : { before }) });
      read.push(...page.journeys.map((line) => line.personId));
      before = page.next;
    } while (before !== null);
    return read;
  }

  it("lists the latest first, with money as it is stored", async () => {
    await addJourney(db, { siteId: "a", personId: personId(5, "a") }, { seen: after(1) });
    await addJourney(db, { siteId: "a", personId: personId(5, "b") }, { seen: after(2), userId: "linh" });
    const { journeys, next } = await loadLatestJourneys(db, "a", { limit: 10 });
    expect(journeys.map((line) => line.personId)).toEqual(ids("ba"));
    expect(journeys[0]).toMatchObject({ userId: "linh", revenue: "1290000.50", currency: "VND", lastSeenAt: after(2) });
    expect(next).toBeNull();
  });

  it("lists only its own site", async () => {
    await addJourney(db, { siteId: "a", personId: personId(5, "a") });
    await addJourney(db, { siteId: "b", personId: personId(5, "b") });
    expect(await readAll("a", 10)).toEqual(ids("a"));
    expect(await readAll("b", 10)).toEqual(ids("b"));
  });

  it("lists one stage, and robots only when asked", async () => {
    await addJourney(db, { siteId: "a", personId: personId(5, "a") }, { stage: "Close" });
    await addJourney(db, { siteId: "a", personId: personId(5, "b") }, { stage: "Convert" });
    await addJourney(db, { siteId: "a", personId: personId(5, "c") }, { stage: "Close", isBot: true });
    const close = await loadLatestJourneys(db, "a", { limit: 10, stage: "Close" });
    expect(close.journeys.map((line) => line.personId)).toEqual(ids("a"));
    const withBots = await loadLatestJourneys(db, "a", { limit: 10, stage: "Close", bots: true });
    expect(withBots.journeys.map((line) => line.personId)).toEqual(ids("ca"));
  });

  it("gives everybody once, page by page, also people seen at the same time or a microsecond apart", async () => {
    for (const letter of "abcde") await addJourney(db, { siteId: "a", personId: personId(5, letter) }, { seen: after(1) });
    await addJourney(db, { siteId: "a", personId: personId(5, "f") }, { seen: "2026-11-20T03:01:00.000001Z" });
    await addJourney(db, { siteId: "a", personId: personId(5, "g") }, { seen: "2026-11-20T03:01:00.000002Z" });
    const everybody = ids("gfedcba");
    for (const limit of [1, 2, 3, 7, 8]) expect(await readAll("a", limit)).toEqual(everybody);
  });

  it("knows every stage a person entered in the default model, and no other person's", async () => {
    for (const siteId of ["a", "b"]) {
      const owner = { siteId, personId: personId(5, "a") };
      await addJourney(db, owner);
      await addEntry(db, owner, { sequence: 1, stage: "Attract" });
      await addEntry(db, owner, { sequence: 2, stage: siteId === "a" ? "Close" : "Delight" });
      await addEntry(db, owner, { sequence: 3, stage: "Attract", direction: "back" });
      await addEntry(db, owner, { sequence: 1, stage: "Research", model: "digital" });
    }
    const { journeys } = await loadLatestJourneys(db, "a", { limit: 10 });
    expect(journeys.map(({ stagesEntered }) => stagesEntered)).toEqual([["Attract", "Close"]]);
  });

  it("refuses a cursor that no page ended with", async () => {
    await expect(loadLatestJourneys(db, "a", { limit: 1, before: "nonsense" })).rejects.toThrow(RangeError);
    expect(["", "nonsense", "MTIz", Buffer.from("1:a b").toString("base64url")].some((cursor) => isJourneyCursor(cursor))).toBe(false);
  });
});
