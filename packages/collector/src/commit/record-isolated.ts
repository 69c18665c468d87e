import type { Batch, ContactRow, EventRow, RecordedBatch, RejectedRow } from "@waystitch/store";
import { type Isolated, keyText } from "./group.js";

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

/**
 * Records a batch of distinct events; when the database refuses it because of its data, halves it until only the rows at fault are left out.
 * @throws the database's error when the outcome is unknown, and when a rejected row or a contact is refused, which has no remedy
 */
export async function recordIsolated(
  record: Record,
  events: readonly EventRow[],
  rejected: readonly RejectedRow[],
  contacts: readonly ContactRow[],
): Promise<Isolated> {
  const stored = new Set<EventRow>();
  const refused = new Map<EventRow, string>();
  const note = (rows: readonly EventRow[], fresh: RecordedBatch["stored"]): void => {
    const keys = fresh === rows ? null : new Set(fresh.map(keyText));
    for (const row of rows) if (keys === null || keys.has(keyText(row))) stored.add(row);
  };
  const isolate = async (rows: readonly EventRow[]): Promise<void> => {
    const [first] = rows;
    if (first === undefined) return;
    try {
      note(rows, (await record({ events: rows, rejected: [] })).stored);
    } catch (error) {
      if (!isDataError(error)) throw error;
      if (rows.length > 1) for (const half of halves(rows)) await isolate(half);
      else refused.set(first, `SQLSTATE ${sqlStateOf(error)}: ${error instanceof Error ? error.message : ""}`);
    }
  };
  try {
    note(events, (await record({ events, rejected, contacts })).stored);
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (rejected.length + contacts.length > 0) await record({ events: [], rejected, contacts });
    await isolate(events);
  }
  return { stored, refused };
}
