import {
  applyRebuild,
  type Comparison,
  compareBuilds,
  countRebuildQueue,
  type Database,
  finishRebuild,
  type Rebuild,
} from "@waystitch/store";
import { stitchBatch } from "./batch.js";

/** What a rebuild needs, and whom it tells. */
export interface RebuildOptions {
  /** The live tables. */
  readonly db: Database;
  /** The tables of the rebuild, in `REBUILD_SCHEMA`; it has a connection for each of `workers`. */
  readonly rebuildDb: Database;
  /** A rebuild whose visitors are queued. */
  readonly rebuild: Rebuild;
  /** Transactions at a time. */
  readonly workers: number;
  /** Queue rows a transaction takes at most. */
  readonly batchSize: number;
  /** True: says what would change, and changes nothing. */
  readonly isTrial: boolean;
  /** Hears every second or so how many rows wait. */
  readonly onProgress: (waiting: number) => void;
  /** Hears when all is derived, and both builds are about to be compared. */
  readonly onStitched?: () => void;
}

const LOOK_MS = 1_000;

/** SQLSTATE of a table that is not there. */
const UNDEFINED_TABLE = "42P01";

const isEnded = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === UNDEFINED_TABLE;

/**
 * Stitches what waits for a rebuild, on several connections, until nothing does.
 * @throws Error when its tables are gone, and the database's errors
 */
async function drain({ rebuildDb, rebuild, workers, batchSize }: RebuildOptions): Promise<void> {
  const work = async (): Promise<void> => {
    while ((await stitchBatch(rebuildDb, batchSize, rebuild.asOf, true)).visitors > 0);
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } catch (error) {
    throw isEnded(error) ? new Error("this rebuild was finished or ended by somebody else", { cause: error }) : error;
  }
}

/** The same, and waits for other processes that are at it. */
async function drainWithOthers(options: RebuildOptions): Promise<void> {
  do await drain(options);
  while ((await countRebuildQueue(options.db)) > 0);
}

/**
 * Derives everything anew beside the live tables and, at the end, puts it in their place in one transaction. Can be called again after it
 * was interrupted, and from several processes at a time, of which one does the end.
 *
 * @throws Error when the rebuild was ended by somebody else, and the database's errors
 */
export async function runRebuild(options: RebuildOptions): Promise<Comparison> {
  const { db, rebuild, isTrial, onProgress } = options;
  const report = (): void => void countRebuildQueue(db).then(onProgress, () => undefined);
  const looking = setInterval(report, LOOK_MS);
  try {
    await drain(options);
  } finally {
    clearInterval(looking);
  }
  return await finishRebuild(
    db,
    rebuild.rebuildId,
    () => drainWithOthers(options),
    async (trx) => {
      options.onStitched?.();
      const comparison = await compareBuilds(trx, rebuild.siteId);
      if (!isTrial) await applyRebuild(trx, rebuild.siteId);
      return comparison;
    },
  );
}
