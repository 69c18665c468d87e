import { setTimeout } from "node:timers/promises";
import { claimReplay, type Database, delayReplay, endReplay, loadRejectedToReplay, noteReplayed, removeReplayed } from "@waystitch/store";
import { sqlStateOf } from "./commit/record-isolated.js";
import { createReplayPage, REPLAY_PAGE, type ReplayPage } from "./replay.js";

/** What carries out the replays that people ask for in the dashboard, and whom it tells. Times in milliseconds. */
export interface ReplaysOptions {
  readonly db: Database;
  /** The installation's. */
  readonly secret: string;
  readonly now: () => number;
  /** How often it looks for requests. */
  readonly pollMs?: number;
  /** How long it rests after every page, so that events which arrive find the database free. */
  readonly pauseMs?: number;
  readonly onCarriedOut?: (carried: CarriedReplay) => void;
  readonly onError?: (error: unknown) => void;
}

/** What became of a request: a page of it was dealt with, the last one, or none because of an error. */
export interface CarriedReplay {
  readonly requestId: string;
  readonly siteId: string;
  readonly isEnded: boolean;
  readonly error?: unknown;
}

const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 600_000;
/** Tried so often in a row in vain, over about half an hour, it has failed: the command may be tried in its place. */
const MOST_TRIES = 9;

/** Locks, deadlocks, a database that is full or shuts down: what passes. */
const isBusy = (error: unknown): boolean => /^(?:55P03|40|57|53|08)/.test(sqlStateOf(error) ?? "");

type Claim = { readonly requestId: string; readonly siteId: string; readonly tries: number };

async function noteProblem(db: Database, { requestId, tries }: Claim, error: unknown, now: number): Promise<boolean> {
  const problem = isBusy(error) ? "busy" : "error";
  const isEnded = tries + 1 >= MOST_TRIES;
  if (isEnded) await endReplay(db, requestId, problem);
  else await delayReplay(db, requestId, problem, new Date(now + Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** tries)));
  return isEnded;
}

/**
 * Deals with one page of the request that has waited longest. The claim holds until what became of the page is written down, so that of two
 * who look at once one has it, and whoever goes on after one was killed begins with the page that it had in hand. What that one stored
 * already counts as a duplicate then.
 *
 * @param now epoch milliseconds
 * @returns `null` when none is due
 */
export async function carryOutReplay(db: Database, replayPage: ReplayPage, now: number): Promise<CarriedReplay | null> {
  const held: { claim: Claim | null } = { claim: null };
  try {
    return await db.transaction().execute(async (trx) => {
      const claimed = await claimReplay(trx, new Date(now));
      held.claim = claimed;
      if (claimed === null) return null;
      const { requestId, siteId, isTrial, afterId } = claimed;
      const events = await loadRejectedToReplay(trx, requestId, afterId, REPLAY_PAGE);
      const remove = (ids: readonly string[]): Promise<void> => removeReplayed(trx, requestId, ids);
      const { accepted, duplicate, rejected } = await replayPage(siteId, { events, isTrial, remove }, claimed);
      await noteReplayed(trx, requestId, { accepted, duplicate, rejected }, events.at(-1)?.rejectedId ?? afterId);
      const isEnded = events.length < REPLAY_PAGE;
      if (isEnded) await endReplay(trx, requestId, null);
      return { requestId, siteId, isEnded };
    });
  } catch (error) {
    if (held.claim === null) throw error;
    const { requestId, siteId } = held.claim;
    return { requestId, siteId, isEnded: await noteProblem(db, held.claim, error, now), error };
  }
}

const POLL_MS = 2_000;
const PAUSE_MS = 200;
const BACK_OFF_MS = 10_000;

/** Carries out replays, one page after the other, until it is closed; then it finishes the page in hand. */
export function startReplays({ db, secret, now, pollMs = POLL_MS, pauseMs = PAUSE_MS, onCarriedOut, onError }: ReplaysOptions): {
  close(): Promise<void>;
} {
  const replayPage = createReplayPage(db, secret);
  const closing = new AbortController();
  const rest = (ms: number): Promise<void> => setTimeout(ms, undefined, { signal: closing.signal }).catch(() => undefined);
  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        const carried = await carryOutReplay(db, replayPage, now());
        if (carried !== null && (carried.isEnded || carried.error !== undefined)) onCarriedOut?.(carried);
        await rest(carried === null ? pollMs : pauseMs);
      } catch (error) {
        onError?.(error);
        await rest(BACK_OFF_MS);
      }
    }
  };
  const running = run();
  return {
    close: async () => {
      closing.abort();
      await running;
    },
  };
}
