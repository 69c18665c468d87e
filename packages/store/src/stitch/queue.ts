import { PARTS, partOf } from "@waystitch/protocol";
import { type RawBuilder, sql, type Transaction } from "kysely";
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

/** Visitors as the JSON that statements take. */
export const visitorRowsOf = (visitors: readonly QueuedVisitor[]): string =>
  JSON.stringify(visitors.map(({ siteId, visitorId }) => ({ part: partOf(siteId, visitorId), site_id: siteId, visitor_id: visitorId })));

const distinctVisitors = (rows: readonly QueueRow[]): QueuedVisitor[] =>
  [...new Map(rows.map((row) => [`${row.site_id}\n${row.visitor_id}`, row])).values()].map((row) => ({
    siteId: row.site_id,
    visitorId: row.visitor_id,
  }));

/**
 * Takes queue rows of the parts that a condition names, in the order of the index: dead rows, of which a queue is full, are skipped there.
 * They are chosen by themselves first: within the delete, PostgreSQL may choose once for every row that it looks at, and take more than `limit`.
 */
async function takeRows(trx: Transaction<Tables>, parts: RawBuilder<unknown>, limit: number): Promise<QueueRow[]> {
  const { rows } = await sql<QueueRow>`
    with chosen as materialized (
      select part, site_id, visitor_id, queue_id from stitch_queue q
      where ${parts} and not exists (
        select from stitch_hot h where h.part = q.part and h.site_id = q.site_id and h.visitor_id = q.visitor_id)
      order by part, site_id, visitor_id, queue_id limit ${limit} for update of q skip locked)
    delete from stitch_queue q using chosen c
    where q.part = c.part and q.site_id = c.site_id and q.visitor_id = c.visitor_id and q.queue_id = c.queue_id
    returning q.site_id, q.visitor_id`.execute(trx);
  return rows;
}

/**
 * Takes up to `limit` queue rows that no other worker holds, and with them every other row of the same visitors; none of those with
 * very many events.
 * The rows are gone when the transaction commits and back when it does not.
 *
 * @param from from 0 to 1, where among all visitors it looks first: workers that begin at random neither meet nor forget anybody
 */
export async function claimVisitors(trx: Transaction<Tables>, limit: number, from: number): Promise<QueuedVisitor[]> {
  const first = Math.floor(from * PARTS);
  const rows = await takeRows(trx, sql`part >= ${first}`, limit);
  if (rows.length < limit && first > 0) rows.push(...(await takeRows(trx, sql`part < ${first}`, limit - rows.length)));
  const visitors = distinctVisitors(rows);
  await takeQueued(trx, visitors);
  return visitors;
}

/** Takes the queue rows of some visitors that no other worker holds. Returns whose there were. */
export async function takeQueued(trx: Transaction<Tables>, visitors: readonly QueuedVisitor[]): Promise<QueuedVisitor[]> {
  if (visitors.length === 0) return [];
  const { rows } = await sql<QueueRow>`
    delete from stitch_queue where (part, site_id, visitor_id, queue_id) in (
      select q.part, q.site_id, q.visitor_id, q.queue_id
      from jsonb_to_recordset(${visitorRowsOf(visitors)}::jsonb) as v(part smallint, site_id text, visitor_id text)
      join stitch_queue q using (part, site_id, visitor_id) for update of q skip locked)
    returning site_id, visitor_id`.execute(trx);
  return distinctVisitors(rows);
}

/** Puts visitors into the queue. */
export async function queueVisitors(db: Database | Transaction<Tables>, visitors: readonly QueuedVisitor[]): Promise<void> {
  if (visitors.length === 0) return;
  await sql`
    insert into stitch_queue (part, site_id, visitor_id)
    select part, site_id, visitor_id
    from jsonb_to_recordset(${visitorRowsOf(visitors)}::jsonb) as v(part smallint, site_id text, visitor_id text)`.execute(db);
}

/** Queues the visitors of up to `limit` journeys that change without an event, by `now`. Returns how many. */
export async function queueDue(db: Database, now: Date, limit: number): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const due = await sql<QueueRow>`
      with chosen as materialized (
        select part, site_id, person_id from stitch_timers where due_at <= ${now} order by due_at limit ${limit} for update skip locked)
      delete from stitch_timers t using chosen c where t.part = c.part and t.site_id = c.site_id and t.person_id = c.person_id
      returning t.site_id, t.visitor_id`.execute(trx);
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

/** A visitor that was set aside. */
export interface ParkedVisitor extends QueuedVisitor {
  readonly error: string;
  readonly parkedAt: Date;
}

/** The visitors that were set aside last, of one site or of all. */
export async function loadParked(db: Database, siteId: string | null, limit: number): Promise<readonly ParkedVisitor[]> {
  const { rows } = await sql<ParkedVisitor>`
    select site_id as "siteId", visitor_id as "visitorId", error, parked_at as "parkedAt" from stitch_parked
    where ${siteId}::text is null or site_id = ${siteId} order by parked_at desc, site_id, visitor_id limit ${limit}`.execute(db);
  return rows;
}

/** How many visitors are set aside, of one site or of all. */
export async function countParked(db: Database, siteId: string | null): Promise<number> {
  const { rows } = await sql<{ parked: number }>`
    select count(*)::int as parked from stitch_parked where ${siteId}::text is null or site_id = ${siteId}`.execute(db);
  return rows[0]?.parked ?? 0;
}

/** Queues visitors that were set aside, of one site or of all, one or all of them. Returns how many. */
export async function retryParked(db: Database, siteId: string | null, visitorId: string | null): Promise<number> {
  const { rows } = await sql`
    with retried as (
      delete from stitch_parked
      where (${siteId}::text is null or site_id = ${siteId}) and (${visitorId}::text is null or visitor_id = ${visitorId})
      returning part, site_id, visitor_id
    ),
    queued as (insert into stitch_queue (part, site_id, visitor_id) select part, site_id, visitor_id from retried)
    select pg_notify('waystitch_stitch', '') from retried`.execute(db);
  return rows.length;
}
