import { partOf } from "@waystitch/protocol";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.js";
import type { Tables } from "../tables.js";
import type { QueuedVisitor } from "./queue.js";

/** A visitor with very many events. */
export interface HotVisitor extends QueuedVisitor {
  readonly events: number;
}

/** Takes one visitor with very many events that has rested, with all its queue rows; `null` when none waits. */
export async function claimHotVisitor(trx: Transaction<Tables>, now: Date): Promise<QueuedVisitor | null> {
  const { rows } = await sql<QueuedVisitor>`
    with hot as (
      select part, site_id, visitor_id from stitch_hot h
      where rests_until <= ${now} and exists (
        select from stitch_queue q where q.part = h.part and q.site_id = h.site_id and q.visitor_id = h.visitor_id)
      order by rests_until limit 1 for update skip locked
    ),
    taken as (delete from stitch_queue q using hot h where q.part = h.part and q.site_id = h.site_id and q.visitor_id = h.visitor_id)
    select site_id as "siteId", visitor_id as "visitorId" from hot`.execute(trx);
  return rows[0] ?? null;
}

/** Has visitors stitched alone, and not before a time. */
export async function restVisitors(trx: Transaction<Tables>, visitors: readonly HotVisitor[], until: Date): Promise<void> {
  if (visitors.length === 0) return;
  const rows = visitors.map(({ siteId, visitorId, events }) => ({
    part: partOf(siteId, visitorId),
    site_id: siteId,
    visitor_id: visitorId,
    events,
  }));
  await sql`
    insert into stitch_hot (part, site_id, visitor_id, events, rests_until)
    select part, site_id, visitor_id, events, ${until}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as h(part smallint, site_id text, visitor_id text, events integer)
    order by part, site_id, visitor_id
    on conflict (part, site_id, visitor_id) do update set events = excluded.events, rests_until = excluded.rests_until`.execute(trx);
}

/** The visitors with the most events, of one site or of all. */
export async function loadHotVisitors(db: Database, siteId: string | null, limit: number): Promise<readonly HotVisitor[]> {
  const { rows } = await sql<HotVisitor>`
    select site_id as "siteId", visitor_id as "visitorId", events from stitch_hot
    where ${siteId}::text is null or site_id = ${siteId} order by events desc, site_id, visitor_id limit ${limit}`.execute(db);
  return rows;
}
