import { sql, type Transaction } from "kysely";
import type { Tables } from "../tables.js";
import { COUNT_TABLE_NAMES, COUNT_TABLES, type CountTableName } from "./count-tables.js";
import { foldIngest } from "./fold-ingest.js";
import { addToLine } from "./record-counts.js";

/** Whoever adds up holds this lock. */
const LOCK = "waystitch:fold-counts";

async function foldTable(trx: Transaction<Tables>, table: CountTableName): Promise<void> {
  const { measure, columns } = COUNT_TABLES[table];
  const names = sql.join(["site_id", ...Object.keys(columns)].map((name) => sql.ref(name)));
  // A line that comes to nothing cannot be removed by the statement that made it so.
  const { rows } = await sql<{ place: string }>`
    with changes as (delete from ${sql.table(table)} where batch <> 0 returning *),
    lines as (
      insert into ${sql.table(table)} (${names}, batch, ${sql.id(measure)})
      select ${names}, 0, sum(${sql.id(measure)}) from changes group by ${names} having sum(${sql.id(measure)}) <> 0
      ${addToLine(table)}
      returning ctid::text as place, ${sql.id(measure)} as total)
    select place from lines where total = 0`.execute(trx);
  if (rows.length === 0) return;
  await sql`delete from ${sql.table(table)} where ctid = any(${rows.map(({ place }) => place)}::tid[])`.execute(trx);
}

/**
 * Adds the changes of rollups up, so that reading them stays quick. What anybody reads is the same before and after.
 * The rebuild's gate must be held. Does nothing while another transaction is at it.
 */
export async function foldCounts(trx: Transaction<Tables>): Promise<void> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${LOCK}, 0)) as mine`.execute(trx);
  if (rows[0]?.mine !== true) return;
  for (const table of COUNT_TABLE_NAMES) await foldTable(trx, table);
  await foldIngest(trx);
}
