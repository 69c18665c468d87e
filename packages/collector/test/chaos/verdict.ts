import type { Seen } from "./journal.js";

/** How many times each id is in a table. */
export type Kept = ReadonlyMap<string, number>;

/** What the tables hold beside what the clients saw; every list is of ids, and has to be empty. */
export interface Verdict {
  /** Acknowledged and not in `events`, or said to be rejected and not in `rejected_events`. */
  readonly lost: readonly string[];
  /** In a table more than once, or in both. */
  readonly twice: readonly string[];
  /** In a table, and sent by nobody. */
  readonly neverSent: readonly string[];
  /** Rejected although they are valid, or acknowledged although they are not. */
  readonly misjudged: readonly string[];
}

/** Invalid events say so in their ids. */
const INVALID = /x$/;

export const invalidId = (id: string): string => `${id}x`;

/** Compares the clients' log with what is stored after everything has healed. */
export function judgeRun(seen: Seen, events: Kept, rejectedEvents: Kept): Verdict {
  const missing = (ids: ReadonlySet<string>, table: Kept) => [...ids].filter((id) => !table.has(id));
  const kept = [...events.entries(), ...rejectedEvents.entries()];
  return {
    lost: [...missing(seen.acked, events), ...missing(seen.rejected, rejectedEvents)],
    twice: [...kept.filter(([, times]) => times > 1).map(([id]) => id), ...[...events.keys()].filter((id) => rejectedEvents.has(id))],
    neverSent: kept.map(([id]) => id).filter((id) => !seen.sent.has(id)),
    misjudged: [...[...seen.rejected].filter((id) => !INVALID.test(id)), ...[...seen.acked].filter((id) => INVALID.test(id))],
  };
}
