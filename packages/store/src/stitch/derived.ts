import { sql } from "kysely";
import type { Database } from "../database.js";
import { queueVisitors } from "./queue.js";
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

/** Drops everything derived of a site and queues all its visitors, in one transaction: workers then build it anew. */
export async function requeueSite(db: Database, siteId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const table of DERIVED_TABLES) await sql`delete from ${sql.table(table)} where site_id = ${siteId}`.execute(trx);
    const visitors = await trx.selectFrom("events").select("visitor_id").distinct().where("site_id", "=", siteId).execute();
    await queueVisitors(
      trx,
      visitors.map((row) => ({ siteId, visitorId: row.visitor_id })),
    );
  });
}
