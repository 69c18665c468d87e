import { type ContactRow, type EventRow, keyText, type RejectedRow } from "@waystitch/store";

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
export type Fate = "stored" | "duplicate" | "erased" | "past_retention" | { readonly refused: string };

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

/** The events of several submissions that are not the distinct ones of them: each has the key of one. */
export function copiesIn(group: readonly Pick<Submission, "events">[], distinct: readonly EventRow[]): readonly EventRow[] {
  if (group.reduce((sum, { events }) => sum + events.length, 0) === distinct.length) return [];
  const firsts = new Set(distinct);
  return group.flatMap(({ events }) => events.filter((event) => !firsts.has(event)));
}

/** What became of the distinct events of a group; the rest were duplicates. */
export interface Isolated {
  /** Those that were new. */
  readonly stored: ReadonlySet<EventRow>;
  /** Those that the database would not store, each with its reason. */
  readonly refused: ReadonlyMap<EventRow, string>;
  /** Those that were kept out because they name somebody who was erased. */
  readonly erased: ReadonlySet<EventRow>;
  /** Those that are older than what their site keeps. */
  readonly tooOld: ReadonlySet<EventRow>;
}

/** Says of any event of the group what became of it: of equal keys, the first is the stored one. */
export function fateIn({ stored, refused, erased, tooOld }: Isolated): (event: EventRow) => Fate {
  const others = new Map<string, Fate>();
  for (const [event, reason] of refused) others.set(keyText(event), { refused: reason });
  for (const event of erased) others.set(keyText(event), "erased");
  for (const event of tooOld) others.set(keyText(event), "past_retention");
  return (event) => {
    if (stored.has(event)) return "stored";
    return (others.size > 0 && others.get(keyText(event))) || "duplicate";
  };
}
