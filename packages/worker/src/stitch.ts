import { type Fact, type Journey, journeysOf, type SiteSettings, visitorKeyOf, visitorNode } from "@waystitch/journey";
import { loadSettings, replaceJourneys, replaceNodePersons, type Tables } from "@waystitch/store";
import type { Transaction } from "kysely";
import { lockNeighbourhood } from "./neighbourhood.js";

/** For each visitor, the persons its events belong to, in a fixed order. */
function personsByVisitor(visitorIds: Iterable<string>, journeys: readonly Journey[]): Map<string, string[]> {
  const persons = new Map([...visitorIds].map((visitorId): [string, string[]] => [visitorNode(visitorId), []]));
  for (const { person } of journeys)
    for (const { visitorId } of person.visitors) persons.get(visitorNode(visitorId))?.push(person.personId);
  for (const ids of persons.values()) ids.sort();
  return persons;
}

/** The events or the site are at fault, not the database: trying again fails again. */
export class UnstitchableError extends Error {
  override readonly name = "UnstitchableError";
}

function derive(facts: readonly Fact[], settings: SiteSettings, asOf: number): Journey[] {
  try {
    return journeysOf(facts, settings, asOf);
  } catch (error) {
    throw new UnstitchableError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * Brings the journeys of some visitors of a site, and of everyone tied to them, up to date with the stored events.
 * @param asOf epoch milliseconds
 * @returns how many journeys were derived
 * @throws UnstitchableError when a rule fails on the events or the site is unknown, and the database's errors
 */
export async function stitchVisitors(
  trx: Transaction<Tables>,
  siteId: string,
  visitorIds: readonly string[],
  asOf: number,
): Promise<number> {
  const settings = await loadSettings(trx, siteId);
  if (settings === null) throw new UnstitchableError(`site ${siteId} is not in the table sites`);
  const neighbourhood = await lockNeighbourhood(trx, siteId, visitorIds);
  const journeys = derive(neighbourhood.facts, settings, asOf);
  await replaceJourneys(trx, settings, journeys, {
    personIds: neighbourhood.personIds,
    homeKeys: new Set([
      ...[...neighbourhood.visitorIds].map(visitorKeyOf),
      ...[...neighbourhood.identifiers].filter((node) => node.startsWith("user:")),
    ]),
  });
  await replaceNodePersons(trx, siteId, personsByVisitor(neighbourhood.visitorIds, journeys));
  return journeys.length;
}
