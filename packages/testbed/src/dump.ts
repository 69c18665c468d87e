import type { TestDatabase } from "./test-cluster.js";

type Queried = Pick<TestDatabase, "query">;

/** Every row of every table, materialized view and sequence of a database but PostgreSQL's own, as text, under its relation's name. */
export async function dumpTables({ query }: Queried): Promise<ReadonlyMap<string, readonly string[]>> {
  const relations = await query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm', 'S') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`);
  const rows = new Map<string, readonly string[]>();
  for (const { name } of relations)
    rows.set(
      name,
      (await query<{ row: string }>(`select t::text as row from ${name} t order by 1`)).map(({ row }) => row),
    );
  return rows;
}

/** Where texts stand in a database, each time as relation and row. A text that is part of a longer word is another one. */
export async function findInTables(database: Queried, texts: Iterable<string>): Promise<string[]> {
  const found: string[] = [];
  const patterns = [...texts].map((text) => new RegExp(`(?<![\\w-])${text.replace(/[^\w-]/g, "\\$&")}(?![\\w-])`));
  for (const [relation, rows] of await dumpTables(database))
    for (const row of rows) if (patterns.some((pattern) => pattern.test(row))) found.push(`${relation}: ${row}`);
  return found;
}
