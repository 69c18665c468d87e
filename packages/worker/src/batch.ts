import { claimVisitors, type Database, enterGate, forwardVisitors, parkVisitor, type QueuedVisitor, type Tables } from "@waystitch/store";
import { sql, type Transaction } from "kysely";
import { stitchVisitors, UnstitchableError } from "./stitch.js";

/** What one batch did. */
export interface BatchResult {
  readonly visitors: number;
  readonly journeys: number;
  /** Visitors that were set aside, with their errors. */
  readonly parked: readonly { readonly visitor: QueuedVisitor; readonly error: string }[];
}

const RETRIES = 8;

/** SQLSTATE of an error that PostgreSQL raised, or of none. */
const codeOf = (error: unknown): string => (error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "");

/** Deadlock or serialization failure: the same work succeeds when it is tried again. */
const isConflict = (error: unknown): boolean => codeOf(error) === "40P01" || codeOf(error) === "40001";

/** What is in the batch is at fault, by its rules or by the database's (data, constraint, limit), not the connection. */
const isPoison = (error: unknown): boolean => error instanceof UnstitchableError || /^(22|23|54)/.test(codeOf(error));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function inTransaction<T>(db: Database, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (!isConflict(error) || attempt > RETRIES) throw error;
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
}

async function stitchClaimed(trx: Transaction<Tables>, visitors: readonly QueuedVisitor[], asOf: number): Promise<number> {
  const bySite = new Map<string, string[]>();
  for (const { siteId, visitorId } of visitors) bySite.set(siteId, [...(bySite.get(siteId) ?? []), visitorId]);
  let journeys = 0;
  for (const [siteId, visitorIds] of [...bySite].sort(([a], [b]) => (a < b ? -1 : 1)))
    journeys += await stitchVisitors(trx, siteId, visitorIds, asOf);
  return journeys;
}

/** Stitches the one visitor that was claimed, or sets it aside in the same transaction when it is at fault itself. */
async function stitchOrPark(trx: Transaction<Tables>, visitor: QueuedVisitor, asOf: number): Promise<BatchResult> {
  await sql`savepoint before_stitch`.execute(trx);
  try {
    return { visitors: 1, journeys: await stitchClaimed(trx, [visitor], asOf), parked: [] };
  } catch (error) {
    if (!isPoison(error)) throw error;
    await sql`rollback to savepoint before_stitch`.execute(trx);
    const message = error instanceof Error ? error.message : String(error);
    await parkVisitor(trx, visitor, message);
    return { visitors: 1, journeys: 0, parked: [{ visitor, error: message }] };
  }
}

const NOTHING: BatchResult = { visitors: 0, journeys: 0, parked: [] };

/** Takes visitors from the queue; nobody while a rebuild is put in place. */
async function claim(trx: Transaction<Tables>, limit: number, isRebuild: boolean): Promise<readonly QueuedVisitor[]> {
  const gate = isRebuild ? "open" : await enterGate(trx);
  if (gate === "closed") return [];
  const visitors = await claimVisitors(trx, limit, Math.random());
  if (gate === "rebuilding" && visitors.length > 0) await forwardVisitors(trx, visitors);
  return visitors;
}

/**
 * Takes up to `limit` queue rows and stitches their visitors in one transaction, from claim to derived rows. When
 * that fails because of what is in it, half as many are tried, down to the one at fault, which is set aside alone.
 *
 * @param isRebuild true for a database whose tables are those of a rebuild, which lie beside the live ones
 */
export async function stitchBatch(db: Database, limit: number, asOf: number, isRebuild = false): Promise<BatchResult> {
  try {
    return await inTransaction(db, async (trx) => {
      const visitors = await claim(trx, limit, isRebuild);
      const [only] = visitors;
      if (only === undefined) return NOTHING;
      if (limit === 1) return await stitchOrPark(trx, only, asOf);
      return { visitors: visitors.length, journeys: await stitchClaimed(trx, visitors, asOf), parked: [] };
    });
  } catch (error) {
    if (limit === 1 || !isPoison(error)) throw error;
    return await stitchBatch(db, limit >> 1, asOf, isRebuild);
  }
}
