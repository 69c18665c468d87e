import { sql } from "kysely";
import type { Database } from "../database.js";

/** Counts a site's rollups anew from the rows themselves: for rows that no worker has written. Workers wait meanwhile. */
export async function recountSite(db: Database, siteId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`lock table rebuilds in exclusive mode`.execute(trx);
    await sql`call recount_days(${siteId})`.execute(trx);
  });
}
