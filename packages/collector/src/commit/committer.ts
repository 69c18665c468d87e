import type { Hang } from "../hang.js";
import { copiesIn, distinctEvents, type Fate, fateIn, type Submission } from "./group.js";
import { type Committed, createQueue, type QueueBounds, type Waiting } from "./queue.js";
import { type Record, recordIsolated } from "./record-isolated.js";

/** Makes concurrent requests share one insert, and answers each after its COMMIT. */
export interface Committer {
  /** Resolves when it is known what became of every row. Never rejects. */
  commit(submission: Submission): Promise<Committed>;
  /** Resolves when everything that was submitted is settled. */
  drained(): Promise<void>;
  /** Rows that wait for an insert. */
  readonly waitingRows: number;
}

export interface CommitterDeps {
  readonly record: Record;
  readonly hang: Hang;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
  readonly bounds?: Partial<CommitterBounds>;
}

export interface CommitterBounds extends QueueBounds {
  /** Inserts under way at a time. */
  readonly inFlight: number;
  /** Who has waited longer is not tried any more: its sender has given up, or soon will. */
  readonly waitMs: number;
}

export const COMMITTER_BOUNDS: CommitterBounds = {
  groupRows: 1_000,
  groupBytes: 4 * 1024 * 1024,
  inFlight: 2,
  queuedRows: 50_000,
  queuedBytes: 64 * 1024 * 1024,
  ownerShare: 0.5,
  waitMs: 5_000,
};

async function recordGroup(record: Record, group: readonly Submission[]): Promise<readonly (readonly Fate[])[]> {
  const events = distinctEvents(group);
  const isolated = await recordIsolated(
    record,
    events,
    group.flatMap((submission) => submission.rejected),
    group.flatMap((submission) => submission.contacts),
    copiesIn(group, events),
  );
  const fateOf = fateIn(isolated);
  const fates = group.map((submission) => submission.events.map(fateOf));
  const refusals = group.flatMap((submission, at) =>
    (fates[at] ?? []).flatMap((fate, index) => (typeof fate === "object" ? submission.refuse(index, fate.refused) : [])),
  );
  if (refusals.length > 0) await record({ events: [], rejected: refusals });
  return fates;
}

const turnAway = (group: readonly Waiting[]): void => {
  for (const { settle } of group) settle({ ok: false, why: "unavailable" });
};

async function settleGroup(group: readonly Waiting[], { record, hang, onError }: CommitterDeps): Promise<void> {
  if (group.length === 0) return;
  try {
    const submissions = group.map(({ submission }) => submission);
    const fates = await hang.ask(() => recordGroup(record, submissions));
    for (const [index, { settle }] of group.entries()) settle({ ok: true, fates: fates[index] ?? [] });
  } catch (error) {
    onError(error);
    turnAway(group);
  }
}

/**
 * A queue with a few inserts under way. The next insert starts when one returns and takes what has gathered meanwhile:
 * alone, a request waits for nobody; under load, hundreds share one COMMIT. While the database hangs nobody waits but those inserts.
 */
export function createCommitter(deps: CommitterDeps): Committer {
  const { now, hang } = deps;
  const limit = { ...COMMITTER_BOUNDS, ...deps.bounds };
  const queue = createQueue(limit);
  const onDrained: (() => void)[] = [];
  let inFlight = 0;

  const settleNext = async (): Promise<void> => {
    const group = queue.takeGroup();
    const late = now() - limit.waitMs;
    for (const { since, settle } of group) if (since < late) settle({ ok: false, why: "busy" });
    await settleGroup(
      group.filter(({ since }) => since >= late),
      deps,
    );
    while (hang.isHanging() && !queue.isEmpty()) turnAway(queue.takeGroup());
  };

  const pump = (): void => {
    while (inFlight < limit.inFlight && !queue.isEmpty()) {
      inFlight++;
      void settleNext().finally(() => {
        inFlight--;
        pump();
      });
    }
    if (inFlight === 0) for (const resolve of onDrained.splice(0)) resolve();
  };

  return {
    commit: (submission) =>
      new Promise((settle) => {
        if (hang.turnsAway()) settle({ ok: false, why: "unavailable" });
        else if (queue.add({ submission, since: now(), settle })) pump();
        else settle({ ok: false, why: "busy" });
      }),
    get waitingRows() {
      return queue.rows;
    },
    drained: () => (inFlight === 0 ? Promise.resolve() : new Promise((resolve) => void onDrained.push(resolve))),
  };
}
