import {
  claimHotVisitor,
  claimVisitors,
  type Database,
  enterGate,
  forwardVisitors,
  type Gate,
  type HotVisitor,
  parkVisitor,
  type QueuedVisitor,
  restVisitors,
  type Tables,
} from "@waystitch/store";
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

/** What became of visitors of any sites. */
interface StitchedClaim {
  readonly journeys: number;
  readonly taken: readonly QueuedVisitor[];
  readonly hot: readonly HotVisitor[];
}

async function stitchClaimed(trx: Transaction<Tables>, visitors: readonly QueuedVisitor[], asOf: number): Promise<StitchedClaim> {
  const bySite = new Map<string, string[]>();
  for (const { siteId, visitorId } of visitors) bySite.set(siteId, [...(bySite.get(siteId) ?? []), visitorId]);
  let journeys = 0;
  const taken: QueuedVisitor[] = [];
  const hot: HotVisitor[] = [];
  for (const [siteId, visitorIds] of [...bySite].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const stitched = await stitchVisitors(trx, siteId, visitorIds, asOf);
    journeys += stitched.journeys;
    taken.push(...stitched.taken.map((visitorId) => ({ siteId, visitorId })));
    hot.push(...stitched.hot);
  }
  return { journeys, taken, hot };
}

/** Of a worker's time, visitors with very many events get no more than one part in so many. */
const REST = 20;
const LONGEST_REST_MS = 600_000;

/** Stitches visitors that were claimed. Returns how many journeys were derived. */
type Stitch = (trx: Transaction<Tables>, visitors: readonly QueuedVisitor[], asOf: number) => Promise<number>;

/** Gives those with very many events a rest, as long as their share of the time asks for, and tells a rebuild that is under way. */
const stitchLive =
  (gate: Gate): Stitch =>
  async (trx, visitors, asOf) => {
    const before = performance.now();
    const { journeys, taken, hot } = await stitchClaimed(trx, visitors, asOf);
    const restMs = Math.min(LONGEST_REST_MS, REST * (performance.now() - before));
    await restVisitors(trx, hot, new Date(asOf + restMs));
    if (gate === "rebuilding") await forwardVisitors(trx, [...visitors, ...taken]);
    return journeys;
  };

const stitchAnew: Stitch = async (trx, visitors, asOf) => (await stitchClaimed(trx, visitors, asOf)).journeys;

/** Stitches the one visitor that was claimed, or sets it aside in the same transaction when it is at fault itself. */
async function stitchOrPark(trx: Transaction<Tables>, visitor: QueuedVisitor, asOf: number, stitch: Stitch): Promise<BatchResult> {
  await sql`savepoint before_stitch`.execute(trx);
  try {
    return { visitors: 1, journeys: await stitch(trx, [visitor], asOf), parked: [] };
  } catch (error) {
    if (!isPoison(error)) throw error;
    await sql`rollback to savepoint before_stitch`.execute(trx);
    const message = error instanceof Error ? error.message : String(error);
    await parkVisitor(trx, visitor, message);
    return { visitors: 1, journeys: 0, parked: [{ visitor, error: message }] };
  }
}

/** Takes visitors from the queue. One with very many events comes alone. */
async function claim(trx: Transaction<Tables>, limit: number, asOf: number): Promise<readonly QueuedVisitor[]> {
  const hot = await claimHotVisitor(trx, new Date(asOf));
  return hot === null ? await claimVisitors(trx, limit, Math.random()) : [hot];
}

const NOTHING: BatchResult = { visitors: 0, journeys: 0, parked: [] };

/**
 * Takes up to `limit` queue rows and stitches their visitors in one transaction, from claim to derived rows. When
 * that fails because of what is in it, half as many are tried, down to the one at fault, which is set aside alone.
 *
 * @param asOf the time, epoch milliseconds
 * @param isRebuild true for a database whose tables are those of a rebuild, which lie beside the live ones
 */
export async function stitchBatch(db: Database, limit: number, asOf: number, isRebuild = false): Promise<BatchResult> {
  try {
    return await inTransaction(db, async (trx) => {
      const gate = isRebuild ? "open" : await enterGate(trx);
      // A rebuild is put in place.
      if (gate === "closed") return NOTHING;
      const visitors = await claim(trx, limit, asOf);
      const stitch = isRebuild ? stitchAnew : stitchLive(gate);
      const [first, ...others] = visitors;
      if (first === undefined) return NOTHING;
      if (others.length === 0) return await stitchOrPark(trx, first, asOf, stitch);
      return { visitors: visitors.length, journeys: await stitch(trx, visitors, asOf), parked: [] };
    });
  } catch (error) {
    if (limit === 1 || !isPoison(error)) throw error;
    return await stitchBatch(db, limit >> 1, asOf, isRebuild);
  }
}
