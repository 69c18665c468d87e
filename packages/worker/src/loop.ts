import { type Database, queueDue } from "@waystitch/store";
import { type BatchResult, stitchBatch } from "./batch.js";
import { countAllGaps, foldAtGate } from "./fold.js";

/** What a worker needs, and whom it tells. Times in milliseconds. */
export interface WorkerOptions {
  readonly db: Database;
  readonly now: () => number;
  /** Queue rows a transaction takes at most. */
  readonly batchSize: number;
  /** How long an idle worker waits for a hint before it looks by itself. */
  readonly pollMs: number;
  readonly onBatch?: (result: BatchResult) => void;
  readonly onError?: (error: unknown) => void;
}

export interface Worker {
  /** There may be work: look now. */
  wake(): void;
  /** Finishes the batch in hand and stops. */
  close(): Promise<void>;
}

const TIMERS_PER_LOOK = 500;
/** How often what was counted is added up: reading all that came in between is cheap. */
const FOLD_MS = 10_000;
/** How often it is looked whether a day can be counted that could not before. */
const GAPS_MS = 600_000;
const LONGEST_BACK_OFF_MS = 5_000;

/** Waits so long, or until there may be work. */
type Rest = (ms: number) => Promise<void>;

/** Takes one step after the other until it is closed; starts at once. A database that is away is waited for. */
export function startLoop(step: (rest: Rest) => Promise<void>, onError: ((error: unknown) => void) | undefined): Worker {
  let isClosing = false;
  let isAwake = false;
  let rouse: (() => void) | undefined;
  const wake = (): void => {
    isAwake = true;
    rouse?.();
  };
  const rest: Rest = async (ms) => {
    if (isAwake || isClosing) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    rouse = undefined;
  };
  const run = async (): Promise<void> => {
    for (let failures = 0; !isClosing; ) {
      try {
        isAwake = false;
        await step(rest);
        failures = 0;
      } catch (error) {
        onError?.(error);
        isAwake = false;
        await rest(Math.random() * Math.min(LONGEST_BACK_OFF_MS, 100 * 2 ** failures++));
      }
    }
  };
  const running = run();
  return {
    wake,
    close: async () => {
      isClosing = true;
      rouse?.();
      await running;
    },
  };
}

/** Works through the queue until it is closed; starts at once. */
export function startWorker(options: WorkerOptions): Worker {
  let [nextLook, nextFold, nextGaps] = [0, 0, 0];
  return startLoop(async (rest) => {
    const now = options.now();
    if (now >= nextLook) {
      await queueDue(options.db, new Date(now), TIMERS_PER_LOOK);
      nextLook = now + options.pollMs;
    }
    if (now >= nextFold) {
      await foldAtGate(options.db);
      nextFold = now + FOLD_MS;
    }
    if (now >= nextGaps) {
      nextGaps = now + GAPS_MS;
      // A day that cannot be counted keeps nobody from being stitched.
      await countAllGaps(options.db, new Date(now)).catch(options.onError);
    }
    const result = await stitchBatch(options.db, options.batchSize, now);
    if (result.visitors === 0) return await rest(options.pollMs);
    options.onBatch?.(result);
  }, options.onError);
}
