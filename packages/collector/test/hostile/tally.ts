import type { Entry } from "./batch.js";
import type { Fate } from "./fates.js";
import type { Ran } from "./run-attacks.js";

/** What was sent, and what came of it. */
export interface Counts {
  readonly requests: number;
  /** Requests of which more than the events was hostile. */
  readonly damaged: number;
  /** Requests that were refused as a whole, as is documented. */
  readonly refused: number;
  /** Requests that took over a second among others, and were sent again alone. */
  readonly slow: number;
  /** Hostile events of which an answer told what became of them. */
  readonly told: number;
  /** Hostile events in requests that were refused. */
  readonly untold: number;
  readonly canaries: number;
}

export interface Tally {
  readonly counts: Counts;
  readonly fates: ReadonlyMap<Fate, number>;
  count(ran: Ran): void;
  countSlow(): void;
}

/** How many of these events are hostile. */
export const hostileIn = (entries: readonly Entry[]): number => entries.filter((entry) => "suspect" in entry).length;

const NOTHING: Counts = { requests: 0, damaged: 0, refused: 0, slow: 0, told: 0, untold: 0, canaries: 0 };

export function createTally(): Tally {
  let counts = NOTHING;
  const fates = new Map<Fate, number>();
  return {
    get counts() {
      return counts;
    },
    fates,
    countSlow() {
      counts = { ...counts, slow: counts.slow + 1 };
    },
    count({ attack, outcome }) {
      const hostile = outcome.told.filter(({ entry }) => "suspect" in entry);
      for (const { fate } of hostile) fates.set(fate, (fates.get(fate) ?? 0) + 1);
      counts = {
        ...counts,
        requests: counts.requests + 1,
        damaged: counts.damaged + Number(attack.isDamaged),
        refused: counts.refused + Number(outcome.isRefused),
        told: counts.told + hostile.length,
        untold: counts.untold + (outcome.isRefused ? hostileIn(attack.entries) : 0),
        canaries: counts.canaries + outcome.told.length - hostile.length,
      };
    },
  };
}

/** What was counted since. */
export const since = (before: Counts, { counts }: Tally): Counts => ({
  requests: counts.requests - before.requests,
  damaged: counts.damaged - before.damaged,
  refused: counts.refused - before.refused,
  slow: counts.slow - before.slow,
  told: counts.told - before.told,
  untold: counts.untold - before.untold,
  canaries: counts.canaries - before.canaries,
});
