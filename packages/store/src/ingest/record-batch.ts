import type { Database } from "../database.js";
import { nodesOfEvent, nodesOfRejected } from "./erased-nodes.js";
import { type Inserted, insertBatch, type Placed } from "./insert-batch.js";
import { type ErasedKey, guardByName, guardByTime, namingOf } from "./keep-out.js";
import type { ContactRow, EventKey, EventRow, RejectedRow } from "./rows.js";

export interface Batch {
  /** Rows of any sites and visitors, in any order; the same key may occur more than once, and one of them is kept. */
  readonly events: readonly EventRow[];
  readonly rejected: readonly RejectedRow[];
  /** What sites that keep contacts keep, of the events here. */
  readonly contacts?: readonly ContactRow[];
}

export interface RecordedBatch {
  /** The keys that were not stored before. What is missing here and in `erased` was a duplicate. */
  readonly stored: readonly EventKey[];
  /** Events that were kept out because they name somebody who was erased after they occurred. */
  readonly erased?: readonly EventKey[];
}

const timeOfEvent = ({ dated_at, occurred_at }: EventRow): number => Date.parse(dated_at ?? occurred_at);
const timeOfRejected = ({ dated_at, received_at }: RejectedRow): number => Date.parse(dated_at ?? received_at);

const placed = <Row>(rows: readonly Row[], from: number): Placed<Row>[] => rows.map((row, at) => ({ ...row, place: from + at }));

/** Contacts at the places of the late events that carry them, or without one where another event does, which is stored anyhow. */
function contactsBeside(
  contacts: readonly ContactRow[],
  sure: readonly EventRow[],
  late: readonly Placed<EventRow>[],
): Placed<ContactRow>[] {
  return contacts.flatMap((contact): Placed<ContactRow>[] => {
    const carries = (event: EventRow): boolean => event.site_id === contact.site_id && event.identifiers.includes(contact.identifier);
    if (sure.some(carries)) return [contact];
    return late.filter(carries).map(({ place }) => ({ ...contact, place: place ?? 0 }));
  });
}

/** Stores what occurred before somebody was erased, but for what names who was. */
async function recordLate(db: Database, batch: Batch, erasedAt: number, erasedKey: ErasedKey | undefined): Promise<Inserted> {
  const events = placed(
    batch.events.filter((event) => timeOfEvent(event) <= erasedAt),
    0,
  );
  const rejected = placed(
    batch.rejected.filter((row) => timeOfRejected(row) <= erasedAt),
    events.length,
  );
  if (events.length + rejected.length === 0) return { stored: [], erasedAt, keptOut: [] };
  if (erasedKey === undefined)
    throw new Error("Somebody was erased here: only with the installation's secret can earlier events be stored.");
  const sure = batch.events.filter((event) => timeOfEvent(event) > erasedAt);
  const contacts = contactsBeside(batch.contacts ?? [], sure, events);
  const namings = [
    ...events.map((event) => namingOf(event.place ?? 0, event, nodesOfEvent(event))),
    ...rejected.map((row) => namingOf(row.place ?? 0, row, nodesOfRejected(row))),
  ];
  return await insertBatch(db, { events, rejected, contacts }, guardByName(namings, erasedKey));
}

/**
 * Stores a batch and queues its visitors for stitching: one statement, one round trip, one transaction of its own.
 * When the promise resolves, everything is committed; a bad row fails the whole batch and nothing of it is stored.
 *
 * What occurred before somebody of its site was erased is left over, and a second statement stores it unless it names who was erased. No
 * event slips past an erasure that is going on: `lockOutIngest` says why.
 *
 * @param erasedKey the hash under which tombstones stand; who has none can store only what occurred after all of them
 * @throws the database's error: with an SQLSTATE of class 22, 23 or 54 a row is at fault, and with any other it is
 *   unknown whether the batch was stored
 */
export async function recordBatch(db: Database, batch: Batch, erasedKey?: ErasedKey): Promise<RecordedBatch> {
  const { events, rejected, contacts = [] } = batch;
  const siteIds = new Set([...events, ...rejected].map(({ site_id }) => site_id));
  const earliest =
    contacts.length === 0 ? Number.POSITIVE_INFINITY : events.map(timeOfEvent).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const { stored, erasedAt } = await insertBatch(db, { events, rejected, contacts }, guardByTime([...siteIds], earliest));
  if (erasedAt === null) return { stored };
  const late = await recordLate(db, batch, erasedAt, erasedKey);
  const kept = new Set(late.keptOut);
  const lateEvents = events.filter((event) => timeOfEvent(event) <= erasedAt);
  const erased = lateEvents.filter((_, place) => kept.has(place));
  return { stored: [...stored, ...late.stored], ...(erased.length === 0 ? {} : { erased }) };
}
