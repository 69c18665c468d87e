import type { Database } from "../database.js";
import { type Arrival, arrivalAt, arrivalsOf } from "./arrivals.js";
import { nodesOfEvent, nodesOfRejected } from "./erased-nodes.js";
import { insertBatch, type Placed } from "./insert-batch.js";
import { type Earliest, type ErasedKey, guardByRow, guardByTime, isLetInBy, loadKeptOutBy, namingOf } from "./keep-out.js";
import { type ContactRow, type EventKey, type EventRow, keyText, type RejectedRow } from "./rows.js";

export interface Batch {
  /** Rows of any sites and visitors, in any order; the same key may occur more than once, and one of them is kept. */
  readonly events: readonly EventRow[];
  readonly rejected: readonly RejectedRow[];
  /** What sites that keep contacts keep, of the events here. */
  readonly contacts?: readonly ContactRow[];
  /** Events with the keys of some of these, which came beside them: they are counted as duplicates, and need not be sent to the database. */
  readonly copies?: readonly EventRow[];
}

export interface RecordedBatch {
  /** The keys that were not stored before. What is missing here and in the others was a duplicate. */
  readonly stored: readonly EventKey[];
  /** Events that were kept out because they name somebody who was erased after they occurred. */
  readonly erased?: readonly EventKey[];
  /** Events that were kept out because they occurred before what their site keeps. */
  readonly tooOld?: readonly EventKey[];
}

/** What is no time is the database's to refuse. */
const timeOf = (text: string): number => Date.parse(text) || 0;
const timeOfEvent = ({ dated_at, occurred_at }: EventRow): number => timeOf(dated_at ?? occurred_at);
const timeOfRejected = ({ dated_at, received_at }: RejectedRow): number => timeOf(dated_at ?? received_at);

/** Later than any event. */
const NEVER = Date.UTC(9999, 0);
const firstOf = (times: readonly number[]): number => times.reduce((a, b) => Math.min(a, b), NEVER);

const earliestIn = ({ events, rejected }: Batch): Earliest => ({
  dated: firstOf([...events.map(timeOfEvent), ...rejected.map(timeOfRejected)]),
  occurred: firstOf(events.map(({ occurred_at }) => timeOf(occurred_at))),
});

const placed = <Row>(rows: readonly Row[], from: number): (Row & { place: number })[] =>
  rows.map((row, at) => ({ ...row, place: from + at }));

/** Contacts at the places of the events that carry them: they are kept out with them. */
function contactsAt(contacts: readonly ContactRow[], events: readonly Placed<EventRow>[]): Placed<ContactRow>[] {
  return contacts.flatMap((contact) =>
    events
      .filter((event) => event.site_id === contact.site_id && event.identifiers.includes(contact.identifier))
      .map(({ place = 0 }) => ({ ...contact, place })),
  );
}

/** Every event that came, at the place of the one with its key: a copy of what is kept out is none of a stored event. */
function arrivalsAt(events: readonly Placed<EventRow>[], copies: readonly EventRow[]): readonly Arrival[] {
  const places = new Map(copies.length === 0 ? [] : events.map((event) => [keyText(event), event.place]));
  return [
    ...events.map((event) => arrivalAt(event, event.place ?? -1, false)),
    ...copies.map((copy) => arrivalAt(copy, places.get(keyText(copy)) ?? -1, true)),
  ];
}

/** Stores what names nobody who was erased after it occurred and is not too old. */
async function recordByRow(db: Database, batch: Batch, erasedKey: ErasedKey | undefined): Promise<RecordedBatch> {
  const events = placed(batch.events, 0);
  const rejected = placed(batch.rejected, events.length);
  const namings = [
    ...events.map((event) => namingOf(event.place, event, nodesOfEvent(event))),
    ...rejected.map((row) => namingOf(row.place, row, nodesOfRejected(row))),
  ];
  const contacts = contactsAt(batch.contacts ?? [], events);
  const arrivals = arrivalsAt(events, batch.copies ?? []);
  const dated = events.map(({ place, site_id, occurred_at }) => ({ place, site_id, occurred_at }));
  const inserted = await insertBatch(db, { events, rejected, contacts, arrivals }, guardByRow(namings, dated, erasedKey));
  const names = new Set(inserted.keptOut);
  const old = new Set(inserted.tooOld);
  const erased = batch.events.filter((_, place) => names.has(place));
  const tooOld = batch.events.filter((_, place) => old.has(place) && !names.has(place));
  return { stored: inserted.stored, ...(erased.length === 0 ? {} : { erased }), ...(tooOld.length === 0 ? {} : { tooOld }) };
}

/**
 * Stores a batch and queues its visitors for stitching: one statement, one round trip, one transaction of its own.
 * When the promise resolves, everything is committed; a bad row fails the whole batch and nothing of it is stored.
 *
 * A batch in which something occurred before somebody of its sites was erased, or before what one of them keeps, is left to a second statement,
 * which keeps out what names who was erased and what is too old. No event slips past an erasure that is going on: `lockOutIngest` says why.
 *
 * @param erasedKey the hash under which tombstones stand; who has none can store only what occurred after all of them
 * @throws the database's error: with an SQLSTATE of class 22, 23 or 54 a row is at fault, and with any other it is
 *   unknown whether the batch was stored
 */
export async function recordBatch(db: Database, batch: Batch, erasedKey?: ErasedKey): Promise<RecordedBatch> {
  const { events, rejected, contacts = [], copies = [] } = batch;
  if (events.length + rejected.length === 0) return { stored: [] };
  const siteIds = [...new Set([...events, ...rejected].map(({ site_id }) => site_id))];
  const earliest = earliestIn(batch);
  const arrivals = arrivalsOf(events, copies);
  const { stored } = await insertBatch(db, { events, rejected, contacts, arrivals }, guardByTime(siteIds, earliest));
  if (stored.length > 0) return { stored };
  // All of it was there already, or none of it was let in.
  const by = await loadKeptOutBy(db, siteIds);
  if (isLetInBy(by, earliest)) return { stored };
  if (erasedKey === undefined && !isLetInBy({ ...by, keepsFrom: null }, earliest))
    throw new Error("Somebody was erased here: only with the installation's secret can earlier events be stored.");
  return await recordByRow(db, batch, erasedKey);
}
