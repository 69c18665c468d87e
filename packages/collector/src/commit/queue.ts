import type { Fate, Submission } from "./group.js";

/** `busy`: not even tried. `unavailable`: the database failed, and whether the rows were stored is unknown. */
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
}

/** What waits for an insert, in the order in which it came. */
export interface Queue {
  /** False when it does not fit in any more. */
  add(waiting: Waiting): boolean;
  /** Takes the longest waiting ones that fit into one insert; at least one, unless the queue is empty. */
  takeGroup(): readonly Waiting[];
  isEmpty(): boolean;
}

const rowsOf = ({ submission }: Waiting): number => submission.events.length + submission.rejected.length;
const bytesOf = ({ submission }: Waiting): number => submission.bytes;

export function createQueue(bounds: QueueBounds): Queue {
  let waiting: readonly Waiting[] = [];
  let added: Waiting[] = [];
  let rows = 0;
  let bytes = 0;

  const groupEnd = (): number => {
    let groupRows = 0;
    let groupBytes = 0;
    const end = waiting.findIndex((next, index) => {
      groupRows += rowsOf(next);
      groupBytes += bytesOf(next);
      return index > 0 && (groupRows > bounds.groupRows || groupBytes > bounds.groupBytes);
    });
    return end === -1 ? waiting.length : end;
  };

  return {
    add(next) {
      if (rows + rowsOf(next) > bounds.queuedRows || bytes + bytesOf(next) > bounds.queuedBytes) return false;
      rows += rowsOf(next);
      bytes += bytesOf(next);
      added.push(next);
      return true;
    },
    takeGroup() {
      waiting = [...waiting, ...added];
      added = [];
      const end = groupEnd();
      const group = waiting.slice(0, end);
      waiting = waiting.slice(end);
      for (const taken of group) {
        rows -= rowsOf(taken);
        bytes -= bytesOf(taken);
      }
      return group;
    },
    isEmpty: () => waiting.length === 0 && added.length === 0,
  };
}
