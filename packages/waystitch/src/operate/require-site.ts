import { type Database, loadSiteProfiles } from "@waystitch/store";

/**
 * Makes sure that a site is there.
 * @throws when it is not; the message says where to look
 */
export async function requireSite(db: Database, siteId: string): Promise<void> {
  const isKnown = (await loadSiteProfiles(db)).some((site) => site.siteId === siteId);
  if (!isKnown) throw new Error(`There is no site ${siteId}: see waystitch site list.`);
}
