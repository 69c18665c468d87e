import { partOf } from "@waystitch/protocol";
import { sql, type Transaction } from "kysely";
import type { Tables } from "../tables.js";

/**
 * Writes down that something was erased, so that events which occurred by now are kept out.
 * @param keys keyed hashes of what named the person
 * @param lastAt when the last of the erased events occurred, epoch milliseconds: its clock may run ahead of the database's
 * @returns the time from which on events are new facts
 */
export async function recordErasure(trx: Transaction<Tables>, siteId: string, keys: readonly string[], lastAt: number): Promise<Date> {
  const { rows } = await sql<{ erased_at: Date }>`
    update sites set last_erased_at = greatest(last_erased_at, erasure.at)
    from (select greatest(date_trunc('milliseconds', clock_timestamp()), to_timestamp(${lastAt / 1000}::float8)) as at) as erasure
    where site_id = ${siteId} returning erasure.at as erased_at`.execute(trx);
  const erasedAt = rows[0]?.erased_at;
  if (erasedAt === undefined) throw new Error(`There is no site ${siteId}.`);
  const tombstones = keys.map((key) => ({ part: partOf(siteId, key), erased_key: key })).sort((a, b) => a.part - b.part);
  await sql`
    insert into erasures (part, site_id, erased_key, erased_at)
    select part, ${siteId}, erased_key, ${erasedAt}
    from jsonb_to_recordset(${JSON.stringify(tombstones)}::jsonb) as t(part smallint, erased_key text)
    on conflict (part, site_id, erased_key) do update set erased_at = greatest(erasures.erased_at, excluded.erased_at)`.execute(trx);
  return erasedAt;
}
