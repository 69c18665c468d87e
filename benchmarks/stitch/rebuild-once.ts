import {
  createDatabase,
  type Database,
  DERIVED_TABLES,
  loadRebuild,
  queueForRebuild,
  REBUILD_SCHEMA,
  startRebuild,
} from "@waystitch/store";
import { runRebuild } from "@waystitch/worker";
import { AS_OF } from "./people.js";

const WORKERS = 2;
const BATCH_SIZE = 200;
const HOUR_MS = 3_600_000;

/** Seconds that the parts of a rebuild took, and how many rows it made. */
export interface Rebuilt {
  readonly stitch: number;
  /** Comparing both builds and putting the new one in place. */
  readonly place: number;
  readonly rows: number;
  readonly persons: number;
}

async function countDerived(db: Database): Promise<number> {
  let sum = 0;
  for (const table of DERIVED_TABLES) {
    const { count } = await db
      .selectFrom(table)
      .select((columns) => columns.fn.countAll().as("count"))
      .executeTakeFirstOrThrow();
    sum += Number(count);
  }
  return sum;
}

/** Derives everything anew and puts it in place, as `waystitch rebuild` does. */
export async function rebuildOnce(url: string, db: Database): Promise<Rebuilt> {
  const rebuildDb = createDatabase({
    url,
    applicationName: "rebuild",
    plans: "generic",
    schema: REBUILD_SCHEMA,
    maxConnections: WORKERS,
    queryTimeoutMs: HOUR_MS,
  });
  const begin = performance.now();
  await startRebuild(db, null, AS_OF);
  await queueForRebuild(db);
  const rebuild = await loadRebuild(db);
  if (rebuild === null) throw new Error("no rebuild was begun");
  let stitched = 0;
  const found = await runRebuild({
    db,
    rebuildDb,
    rebuild,
    workers: WORKERS,
    batchSize: BATCH_SIZE,
    isTrial: false,
    onProgress: () => {},
    onStitched: () => {
      stitched = performance.now();
    },
  });
  const end = performance.now();
  await rebuildDb.destroy();
  return { stitch: (stitched - begin) / 1000, place: (end - stitched) / 1000, rows: await countDerived(db), persons: found.personsNow };
}
