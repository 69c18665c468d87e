import { type RawBuilder, sql, type Transaction } from "kysely";
import { COUNT_TABLE_NAMES } from "../counts/count-tables.js";
import type { Database } from "../database.js";
import type { Tables } from "../tables.js";
import { PERSON_TABLES } from "./rows.js";

/** Every table that can be built anew from events. */
export const DERIVED_TABLES = [...PERSON_TABLES, "person_aliases", "identity_nodes", "identity_edges"] as const;

export type DerivedTable = (typeof DERIVED_TABLES)[number];

/** The sum of a table's rows' hashes, with how many there are: the same whatever order they lie in, and made without sorting them. */
async function checksumOf(db: Database | Transaction<Tables>, table: RawBuilder<unknown>, siteId: string | null): Promise<string> {
  const { rows } = await sql<{ sum: string }>`
    select count(*) || ':' || to_hex((coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) % 9223372036854775807)::bigint) as sum
    from ${table} t where ${siteId}::text is null or t.site_id = ${siteId}`.execute(db);
  return rows[0]?.sum ?? "";
}

/** One checksum a derived table over a site's rows: equal rows give equal checksums. */
export async function checksumDerived(db: Database, siteId: string): Promise<Record<DerivedTable, string>> {
  const sums: Partial<Record<DerivedTable, string>> = {};
  for (const table of DERIVED_TABLES) sums[table] = await checksumOf(db, sql.table(table), siteId);
  // Each has one by now.
  return sums as Record<DerivedTable, string>;
}

/** One checksum over all derived tables of a schema, of one site or, for `null`, of all: 16 hexadecimal digits. */
export async function checksumSchema(trx: Transaction<Tables>, schema: string, siteId: string | null): Promise<string> {
  const sums: string[] = [];
  for (const table of DERIVED_TABLES) sums.push(`${table} ${await checksumOf(trx, sql.table(`${schema}.${table}`), siteId)}`);
  const { rows } = await sql<{ sum: string }>`select left(md5(${sums.join("\n")}), 16) as sum`.execute(trx);
  return rows[0]?.sum ?? "";
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
    for (const table of [...DERIVED_TABLES, ...COUNT_TABLE_NAMES])
      await sql`delete from ${sql.table(table)} where site_id = ${siteId}`.execute(trx);
    await queueSite(trx, siteId);
  });
}
