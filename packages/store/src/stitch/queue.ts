import { partOf } from "@waystitch/protocol";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.js";
import type { Tables } from "../tables.js";

/** A visitor with events that are not stitched yet. */
export interface QueuedVisitor {
  readonly siteId: string;
  readonly visitorId: string;
}

interface QueueRow {
  readonly site_id: string;
  readonly visitor_id: string;
}

/**
 * Takes up to `limit` queue rows that no other worker holds, and with them every other row of the same visitors.
 * The rows are gone when the transaction commits and back when it does not.
 */
export async function claimVisitors(trx: Transaction<Tables>, limit: number): Promise<QueuedVisitor[]> {
  const claimed = await sql<QueueRow & { part: number }>`
    delete from stitch_queue where (part, site_id, visitor_id, queue_id) in (
      select part, site_id, visitor_id, queue_id from stitch_queue limit ${limit} for update skip locked)
    returning part, site_id, visitor_id`.execute(trx);
  const visitors = new Map(claimed.rows.map((row) => [`${row.site_id}\n${row.visitor_id}`, row]));
  if (visitors.size === 0) return [];
  await sql`
    delete from stitch_queue where (part, site_id, visitor_id, queue_id) in (
      select q.part, q.site_id, q.visitor_id, q.queue_id
      from jsonb_to_recordset(${JSON.stringify([...visitors.values()])}::jsonb) as v(part smallint, site_id text, visitor_id text)
      join stitch_queue q using (part, site_id, visitor_id) for update of q skip locked)`.execute(trx);
  return [...visitors.values()].map((row) => ({ siteId: row.site_id, visitorId: row.visitor_id }));
}

/** Puts visitors into the queue. */
export async function queueVisitors(db: Database | Transaction<Tables>, visitors: readonly QueuedVisitor[]): Promise<void> {
  if (visitors.length === 0) return;
  const rows = visitors.map(({ siteId, visitorId }) => ({ part: partOf(siteId, visitorId), site_id: siteId, visitor_id: visitorId }));
  await db.insertInto("stitch_queue").values(rows).execute();
}

/** Queues the visitors of up to `limit` journeys that change without an event, by `now`. Returns how many. */
export async function queueDue(db: Database, now: Date, limit: number): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const due = await sql<QueueRow>`
      delete from stitch_timers where (part, site_id, person_id) in (
        select part, site_id, person_id from stitch_timers where due_at <= ${now} order by due_at limit ${limit} for update skip locked)
      returning site_id, visitor_id`.execute(trx);
    await queueVisitors(
      trx,
      due.rows.map((row) => ({ siteId: row.site_id, visitorId: row.visitor_id })),
    );
    return due.rows.length;
  });
}

/** Sets a visitor aside with its error, so that it holds up nobody else. */
export async function parkVisitor(trx: Transaction<Tables>, { siteId, visitorId }: QueuedVisitor, error: string): Promise<void> {
  const text = error.slice(0, 2000);
  await trx
    .insertInto("stitch_parked")
    .values({ part: partOf(siteId, visitorId), site_id: siteId, visitor_id: visitorId, error: text })
    .onConflict((conflict) => conflict.columns(["part", "site_id", "visitor_id"]).doUpdateSet({ error: text }))
    .execute();
}

/** How far stitching is behind. */
export interface Lag {
  /** Visitors that wait. */
  readonly visitors: number;
  /** Seconds that the one that waits longest has waited; 0 when none waits. */
  readonly seconds: number;
}

/** How far stitching is behind, over all sites. */
export async function loadLag(db: Database): Promise<Lag> {
  const { rows } = await sql<Lag>`
    select count(distinct (site_id, visitor_id))::int as visitors,
      coalesce(extract(epoch from now() - min(queued_at)), 0)::float8 as seconds
    from stitch_queue`.execute(db);
  return rows[0] ?? { visitors: 0, seconds: 0 };
}
