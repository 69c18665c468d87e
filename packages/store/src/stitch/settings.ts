import type { SiteSettings, StageModel } from "@waystitch/journey";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.js";
import type { Tables } from "../tables.js";

/** The settings of a site that stitching depends on, or `null` for a site that is not there. */
export async function loadSettings(db: Database | Transaction<Tables>, siteId: string): Promise<SiteSettings | null> {
  const row = await db
    .selectFrom("sites as s")
    .select(["s.currency", "s.domains"])
    .select(
      sql<StageModel[]>`coalesce((select jsonb_agg(m.definition order by m.model_id collate "C")
        from stage_models m where m.site_id = s.site_id), '[]')`.as("models"),
    )
    .where("s.site_id", "=", siteId)
    .executeTakeFirst();
  return row ? { siteId, ...row } : null;
}
