import { sql } from "kysely";
import type { Database } from "../database.js";

/** How many of a site's rejected events were received before a time. */
export async function countRejectedBefore(db: Database, siteId: string, before: Date): Promise<number> {
  const { rows } = await sql<{ events: number }>`
    select count(*)::int as events from rejected_events where site_id = ${siteId} and received_at < ${before}`.execute(db);
  return rows[0]?.events ?? 0;
}

/** Removes up to `limit` of a site's rejected events that were received before a time. Returns how many. */
export async function removeRejectedBefore(db: Database, siteId: string, before: Date, limit: number): Promise<number> {
  const removed = await sql`
    with chosen as materialized (
      select part, site_id, rejected_id from rejected_events
      where site_id = ${siteId} and received_at < ${before} limit ${limit} for update skip locked)
    delete from rejected_events r using chosen c
    where r.part = c.part and r.site_id = c.site_id and r.rejected_id = c.rejected_id`.execute(db);
  return Number(removed.numAffectedRows ?? 0n);
}
