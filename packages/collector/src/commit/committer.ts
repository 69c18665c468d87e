import { distinctEvents, type Fate, fatesOf, type Submission } from "./group.js";
import { type Record, recordIsolated } from "./record-isolated.js";

/** `busy`: not even tried. `unavailable`: the database failed, and whether the rows were stored is unknown. */
export type Committed =
  | { readonly ok: true; readonly fates: readonly Fate[] }
  | { readonly ok: false; readonly why: "busy" | "unavailable" };

/** Makes concurrent requests share one insert, and answers each after its COMMIT. */
export interface Committer {
  /** Resolves when it is known what became of every row. Never rejects. */
  commit(submission: Submission): Promise<Committed>;
  /** Resolves when everything that was submitted is settled. */
  drained(): Promise<void>;
}

export interface CommitterDeps {
  readonly record: Record;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
  readonly bounds?: Partial<CommitterBounds>;
}

export interface CommitterBounds {
  /** Rows and bytes of one insert; a single larger submission is an insert of its own. */
  readonly groupRows: number;
  readonly groupBytes: number;
  /** Inserts under way at a time. */
  readonly inFlight: number;
  /** Rows and bytes that may wait. */
  readonly queuedRows: number;
  readonly queuedBytes: number;
  /** Who has waited longer is not tried any more: its sender has given up, or soon will. */
  readonly waitMs: number;
}

export const COMMITTER_BOUNDS: CommitterBounds = {
  groupRows: 1_000,
  groupBytes: 4 * 1024 * 1024,
  inFlight: 2,
  queuedRows: 50_000,
  queuedBytes: 64 * 1024 * 1024,
  waitMs: 5_000,
};

interface Waiting {
  readonly submission: Submission;
  readonly since: number;
  settle(committed: Committed): void;
}

const rowsOf = ({ events, rejected }: Submission): number => events.length + rejected.length;

async function recordGroup(record: Record, group: readonly Submission[]): Promise<readonly (readonly Fate[])[]> {
  const { stored, refused } = await recordIsolated(
    record,
    distinctEvents(group),
    group.flatMap((submission) => submission.rejected),
  );
  const fates = fatesOf(group, stored, refused);
  const refusals = group.flatMap((submission, at) =>
    (fates[at] ?? []).flatMap((fate, index) => (typeof fate === "object" ? submission.refuse(index, fate.refused) : [])),
  );
  if (refusals.length > 0) await record({ events: [], rejected: refusals });
  return fates;
}

/**
 * A queue with a few inserts under way. The next insert starts when one returns and takes what has gathered meanwhile:
 * alone, a request waits for nobody; under load, hundreds share one COMMIT.
 */
export function createCommitter({ record, now, onError, bounds }: CommitterDeps): Committer {
  const limit = { ...COMMITTER_BOUNDS, ...bounds };
  let queue: Waiting[] = [];
  let rows = 0;
  let bytes = 0;
  let inFlight = 0;
  const onDrained: (() => void)[] = [];

  const takeGroup = (): Waiting[] => {
    let groupRows = 0;
    let groupBytes = 0;
    const end = queue.findIndex(({ submission }, index) => {
      groupRows += rowsOf(submission);
      groupBytes += submission.bytes;
      return index > 0 && (groupRows > limit.groupRows || groupBytes > limit.groupBytes);
    });
    const group = end === -1 ? queue : queue.slice(0, end);
    queue = end === -1 ? [] : queue.slice(end);
    for (const { submission } of group) {
      rows -= rowsOf(submission);
      bytes -= submission.bytes;
    }
    return group;
  };

  const settleGroup = async (group: readonly Waiting[]): Promise<void> => {
    const late = now() - limit.waitMs;
    for (const { since, settle } of group) if (since < late) settle({ ok: false, why: "busy" });
    const tried = group.filter(({ since }) => since >= late);
    if (tried.length === 0) return;
    try {
      const submissions = tried.map(({ submission }) => submission);
      const fates = await recordGroup(record, submissions);
      for (const [index, { settle }] of tried.entries()) settle({ ok: true, fates: fates[index] ?? [] });
    } catch (error) {
      onError(error);
      for (const { settle } of tried) settle({ ok: false, why: "unavailable" });
    }
  };

  const pump = (): void => {
    while (inFlight < limit.inFlight && queue.length > 0) {
      inFlight++;
      void settleGroup(takeGroup()).finally(() => {
        inFlight--;
        pump();
      });
    }
    if (inFlight > 0 || queue.length > 0) return;
    for (const resolve of onDrained.splice(0)) resolve();
  };

  return {
    commit(submission) {
      if (rows + rowsOf(submission) > limit.queuedRows || bytes + submission.bytes > limit.queuedBytes)
        return Promise.resolve({ ok: false, why: "busy" });
      rows += rowsOf(submission);
      bytes += submission.bytes;
      return new Promise((settle) => {
        queue.push({ submission, since: now(), settle });
        pump();
      });
    },
    drained: () => (inFlight === 0 && queue.length === 0 ? Promise.resolve() : new Promise((resolve) => void onDrained.push(resolve))),
  };
}
