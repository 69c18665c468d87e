import { type Database, loadSiteProfile, type SiteProfile } from "@waystitch/store";
import type { FastifyReply } from "fastify";
import { refuse } from "./refusal.js";

/** The parameters of every route of a site. */
export interface SiteParams {
  readonly site: string;
}

/** The site a path names, or `null` after a 404 was sent. */
export async function findSite(db: Database, { site }: SiteParams, reply: FastifyReply): Promise<SiteProfile | null> {
  const profile = /^[a-z0-9][a-z0-9-]{0,62}$/.test(site) ? await loadSiteProfile(db, site) : null;
  if (profile === null) refuse(reply, "unknown_site", "There is no site of that name. /api/sites lists them.");
  return profile;
}
