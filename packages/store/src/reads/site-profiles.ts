import type { Database } from "../database.js";

/** What a reader needs to know of a site before its numbers mean anything. */
export interface SiteProfile {
  readonly siteId: string;
  readonly name: string;
  /** IANA name; the site's days begin in it. */
  readonly timeZone: string;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly domains: readonly string[];
}

const query = (db: Database) =>
  db
    .selectFrom("sites")
    .select(["site_id as siteId", "name", "time_zone as timeZone", "currency", "domains"])
    .orderBy("created_at")
    .orderBy("site_id");

/** Every site of the installation, the oldest first. */
export async function loadSiteProfiles(db: Database): Promise<readonly SiteProfile[]> {
  return await query(db).execute();
}

/** One site, or `null` when there is none of that id. */
export async function loadSiteProfile(db: Database, siteId: string): Promise<SiteProfile | null> {
  return (await query(db).where("site_id", "=", siteId).executeTakeFirst()) ?? null;
}
