import { type Batch, type ContactRow, type EventKey, type EventRow, keyText, type RecordedBatch, type RejectedRow } from "@waystitch/store";
import type { Isolated } from "./group.js";

export type Record = (batch: Batch) => Promise<RecordedBatch>;

/** The SQLSTATE of a database error, or `null` for any other. */
export function sqlStateOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : null;
}

/** True when the data is at fault: the same statement with the same rows fails again (classes 22, 23 and 54). */
const isDataError = (error: unknown): boolean => /^(?:22|23|54)/.test(sqlStateOf(error) ?? "");

const halves = <T>(rows: readonly T[]): readonly (readonly T[])[] => {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(0, middle), rows.slice(middle)];
};

/** Adds the rows that some keys name; they may be the rows themselves. */
function addThose(set: Set<EventRow>, rows: readonly EventRow[], keys: readonly EventKey[]): void {
  if (keys.length === 0) return;
  const texts = keys === rows ? null : new Set(keys.map(keyText));
  for (const row of rows) if (texts === null || texts.has(keyText(row))) set.add(row);
}

/**
 * Records a batch of distinct events; when the database refuses it because of its data, halves it until only the rows at fault are left out.
 * @param copies more events with keys of these, which are counted
 * @throws the database's error when the outcome is unknown, and when a rejected row is refused, which has no remedy
 */
export async function recordIsolated(
  record: Record,
  events: readonly EventRow[],
  rejected: readonly RejectedRow[],
  contacts: readonly ContactRow[],
  copies: readonly EventRow[] = [],
): Promise<Isolated> {
  const stored = new Set<EventRow>();
  const refused = new Map<EventRow, string>();
  const erased = new Set<EventRow>();
  const tooOld = new Set<EventRow>();
  const note = (rows: readonly EventRow[], recorded: RecordedBatch): void => {
    addThose(stored, rows, recorded.stored);
    addThose(erased, rows, recorded.erased ?? []);
    addThose(tooOld, rows, recorded.tooOld ?? []);
  };
  /** A contact goes with the events that carry it: it is kept out where they are. */
  const contactsOf = (rows: readonly EventRow[]): readonly ContactRow[] => {
    if (contacts.length === 0) return contacts;
    const carried = new Set(rows.flatMap((row) => row.identifiers.map((identifier) => `${row.site_id}\n${identifier}`)));
    return contacts.filter(({ site_id, identifier }) => carried.has(`${site_id}\n${identifier}`));
  };
  /** As are the copies of events: of one that the database refuses, every copy is rejected. */
  const copiesOf = (rows: readonly EventRow[]): readonly EventRow[] => {
    if (copies.length === 0) return copies;
    const keys = new Set(rows.map(keyText));
    return copies.filter((copy) => keys.has(keyText(copy)));
  };
  const isolate = async (rows: readonly EventRow[]): Promise<void> => {
    const [first] = rows;
    if (first === undefined) return;
    try {
      note(rows, await record({ events: rows, rejected: [], contacts: contactsOf(rows), copies: copiesOf(rows) }));
    } catch (error) {
      if (!isDataError(error)) throw error;
      if (rows.length > 1) for (const half of halves(rows)) await isolate(half);
      else refused.set(first, `SQLSTATE ${sqlStateOf(error)}: ${error instanceof Error ? error.message : ""}`);
    }
  };
  try {
    note(events, await record({ events, rejected, contacts, copies }));
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (rejected.length > 0) await record({ events: [], rejected });
    await isolate(events);
  }
  return { stored, refused, erased, tooOld };
}
