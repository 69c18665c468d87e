import { cpus } from "node:os";
import {
  type Comparison,
  createDatabase,
  type Database,
  dropRebuild,
  loadRebuild,
  type Move,
  queueForRebuild,
  REBUILD_SCHEMA,
  type Rebuild,
  startRebuild,
} from "@waystitch/store";
import { runRebuild } from "@waystitch/worker";
import { findDatabaseUrl } from "../database-url.js";
import { print } from "./print.js";
import { createProgress } from "./progress.js";
import { requireSite } from "./require-site.js";
import { formatTable } from "./table.js";
import type { WhereOptions } from "./with-database.js";

interface RebuildCommandOptions extends WhereOptions {
  readonly site?: string;
  readonly asOf?: string;
  readonly dryRun?: boolean;
  readonly cancel?: boolean;
  readonly workers?: string;
}

const BATCH_SIZE = 200;
const MOST_WORKERS = 64;
/** The rows of everybody are compared and replaced by one statement a table. */
const QUERY_TIMEOUT_MS = 6 * 3_600_000;

function parseAsOf(text: string | undefined): number | undefined {
  const at = text === undefined ? undefined : new Date(text).getTime();
  if (Number.isNaN(at)) throw new Error(`--as-of is a time such as 2026-11-22 or 2026-11-22T09:30:00Z, not ${JSON.stringify(text)}.`);
  return at;
}

function parseWorkers(text: string | undefined): number {
  const workers = Number(text ?? 2 * cpus().length);
  if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS)
    throw new Error(`--workers is a whole number from 1 to ${MOST_WORKERS}, not ${JSON.stringify(text)}.`);
  return workers;
}

const describe = ({ siteId, asOf }: Rebuild): string => `${siteId ?? "all sites"}, as of ${new Date(asOf).toISOString()}`;

/**
 * The rebuild to go on with, or a new one.
 * @throws when one for something else is under way
 */
async function beginOrResume(db: Database, site: string | undefined, asOf: number | undefined): Promise<Rebuild> {
  const standing = await loadRebuild(db);
  if (standing !== null) {
    if ((site !== undefined && site !== standing.siteId) || (asOf !== undefined && asOf !== standing.asOf))
      throw new Error(
        `A rebuild of ${describe(standing)} is under way. Without options, waystitch rebuild goes on with it; with --cancel, it is ended.`,
      );
    print(`Going on with the rebuild of ${describe(standing)}.`);
  } else {
    if (site !== undefined) await requireSite(db, site);
    await startRebuild(db, site ?? null, asOf ?? Date.now());
  }
  await queueForRebuild(db);
  const rebuild = await loadRebuild(db);
  if (rebuild === null) throw new Error("The rebuild was ended by somebody else.");
  return rebuild;
}

function describeCause({ from, to, rule, fromVersion, toVersion }: Move): string {
  if (from === null) return "there was no such person";
  if (to === null) return "there is no such person any more";
  return fromVersion === toVersion ? `rule ${rule}` : `rule ${rule}, model version ${fromVersion} -> ${toVersion}`;
}

function report({ personsBefore, personsNow, changed, moves, checksumBefore, checksumNow }: Comparison, isTrial: boolean): void {
  print(`${personsNow} persons${personsBefore === personsNow ? "" : `, ${personsBefore} before`}; ${changed} journeys differ.`);
  print(`Checksum before ${checksumBefore}, now ${checksumNow}${checksumBefore === checksumNow ? ": the same" : ""}.`);
  const rows = moves.map((move) => [String(move.persons), move.from ?? "-", move.to ?? "-", describeCause(move)]);
  print(rows.length === 0 ? "Nobody changed stage." : formatTable(["persons", "from", "to", "because of"], rows, new Set([0])));
  print(isTrial ? "Nothing was changed." : "The new rows are in place.");
}

/** Derives everybody anew beside the live tables, says what changed, and puts it in place. */
export async function rebuild({
  dataDir,
  site,
  dryRun: isTrial = false,
  cancel = false,
  ...options
}: RebuildCommandOptions): Promise<void> {
  const asOf = parseAsOf(options.asOf);
  const workers = parseWorkers(options.workers);
  const url = await findDatabaseUrl(dataDir);
  const opened = { url, applicationName: "waystitch rebuild", queryTimeoutMs: QUERY_TIMEOUT_MS };
  const db = createDatabase(opened);
  const rebuildDb = createDatabase({ ...opened, plans: "generic", schema: REBUILD_SCHEMA, maxConnections: workers });
  try {
    if (cancel) {
      await dropRebuild(db);
      return print("No rebuild is under way any more; the tables are as they were.");
    }
    const standing = await beginOrResume(db, site, asOf);
    const progress = createProgress("visitors", standing.visitors ?? 0);
    const onProgress = progress.waiting;
    const comparison = await runRebuild({ db, rebuildDb, rebuild: standing, workers, batchSize: BATCH_SIZE, isTrial, onProgress });
    progress.end();
    report(comparison, isTrial);
  } finally {
    await rebuildDb.destroy();
    await db.destroy();
  }
}
