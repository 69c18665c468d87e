import { type Fact, type Journey, journeysOf, type SiteSettings, visitorKeyOf, visitorNode } from "@waystitch/journey";
import { type HotVisitor, loadSettings, queueVisitors, replaceJourneys, replaceNodePersons, type Tables } from "@waystitch/store";
import type { Transaction } from "kysely";
import { lockNeighbourhood, type Neighbourhood } from "./neighbourhood.js";

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

async function replaceNeighbourhood(
  trx: Transaction<Tables>,
  settings: SiteSettings,
  { visitorIds, identifiers, personIds, stitched }: Neighbourhood,
  journeys: readonly Journey[],
): Promise<void> {
  await replaceJourneys(trx, settings, journeys, {
    personIds,
    homeKeys: new Set([...[...stitched].map(visitorKeyOf), ...[...identifiers].filter((node) => node.startsWith("user:"))]),
  });
  await replaceNodePersons(trx, settings.siteId, personsByVisitor(visitorIds, journeys));
}

async function settingsOf(trx: Transaction<Tables>, siteId: string): Promise<SiteSettings> {
  const settings = await loadSettings(trx, siteId);
  if (settings === null) throw new UnstitchableError(`site ${siteId} is not in the table sites`);
  return settings;
}

/** What became of some visitors. */
export interface Stitched {
  readonly journeys: number;
  /** Visitors tied to them who waited, too, and were taken along. */
  readonly taken: readonly string[];
  /** Visitors with more than `HOT_EVENTS` events. */
  readonly hot: readonly HotVisitor[];
}

/** Deriving a visitor's journey reads all its events: one with more is stitched rarely. A person has some hundred. */
export const HOT_EVENTS = 5_000;

function hotAmong(siteId: string, facts: readonly Fact[]): HotVisitor[] {
  if (facts.length <= HOT_EVENTS) return [];
  const counts = new Map<string, number>();
  for (const { visitorId } of facts) counts.set(visitorId, (counts.get(visitorId) ?? 0) + 1);
  return [...counts].filter(([, events]) => events > HOT_EVENTS).map(([visitorId, events]) => ({ siteId, visitorId, events }));
}

/**
 * Brings the journeys of some visitors of a site, and of everyone tied to them, up to date with the stored events. Of visitors without events
 * nothing remains.
 * @param asOf epoch milliseconds
 * @throws UnstitchableError when a rule fails on the events or the site is unknown, and the database's errors
 */
export async function stitchVisitors(
  trx: Transaction<Tables>,
  siteId: string,
  visitorIds: readonly string[],
  asOf: number,
): Promise<Stitched> {
  const settings = await settingsOf(trx, siteId);
  const neighbourhood = await lockNeighbourhood(trx, siteId, { visitorIds });
  const journeys = derive(neighbourhood.facts, settings, asOf);
  await replaceNeighbourhood(trx, settings, neighbourhood, journeys);
  return { journeys: journeys.length, taken: neighbourhood.taken, hot: hotAmong(siteId, neighbourhood.facts) };
}

/** Removes what was derived of some visitors and of everyone tied to them, and queues those of them that have events. */
export async function unstitchVisitors(trx: Transaction<Tables>, siteId: string, visitorIds: readonly string[]): Promise<void> {
  const neighbourhood = await lockNeighbourhood(trx, siteId, { visitorIds });
  await replaceNeighbourhood(trx, await settingsOf(trx, siteId), neighbourhood, []);
  const left = new Set(neighbourhood.facts.map((fact) => fact.visitorId));
  await queueVisitors(
    trx,
    [...left].map((visitorId) => ({ siteId, visitorId })),
  );
}
