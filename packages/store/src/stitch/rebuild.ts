import { sql, type Transaction } from "kysely";
import { COUNT_TABLE_NAMES } from "../counts/count-tables.js";
import type { Database } from "../database.js";
import type { Tables } from "../tables.js";
import { DERIVED_TABLES } from "./derived.js";
import { type QueuedVisitor, visitorRowsOf } from "./queue.js";

/** Where everything is derived anew, in tables of the same names, beside the live ones. */
export const REBUILD_SCHEMA = "waystitch_rebuild";

/** A rebuild that is under way. */
export interface Rebuild {
  readonly rebuildId: string;
  /** The site that is rebuilt; `null` for all. */
  readonly siteId: string | null;
  /** Epoch milliseconds: as at this time everything is derived. */
  readonly asOf: number;
  /** How many visitors there were to stitch; `null` until they are queued. */
  readonly visitors: number | null;
}

/** What a rebuild brings into the place of the live tables. */
export const REBUILT_TABLES = [...DERIVED_TABLES, "stitch_parked"] as const;

const rebuilt = (table: string) => sql.table(`${REBUILD_SCHEMA}.${table}`);

/** Only one may hold the gate's row while workers cannot enter; it is waited for so long. */
const CLOSING = "60s";

/** The rebuild that is under way, if any. */
export async function loadRebuild(db: Database | Transaction<Tables>): Promise<Rebuild | null> {
  const { rows } = await sql<Rebuild>`
    select rebuild_id as "rebuildId", site_id as "siteId", round(extract(epoch from as_of) * 1000)::float8 as "asOf", visitors
    from rebuilds where rebuild_id is not null`.execute(db);
  return rows[0] ?? null;
}

/** Whether a worker may stitch, and for whom else. */
export type Gate = "closed" | "open" | "rebuilding";

/** Holds the gate open until the transaction ends, so that nobody begins a rebuild, or puts one in place, meanwhile. */
export async function enterGate(trx: Transaction<Tables>): Promise<Gate> {
  const { rows } = await sql<{ is_rebuilding: boolean }>`
    select rebuild_id is not null as is_rebuilding from rebuilds
    where closed_until is null or closed_until < now() for key share skip locked`.execute(trx);
  const [row] = rows;
  if (row === undefined) return "closed";
  return row.is_rebuilding ? "rebuilding" : "open";
}

/** Queues visitors for the rebuild, too: their events may have come after it looked. */
export async function forwardVisitors(trx: Transaction<Tables>, visitors: readonly QueuedVisitor[]): Promise<void> {
  if (visitors.length === 0) return;
  await sql`
    insert into ${rebuilt("stitch_queue")} (part, site_id, visitor_id)
    select v.part, v.site_id, v.visitor_id
    from jsonb_to_recordset(${visitorRowsOf(visitors)}::jsonb) as v(part smallint, site_id text, visitor_id text)
    join rebuilds r on r.site_id is null or r.site_id = v.site_id`.execute(trx);
}

/** Waits for all who stitch, and holds the gate alone until the transaction ends. */
async function closeGate(db: Database, work: (trx: Transaction<Tables>) => Promise<void>): Promise<void> {
  // Who holds it now does not keep this from being said; otherwise the next ones would enter before the last have left.
  await sql`update rebuilds set closed_until = now() + ${CLOSING}::interval`.execute(db);
  try {
    await db.transaction().execute(async (trx) => {
      await sql`set local lock_timeout = ${sql.lit(CLOSING)}`.execute(trx);
      await sql`select from rebuilds for update`.execute(trx);
      await work(trx);
    });
  } finally {
    await sql`update rebuilds set closed_until = null`.execute(db);
  }
}

/** What stitching reads and never writes. */
const READ_TABLES = ["events", "sites", "stage_models"] as const;

/**
 * Makes the tables of a rebuild, empty, in the place of those of an earlier one. What is read stands beside them as views, so that a
 * process that is still at a rebuild that has ended finds nothing, instead of the live tables.
 */
async function makeTables(trx: Transaction<Tables>): Promise<void> {
  await sql`drop schema if exists ${sql.id(REBUILD_SCHEMA)} cascade`.execute(trx);
  await sql`create schema ${sql.id(REBUILD_SCHEMA)}`.execute(trx);
  for (const table of [...REBUILT_TABLES, ...COUNT_TABLE_NAMES, "stitch_queue", "stitch_hot"])
    await sql`create table ${rebuilt(table)} (like ${sql.table(`public.${table}`)} including all)`.execute(trx);
  for (const table of READ_TABLES)
    await sql`create view ${rebuilt(table)} with (security_invoker) as select * from ${sql.table(`public.${table}`)}`.execute(trx);
  // Workers queue for the rebuild whom they stitch, and do nothing else there.
  await sql`grant usage on schema ${sql.id(REBUILD_SCHEMA)} to waystitch_worker`.execute(trx);
  await sql`grant insert (part, site_id, visitor_id) on ${rebuilt("stitch_queue")} to waystitch_worker`.execute(trx);
}

/**
 * Begins a rebuild. From then on workers queue for it whomever they stitch.
 * @throws Error when one is under way
 */
export async function startRebuild(db: Database, siteId: string | null, asOf: number): Promise<void> {
  await closeGate(db, async (trx) => {
    if ((await loadRebuild(trx)) !== null) throw new Error("a rebuild is under way");
    await makeTables(trx);
    await sql`
      update rebuilds set rebuild_id = gen_random_uuid(), site_id = ${siteId}, as_of = ${new Date(asOf)}, started_at = now(), visitors = null
    `.execute(trx);
  });
}

/** Queues everyone whose events are stored, unless that was done. */
export async function queueForRebuild(db: Database): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Of several processes that come here, one does it.
    const { rows } = await sql`select from rebuilds where visitors is null for no key update`.execute(trx);
    if (rows.length === 0) return;
    const queued = await sql`
      insert into ${rebuilt("stitch_queue")} (part, site_id, visitor_id, queue_id)
      select e.part, e.site_id, e.visitor_id, (select gen_random_uuid())
      from events e join rebuilds r on r.site_id is null or r.site_id = e.site_id group by e.part, e.site_id, e.visitor_id`.execute(trx);
    await sql`analyze ${rebuilt("stitch_queue")}`.execute(trx);
    await sql`update rebuilds set visitors = ${Number(queued.numAffectedRows ?? 0n)}`.execute(trx);
  });
}

/** How many rows wait to be stitched for the rebuild. */
export async function countRebuildQueue(db: Database): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from ${rebuilt("stitch_queue")}`.execute(db);
  return rows[0]?.waiting ?? 0;
}

/** Ends a rebuild without putting it in place. */
export async function dropRebuild(db: Database): Promise<void> {
  await closeGate(db, clear);
}

async function clear(trx: Transaction<Tables>): Promise<void> {
  await sql`drop schema if exists ${sql.id(REBUILD_SCHEMA)} cascade`.execute(trx);
  await sql`update rebuilds set rebuild_id = null, site_id = null, as_of = null, started_at = null, visitors = null`.execute(trx);
}

/**
 * Holds everyone else off, lets the rest be stitched, and then does with both builds what it is told; what it did is undone when it fails.
 *
 * @param rebuildId of the rebuild that is expected
 * @param drain stitches what waits for the rebuild, on connections of its own
 * @throws Error when that rebuild is under way no more
 */
export async function finishRebuild<T>(
  db: Database,
  rebuildId: string,
  drain: () => Promise<void>,
  work: (trx: Transaction<Tables>, rebuild: Rebuild) => Promise<T>,
): Promise<T> {
  let result: T | undefined;
  await closeGate(db, async (trx) => {
    const rebuild = await loadRebuild(trx);
    if (rebuild?.rebuildId !== rebuildId) throw new Error("this rebuild was ended by somebody else");
    await drain();
    result = await work(trx, rebuild);
    await clear(trx);
  });
  // The work was done, or something was thrown.
  return result as T;
}
