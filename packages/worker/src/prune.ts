import { personsOf } from "@waystitch/journey";
import {
  type Database,
  enterGate,
  loadSeenBefore,
  loadSetAside,
  queueVisitors,
  raiseKeepsFrom,
  removeContacts,
  removeEvents,
  removeNotes,
  type SeenBefore,
  type Tables,
} from "@waystitch/store";
import type { Transaction } from "kysely";
import { type Component, componentsOf } from "./components.js";
import { RebuildUnderWayError } from "./erase.js";
import { inTransaction } from "./in-transaction.js";
import { loadNeighbourhood, lockNeighbourhood } from "./neighbourhood.js";
import { readWithWaiting } from "./person.js";
import { stitchVisitors } from "./stitch.js";

/** Who is removed, and how. */
export interface PruneOptions {
  readonly db: Database;
  readonly siteId: string;
  /** Whoever was last seen before goes, and nothing that occurred before is stored from now on. */
  readonly before: Date;
  /** Epoch milliseconds; what is derived as at that time. */
  readonly asOf: number;
  /** So many persons, and whoever is tied to them, are removed in a transaction. */
  readonly batchSize: number;
  /** True: counts what would go, and changes nothing. */
  readonly isTrial: boolean;
  /** Hears after each transaction how many persons were looked at. */
  readonly onProgress?: (looked: number) => void;
}

/** What was removed, or would be. */
export interface Pruned {
  readonly persons: number;
  readonly events: number;
  readonly visitors: number;
  readonly contacts: number;
  /** Persons who were last seen before and stay, because they are tied to somebody who was seen later. */
  readonly kept: number;
}

const NOTHING: Pruned = { persons: 0, events: 0, visitors: 0, contacts: 0, kept: 0 };

const sumOf = (a: Pruned, b: Pruned): Pruned => ({
  persons: a.persons + b.persons,
  events: a.events + b.events,
  visitors: a.visitors + b.visitors,
  contacts: a.contacts + b.contacts,
  kept: a.kept + b.kept,
});

const isSeenSince = ({ facts }: Component, before: number): boolean => facts.some((fact) => fact.at >= before);

/** Splits a neighbourhood into those who are tied to nobody who was seen since, and the visitors of all others. */
function splitByAge(facts: Component["facts"], before: Date) {
  const components = componentsOf(facts);
  const old = components.filter((component) => !isSeenSince(component, before.getTime()));
  const young = components.filter((component) => isSeenSince(component, before.getTime()));
  return { old, kept: new Set(young.flatMap((component) => [...component.visitorIds])) };
}

type Looked = { readonly pruned: Pruned; readonly old: readonly Component[]; readonly kept: ReadonlySet<string> };

const countOf = (siteId: string, old: readonly Component[]): Pruned => ({
  ...NOTHING,
  persons: old.reduce((sum, { facts }) => sum + personsOf(siteId, facts).length, 0),
  events: old.reduce((sum, { facts }) => sum + facts.length, 0),
  visitors: old.reduce((sum, { visitorIds }) => sum + visitorIds.size, 0),
});

/** Removes whoever is tied to some visitors and to nobody who was seen since. Locks as a worker does. */
async function removeTied(trx: Transaction<Tables>, visitorIds: readonly string[], options: PruneOptions): Promise<Looked> {
  const { siteId, before, asOf } = options;
  // Held until the end, so that no rebuild reads what goes.
  if ((await enterGate(trx)) !== "open") throw new RebuildUnderWayError();
  const taken: string[] = [];
  const { facts } = await readWithWaiting(trx, siteId, { visitorIds }, async (start) => {
    const locked = await lockNeighbourhood(trx, siteId, start);
    taken.push(...locked.taken);
    return locked;
  });
  const { old, kept } = splitByAge(facts, before);
  await removeEvents(
    trx,
    siteId,
    old.flatMap((component) => component.facts),
  );
  const contacts = await removeContacts(
    trx,
    siteId,
    old.flatMap((component) => [...component.identifiers]),
  );
  const gone = old.flatMap((component) => [...component.visitorIds]);
  await removeNotes(trx, siteId, gone);
  // Locking took them from the queue; whoever stays is not stitched here.
  const waiting = taken.filter((visitorId) => kept.has(visitorId)).map((visitorId) => ({ siteId, visitorId }));
  await queueVisitors(trx, waiting);
  if (gone.length > 0) await stitchVisitors(trx, siteId, gone, asOf);
  return { pruned: { ...countOf(siteId, old), contacts }, old, kept };
}

/** Finds the same, and changes nothing. */
async function findTied(trx: Transaction<Tables>, visitorIds: readonly string[], { siteId, before }: PruneOptions): Promise<Looked> {
  const { facts } = await readWithWaiting(trx, siteId, { visitorIds }, (start) => loadNeighbourhood(trx, siteId, start));
  const { old, kept } = splitByAge(facts, before);
  return { pruned: countOf(siteId, old), old, kept };
}

/** Whoever may go: persons by what is derived of them, then visitors of whom nothing could be derived. */
async function* candidatesOf({ db, siteId, before, batchSize }: PruneOptions): AsyncGenerator<readonly Pick<SeenBefore, "visitorIds">[]> {
  for (let after: SeenBefore | null = null; ; ) {
    const page: readonly SeenBefore[] = await loadSeenBefore(db, siteId, before, batchSize, after);
    if (page.length > 0) yield page;
    if (page.length < batchSize) break;
    after = page.at(-1) ?? null;
  }
  for (let after = ""; ; ) {
    const page = await loadSetAside(db, siteId, batchSize, after);
    if (page.length > 0) yield page.map((visitorId) => ({ visitorIds: [visitorId] }));
    if (page.length < batchSize) break;
    after = page.at(-1) ?? after;
  }
}

/** Of a trial, which removes nothing, those that were counted: whose persons come in several pages. */
function countedOnce(known: Set<string>, siteId: string, { old, pruned, kept }: Looked): Looked {
  const fresh = old.filter(({ visitorIds }) => ![...visitorIds].some((visitorId) => known.has(visitorId)));
  for (const { visitorIds, identifiers } of fresh)
    if (visitorIds.size > 1 || identifiers.size > 0) for (const visitorId of visitorIds) known.add(visitorId);
  return { pruned: fresh.length === old.length ? pruned : countOf(siteId, fresh), old: fresh, kept };
}

/**
 * Removes persons who were last seen before a time, with all their events and everything derived of them; what is left is what a rebuild of
 * the events that are left gives. A person goes whole or stays whole, and with everyone tied to them, so that nobody's journey is another one
 * afterwards: whoever was seen since keeps their old events, too. Interrupted, it goes on when it is called again; everything may run meanwhile.
 *
 * @throws RebuildUnderWayError; 55P03 when a transaction that adds or removes events goes on for too long
 */
export async function pruneSite(options: PruneOptions): Promise<Pruned> {
  const { db, siteId, before, isTrial, onProgress } = options;
  if (!isTrial) await inTransaction(db, (trx) => raiseKeepsFrom(trx, siteId, before));
  const counted = new Set<string>();
  let pruned = NOTHING;
  let looked = 0;
  // Whom a whole crowd keeps here, such as the customers of one till, is not looked at once for each of them.
  const crowd = new Set<string>();
  for await (const page of candidatesOf(options)) {
    const wanted = page.map(({ visitorIds }) => visitorIds.filter((visitorId) => !crowd.has(visitorId)));
    const found = await inTransaction(db, (trx) => (isTrial ? findTied : removeTied)(trx, wanted.flat(), options));
    const { pruned: fresh, kept } = isTrial ? countedOnce(counted, siteId, found) : found;
    const isKept = (visitorIds: readonly string[]): boolean => visitorIds.some((visitorId) => kept.has(visitorId) || crowd.has(visitorId));
    pruned = sumOf(pruned, { ...fresh, kept: page.filter(({ visitorIds }) => isKept(visitorIds)).length });
    if (kept.size > options.batchSize) for (const visitorId of kept) crowd.add(visitorId);
    looked += page.length;
    onProgress?.(looked);
  }
  return pruned;
}
