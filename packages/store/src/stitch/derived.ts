import { sql, type Transaction } from "kysely";
import type { Database } from "../database.js";
import type { Tables } from "../tables.js";
import { PERSON_TABLES } from "./rows.js";

/** Every table that can be built anew from events. */
export const DERIVED_TABLES = [...PERSON_TABLES, "person_aliases", "identity_nodes", "identity_edges"] as const;

export type DerivedTable = (typeof DERIVED_TABLES)[number];

/** One checksum a derived table over a site's rows, whatever order they lie in: equal rows give equal checksums. */
export async function checksumDerived(db: Database, siteId: string): Promise<Record<DerivedTable, string>> {
  const sums: Partial<Record<DerivedTable, string>> = {};
  for (const table of DERIVED_TABLES) {
    const { rows } = await sql<{ sum: string }>`
      select count(*) || ':' || coalesce(md5(string_agg(t::text, e'\n' order by t::text collate "C")), '') as sum
      from ${sql.table(table)} t where t.site_id = ${siteId}`.execute(db);
    sums[table] = rows[0]?.sum ?? "";
  }
  return sums as Record<DerivedTable, string>;
}

/** Queues all visitors of a site: workers then derive everyone anew, in place. Returns how many. */
export async function queueSite(trx: Transaction<Tables>, siteId: string): Promise<number> {
  const queued = await sql`
    insert into stitch_queue (part, site_id, visitor_id, queue_id)
    select part, site_id, visitor_id, (select gen_random_uuid()) from events where site_id = ${siteId} group by part, site_id, visitor_id`.execute(
    trx,
  );
  return Number(queued.numAffectedRows ?? 0n);
}

/** Drops everything derived of a site and queues all its visitors, in one transaction: workers then build it anew. */
export async function requeueSite(db: Database, siteId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const table of DERIVED_TABLES) await sql`delete from ${sql.table(table)} where site_id = ${siteId}`.execute(trx);
    await queueSite(trx, siteId);
  });
}
