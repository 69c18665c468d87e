import { sql, type Transaction } from "kysely";
import { lockOutIngest } from "../erase/lock-out-ingest.js";
import type { Tables } from "../tables.js";

/**
 * From the transaction's end on, no event of the site that occurred before a time is stored; an earlier time than the site's own changes nothing.
 * Batches that are under way are waited for, so that what this lets through is there for whoever looks next.
 *
 * @returns the time from which the site keeps events now
 * @throws Error when there is no such site; 55P03 when a transaction that adds or removes events goes on for too long
 */
export async function raiseKeepsFrom(trx: Transaction<Tables>, siteId: string, before: Date): Promise<Date> {
  await lockOutIngest(trx);
  const { rows } = await sql<{ keeps_from: Date }>`
    update sites set keeps_from = greatest(keeps_from, ${before}) where site_id = ${siteId} returning keeps_from`.execute(trx);
  const keepsFrom = rows[0]?.keeps_from;
  if (keepsFrom === undefined) throw new Error(`There is no site ${siteId}.`);
  return keepsFrom;
}
