import type { Fact } from "@waystitch/journey";
import { storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, LATER, MINUTE } from "@waystitch/testbed/facts";
import { stitchBatch } from "../../src/index.js";
import { addSite } from "../histories.js";
import { brokenInvariants } from "../invariants.js";

/** What pairs of people came to who became one at the same moment, each by an event of their own. */
export interface Merged {
  readonly persons: number;
  readonly aliases: number;
  readonly broken: readonly string[];
}

const identify = (visitorId: string, pair: number): Fact => ({
  ...BLANK,
  visitorId,
  eventId: "identified",
  type: "identify",
  at: BLANK.at + MINUTE,
  identifiers: [`email:${pair}`],
});

/** So many times two people are stitched by two workers at the same moment, whose events tie each to the other. */
export async function mergeOpposites(database: TestDatabase, pairs: number): Promise<Merged> {
  const { db } = database;
  await addSite(db, "shop");
  const numbers = Array.from({ length: pairs }, (_, pair) => pair);
  const visitors = numbers.flatMap((pair) => [`a${pair}`, `b${pair}`]);
  await storeFacts(
    db,
    "shop",
    visitors.map((visitorId) => ({ ...BLANK, visitorId, eventId: "viewed", type: "page" })),
  );
  while ((await stitchBatch(db, 500, LATER)).visitors > 0);
  for (const pair of numbers) {
    await storeFacts(db, "shop", [identify(`a${pair}`, pair), identify(`b${pair}`, pair)]);
    await Promise.all([stitchBatch(db, 1, LATER), stitchBatch(db, 1, LATER)]);
  }
  while ((await stitchBatch(db, 500, LATER)).visitors > 0);
  const [counts] = await database.query<{ persons: number; aliases: number }>(
    "select (select count(*)::int from persons) as persons, (select count(*)::int from person_aliases) as aliases",
  );
  return { persons: counts?.persons ?? 0, aliases: counts?.aliases ?? 0, broken: await brokenInvariants(db) };
}
