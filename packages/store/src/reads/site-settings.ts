import type { Database } from "../database.js";

/** What of a site is set where it was made, beside its profile. */
export interface SiteSettings {
  readonly keepsContacts: boolean;
  readonly createdAt: Date;
}

/** The settings of a site, or `null` when there is none of that id. */
export async function loadSiteSettings(db: Database, siteId: string): Promise<SiteSettings | null> {
  const row = await db
    .selectFrom("sites")
    .select(["keeps_contacts as keepsContacts", "created_at as createdAt"])
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  return row ?? null;
}
