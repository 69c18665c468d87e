import { sql, type Transaction } from "kysely";
import type { Tables } from "../tables.js";

const MEASURES = ["accepted", "from_browsers", "from_servers", "from_robots", "late", "duplicate", "rejected"] as const;

/** Adds up what collectors counted of their batches: a day and reason becomes one line. What anybody reads is the same before and after. */
export async function foldIngest(trx: Transaction<Tables>): Promise<void> {
  const sums = sql.join(MEASURES.map((measure) => sql`sum(${sql.id(measure)})`));
  const added = sql.join(MEASURES.map((measure) => sql`${sql.id(measure)} = ingest_days.${sql.id(measure)} + excluded.${sql.id(measure)}`));
  await sql`
    with changes as (delete from ingest_days where batch <> 0 returning *)
    insert into ingest_days (site_id, day, reason, batch, ${sql.join(MEASURES.map((measure) => sql.id(measure)))}, latest_received_at)
    select site_id, day, reason, 0, ${sums}, max(latest_received_at) from changes group by site_id, day, reason order by site_id, day, reason
    on conflict (site_id, day, reason) where batch = 0 do update
      set ${added}, latest_received_at = greatest(ingest_days.latest_received_at, excluded.latest_received_at)`.execute(trx);
}
