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
export type Fate = "stored" | "duplicate" | { readonly refused: string };

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

/** What became of the distinct events of a group: those that were new, and those that the database refused, each with its reason. */
export interface Isolated {
  readonly stored: ReadonlySet<EventRow>;
  readonly refused: ReadonlyMap<EventRow, string>;
}

/** Says of any event of the group what became of it: of equal keys, the first is the stored one. */
export function fateIn({ stored, refused }: Isolated): (event: EventRow) => Fate {
  const reasons = new Map([...refused].map(([event, reason]) => [keyText(event), reason]));
  return (event) => {
    if (stored.has(event)) return "stored";
    const reason = reasons.size > 0 ? reasons.get(keyText(event)) : undefined;
    return reason === undefined ? "duplicate" : { refused: reason };
  };
}
