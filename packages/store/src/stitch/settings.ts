import type { SiteSettings } from "@waystitch/journey";
import type { Transaction } from "kysely";
import type { Tables } from "../tables.js";

/** The settings of a site that stitching depends on, or `null` for a site that is not there. */
export async function loadSettings(trx: Transaction<Tables>, siteId: string): Promise<SiteSettings | null> {
  const row = await trx.selectFrom("sites").select(["currency", "domains"]).where("site_id", "=", siteId).executeTakeFirst();
  return row ? { siteId, currency: row.currency, domains: row.domains, models: [] } : null;
}
