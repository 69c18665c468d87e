import { claimVisitors, type Database, parkVisitor, type QueuedVisitor, type Tables } from "@waystitch/store";
import { sql, type Transaction } from "kysely";
import { codeOf, inTransaction } from "./in-transaction.js";
import { stitchVisitors, UnstitchableError } from "./stitch.js";

/** What one batch did. */
export interface BatchResult {
  readonly visitors: number;
  readonly journeys: number;
  /** Visitors that were set aside, with their errors. */
  readonly parked: readonly { readonly visitor: QueuedVisitor; readonly error: string }[];
}

/** What is in the batch is at fault, by its rules or by the database's (data, constraint, limit), not the connection. */
export const isPoison = (error: unknown): boolean => error instanceof UnstitchableError || /^(22|23|54)/.test(codeOf(error));

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

/**
 * Takes up to `limit` queue rows and stitches their visitors in one transaction, from claim to derived rows. When
 * that fails because of what is in it, half as many are tried, down to the one at fault, which is set aside alone.
 */
export async function stitchBatch(db: Database, limit: number, asOf: number): Promise<BatchResult> {
  try {
    return await inTransaction(db, async (trx) => {
      const visitors = await claimVisitors(trx, limit);
      const [only] = visitors;
      if (limit === 1 && only !== undefined) return await stitchOrPark(trx, only, asOf);
      return { visitors: visitors.length, journeys: await stitchClaimed(trx, visitors, asOf), parked: [] };
    });
  } catch (error) {
    if (limit === 1 || !isPoison(error)) throw error;
    return await stitchBatch(db, limit >> 1, asOf);
  }
}
