import type { Database } from "./database.js";

export interface NewSite {
  readonly name: string;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly domains?: readonly string[];
}

/** Adds a site; one that is there already stays as it is. */
export async function recordSite(db: Database, siteId: string, site: NewSite): Promise<void> {
  await db
    .insertInto("sites")
    .values({
      site_id: siteId,
      name: site.name,
      ...(site.timeZone === undefined ? {} : { time_zone: site.timeZone }),
      ...(site.currency === undefined ? {} : { currency: site.currency }),
      domains: [...(site.domains ?? [])],
    })
    .onConflict((conflict) => conflict.column("site_id").doNothing())
    .execute();
}

/** Sets the site's own domains; visits from them have no referrer. */
export async function replaceSiteDomains(db: Database, siteId: string, domains: readonly string[]): Promise<void> {
  await db
    .updateTable("sites")
    .set({ domains: [...domains] })
    .where("site_id", "=", siteId)
    .execute();
}
