import { checksumDerived, type Database, requeueSite } from "@waystitch/store";
import type { TestDatabase } from "@waystitch/testbed";
import { stitchBatch } from "../src/index.js";
import { LATER } from "./histories.js";

/** Works until the queue is empty. */
export async function drain(db: Database, asOf = LATER): Promise<void> {
  while ((await stitchBatch(db, 50, asOf)).visitors > 0);
}

/** The checksums of a site's derived tables after they were built anew. */
export async function rebuilt(db: Database, siteId: string): Promise<Record<string, string>> {
  await requeueSite(db, siteId);
  await drain(db);
  return await checksumDerived(db, siteId);
}

/** Every row of every table that holds data, as text, by table. */
export async function dump({ query }: Pick<TestDatabase, "query">): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await query<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`);
  const rows = new Map<string, readonly string[]>();
  for (const { name } of tables)
    rows.set(
      name,
      (await query<{ row: string }>(`select t::text as row from ${name} t`)).map(({ row }) => row),
    );
  return rows;
}

/** Where texts stand, each as its table and row. */
export async function tracesOf(database: Pick<TestDatabase, "query">, texts: Iterable<string>): Promise<string[]> {
  const found: string[] = [];
  const wanted = [...texts].map((text) => new RegExp(`(?<![\\w-])${text.replace(/[^\w-]/g, "\\$&")}(?![\\w-])`));
  for (const [table, rows] of await dump(database))
    for (const row of rows) if (wanted.some((pattern) => pattern.test(row))) found.push(`${table}: ${row}`);
  return found;
}
