import type { ContactRow, EventKey, EventRow, RejectedRow } from "@waystitch/store";

/** What one request wants stored. */
export interface Submission {
  /** Who sent it: owners take turns. */
  readonly owner: string;
  readonly events: readonly EventRow[];
  readonly rejected: readonly RejectedRow[];
  readonly contacts: readonly ContactRow[];
  /** About how much memory it takes. */
  readonly bytes: number;
  /** Makes the rejected row of the event at `index` of `events` when the database refuses it. */
  refuse(index: number, detail: string): RejectedRow;
}

/** What became of one event of a submission. */
export type Fate = "stored" | "duplicate" | "erased" | { readonly refused: string };

/** One text per event key; no part of a key holds a NUL, because PostgreSQL would not store it. */
export const keyText = ({ site_id, visitor_id, event_id }: EventKey): string => `${site_id}\0${visitor_id}\0${event_id}`;

/** The distinct events of several submissions, in the order in which they came. */
export function distinctEvents(group: readonly Pick<Submission, "events">[]): readonly EventRow[] {
  const events = new Map<string, EventRow>();
  for (const submission of group)
    for (const event of submission.events) {
      const key = keyText(event);
      if (!events.has(key)) events.set(key, event);
    }
  return [...events.values()];
}

/**
 * Tells each submission what became of its events. Of equal keys in one group, the first is the stored one.
 * @param stored the keys that were new to the database
 * @param refused the keys that the database would not store, with its reason
 * @param erased the keys that were kept out because they name somebody who was erased
 */
export function fatesOf(
  group: readonly Submission[],
  stored: ReadonlySet<string>,
  refused: ReadonlyMap<string, string>,
  erased: ReadonlySet<string>,
): readonly (readonly Fate[])[] {
  const claimed = new Set<string>();
  const fateOf = (event: EventRow): Fate => {
    const key = keyText(event);
    const reason = refused.get(key);
    if (reason !== undefined) return { refused: reason };
    if (erased.has(key)) return "erased";
    if (!stored.has(key) || claimed.has(key)) return "duplicate";
    claimed.add(key);
    return "stored";
  };
  return group.map((submission) => submission.events.map(fateOf));
}
