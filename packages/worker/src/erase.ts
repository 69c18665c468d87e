import {
  type Database,
  type ErasedKey,
  enterGate,
  lockOutIngest,
  recordErasure,
  removeContacts,
  removeEvents,
  removeExports,
  removeNotes,
  removeRejectedEvents,
  type Tables,
} from "@waystitch/store";
import { sql, type Transaction } from "kysely";
import { isPoison } from "./batch.js";
import { inTransaction } from "./in-transaction.js";
import { loadNeighbourhood, lockNeighbourhood } from "./neighbourhood.js";
import { type Found, findPerson, loadTraces, NotOnePersonError, type Wanted } from "./person.js";
import { stitchVisitors, unstitchVisitors } from "./stitch.js";

/** What was erased, counted. */
export interface Erased {
  /** `null` when no event named who was meant. */
  readonly personId: string | null;
  readonly events: number;
  readonly rejectedEvents: number;
  readonly contacts: number;
  readonly visitors: number;
  readonly identifiers: number;
  /** Events that occurred by then are kept out from now on. */
  readonly erasedAt: Date;
}

/** Derives who is left anew. Where that cannot be done, they are left to the workers, which set aside who is at fault. */
async function stitchRest(trx: Transaction<Tables>, siteId: string, visitorIds: readonly string[], asOf: number): Promise<void> {
  if (visitorIds.length === 0) return;
  await sql`savepoint before_stitch`.execute(trx);
  try {
    await stitchVisitors(trx, siteId, visitorIds, asOf);
  } catch (error) {
    if (!isPoison(error)) throw error;
    await sql`rollback to savepoint before_stitch`.execute(trx);
    await unstitchVisitors(trx, siteId, visitorIds);
  }
}

/** Finds the person again and locks everyone tied to them, beginning with all that is known: in one sorted order, as far as it goes. */
async function findLocked(trx: Transaction<Tables>, siteId: string, wanted: Wanted, { neighbourhood }: Found): Promise<Found> {
  return await findPerson(trx, siteId, wanted, ({ visitorIds, identifiers = [] }) =>
    lockNeighbourhood(trx, siteId, {
      visitorIds: new Set([...visitorIds, ...neighbourhood.visitorIds]),
      identifiers: new Set([...identifiers, ...neighbourhood.identifiers]),
    }),
  );
}

/** A rebuild has read what would be erased, and would bring it back. */
export class RebuildUnderWayError extends Error {
  override readonly name = "RebuildUnderWayError";
  constructor() {
    super(
      "A rebuild is under way, and would bring back what it has read: try again when it has ended, or end it with waystitch rebuild --cancel.",
    );
  }
}

/**
 * Erases a person in a transaction of the caller's, read committed: see `erasePerson`.
 */
export async function erasePersonIn(
  trx: Transaction<Tables>,
  siteId: string,
  wanted: Wanted,
  erasedKey: ErasedKey,
  asOf: number,
): Promise<Erased> {
  // Held until the end, so that none begins meanwhile.
  if ((await enterGate(trx)) !== "open") throw new RebuildUnderWayError();
  const guess = await findPerson(trx, siteId, wanted, (start) => loadNeighbourhood(trx, siteId, start));
  const locked = await findLocked(trx, siteId, wanted, guess);
  await lockOutIngest(trx);
  const found = await findLocked(trx, siteId, wanted, locked);
  const traces = await loadTraces(trx, siteId, wanted, found);
  const lastAt = traces.facts.reduce((last, fact) => Math.max(last, fact.at), 0);
  const keys = traces.tombstones.map((node) => erasedKey(siteId, node));
  const erasedAt = await recordErasure(trx, siteId, keys, lastAt);
  const events = await removeEvents(trx, siteId, traces.facts);
  const rejectedEvents = await removeRejectedEvents(trx, siteId, traces.rejected);
  const contacts = await removeContacts(trx, siteId, traces.identifiers);
  if (events + rejectedEvents + contacts === 0) throw new NotOnePersonError(`Nothing of ${siteId} names whom you mean.`);
  await removeExports(trx, siteId);
  await removeNotes(trx, siteId, found.neighbourhood.visitorIds);
  await stitchRest(trx, siteId, [...found.neighbourhood.visitorIds], asOf);
  const { visitors, sharedVisitors, identifiers } = traces;
  return {
    personId: found.person?.personId ?? null,
    events,
    rejectedEvents,
    contacts,
    visitors: visitors.length + sharedVisitors.length,
    identifiers: identifiers.length,
    erasedAt,
  };
}

/**
 * Erases a person in one transaction: their events, everything derived of them, what was rejected of them, their contacts, and the site's
 * files of exports. Whoever is tied to them is stitched anew. Tombstones keep out copies of what they did.
 *
 * The neighbourhood is locked first, as a worker locks it, so that no worker writes back what it has read before; then no events are let in
 * until the end, and what came meanwhile is looked for again. See `lockOutIngest`.
 *
 * @param asOf epoch milliseconds
 * @throws NotOnePersonError when nobody or several are meant; RebuildUnderWayError; 55P03 when events are being added by one transaction that does not end
 */
export async function erasePerson(db: Database, siteId: string, wanted: Wanted, erasedKey: ErasedKey, asOf: number): Promise<Erased> {
  return await inTransaction(db, (trx) => erasePersonIn(trx, siteId, wanted, erasedKey, asOf));
}
