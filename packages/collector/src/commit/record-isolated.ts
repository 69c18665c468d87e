import type { Batch, ContactRow, EventRow, RecordedBatch, RejectedRow } from "@waystitch/store";
import { keyText } from "./group.js";

export type Record = (batch: Batch) => Promise<RecordedBatch>;

/** What became of a batch: the new keys, those that the database refused, each with its reason, and those that were kept out. */
export interface Isolated {
  readonly stored: ReadonlySet<string>;
  readonly refused: ReadonlyMap<string, string>;
  /** The keys that name somebody who was erased. */
  readonly erased: ReadonlySet<string>;
}

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

/**
 * Records a batch; when the database refuses it because of its data, halves it until only the rows at fault are left out.
 * @throws the database's error when the outcome is unknown, and when a rejected row is refused, which has no remedy
 */
export async function recordIsolated(
  record: Record,
  events: readonly EventRow[],
  rejected: readonly RejectedRow[],
  contacts: readonly ContactRow[],
): Promise<Isolated> {
  const stored = new Set<string>();
  const refused = new Map<string, string>();
  const erased = new Set<string>();
  const note = (recorded: RecordedBatch) => {
    for (const key of recorded.stored) stored.add(keyText(key));
    for (const key of recorded.erased ?? []) erased.add(keyText(key));
  };
  /** A contact goes with the events that carry it: it is kept out where they are. */
  const contactsOf = (rows: readonly EventRow[]): readonly ContactRow[] => {
    if (contacts.length === 0) return contacts;
    const carried = new Set(rows.flatMap((row) => row.identifiers.map((identifier) => `${row.site_id}\n${identifier}`)));
    return contacts.filter(({ site_id, identifier }) => carried.has(`${site_id}\n${identifier}`));
  };
  const isolate = async (rows: readonly EventRow[]): Promise<void> => {
    const [first] = rows;
    if (first === undefined) return;
    try {
      note(await record({ events: rows, rejected: [], contacts: contactsOf(rows) }));
    } catch (error) {
      if (!isDataError(error)) throw error;
      if (rows.length > 1) for (const half of halves(rows)) await isolate(half);
      else refused.set(keyText(first), `SQLSTATE ${sqlStateOf(error)}: ${error instanceof Error ? error.message : ""}`);
    }
  };
  try {
    note(await record({ events, rejected, contacts }));
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (rejected.length > 0) await record({ events: [], rejected });
    await isolate(events);
  }
  return { stored, refused, erased };
}
