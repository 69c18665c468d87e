import type { Fate, Submission } from "./group.js";

/** `busy`: not even tried. `unavailable`: the database failed or hangs, and whether the rows were stored is unknown. */
export type Committed =
  | { readonly ok: true; readonly fates: readonly Fate[] }
  | { readonly ok: false; readonly why: "busy" | "unavailable" };

/** A submission and who waits for what becomes of it. */
export interface Waiting {
  readonly submission: Submission;
  /** Epoch milliseconds. */
  readonly since: number;
  settle(committed: Committed): void;
}

export interface QueueBounds {
  /** Rows and bytes of one insert; a single larger submission is an insert of its own. */
  readonly groupRows: number;
  readonly groupBytes: number;
  /** Rows and bytes that may wait. */
  readonly queuedRows: number;
  readonly queuedBytes: number;
  /** The part of these that one owner may take up, from 0 to 1. */
  readonly ownerShare: number;
}

/** What waits for an insert: each owner's in the order in which it came, and the owners in turn. */
export interface Queue {
  /** False when it does not fit in any more. */
  add(waiting: Waiting): boolean;
  /** Takes what fits into one insert, one submission of each owner in turn; at least one, unless the queue is empty. */
  takeGroup(): readonly Waiting[];
  isEmpty(): boolean;
  readonly rows: number;
}

interface Size {
  rows: number;
  bytes: number;
}

interface Lane extends Size {
  waiting: Waiting[];
  /** How many of `waiting` were taken: shifting a long array costs its length. */
  taken: number;
}

/** So many that were taken are let go of at once. */
const LET_GO = 1_000;

const sizeOf = ({ submission: { events, rejected, bytes } }: Waiting): Size => ({ rows: events.length + rejected.length, bytes });

const change = (size: Size, { rows, bytes }: Size, sign: 1 | -1): void => {
  size.rows += sign * rows;
  size.bytes += sign * bytes;
};

export function createQueue(bounds: QueueBounds): Queue {
  const all: Size = { rows: 0, bytes: 0 };
  // In the order of their turns: who has had one is put last.
  const lanes = new Map<string, Lane>();

  const fits = (size: Size, next: Size, share: number): boolean =>
    size.rows + next.rows <= bounds.queuedRows * share && size.bytes + next.bytes <= bounds.queuedBytes * share;

  /** Takes the first submission of a lane, which has one. */
  const takeFrom = (owner: string, lane: Lane): Waiting => {
    const next = lane.waiting[lane.taken++] as Waiting;
    const size = sizeOf(next);
    change(lane, size, -1);
    change(all, size, -1);
    if (lane.taken >= LET_GO) lane.waiting = lane.waiting.slice(lane.taken);
    if (lane.taken >= LET_GO) lane.taken = 0;
    lanes.delete(owner);
    if (lane.taken < lane.waiting.length) lanes.set(owner, lane);
    return next;
  };

  return {
    add(next) {
      const { owner } = next.submission;
      const lane = lanes.get(owner) ?? { rows: 0, bytes: 0, waiting: [], taken: 0 };
      const size = sizeOf(next);
      if (!fits(all, size, 1) || !fits(lane, size, bounds.ownerShare)) return false;
      lanes.set(owner, lane);
      lane.waiting.push(next);
      change(lane, size, 1);
      change(all, size, 1);
      return true;
    },
    takeGroup() {
      const group: Waiting[] = [];
      const taken: Size = { rows: 0, bytes: 0 };
      for (;;) {
        const [first] = lanes;
        if (first === undefined) return group;
        const [owner, lane] = first;
        change(taken, sizeOf(lane.waiting[lane.taken] as Waiting), 1);
        if (group.length > 0 && (taken.rows > bounds.groupRows || taken.bytes > bounds.groupBytes)) return group;
        group.push(takeFrom(owner, lane));
      }
    },
    isEmpty: () => lanes.size === 0,
    get rows() {
      return all.rows;
    },
  };
}
