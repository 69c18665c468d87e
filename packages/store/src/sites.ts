import type { Database } from "./database.js";

export interface NewSite {
  readonly name: string;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly domains?: readonly string[];
  /** Whether e-mail addresses and phone numbers themselves are kept, too; otherwise only their keyed hashes are. */
  readonly keepsContacts?: boolean;
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
      keeps_contacts: site.keepsContacts ?? false,
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
