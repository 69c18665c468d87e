import type { Naming } from "@waystitch/naming";
import { type Database, loadJourney, loadSiteProfiles, loadStandings, roleFor, type SiteProfile } from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { roleOf, signedInOf } from "./access/guard.js";
import { withoutIdentifiers } from "./access/without-identifiers.js";
import { addChannels } from "./channels/routes.js";
import { findSite, type SiteParams } from "./find-site.js";
import type { Live } from "./live.js";
import { addModels } from "./model-list.js";
import { deriveOverview, type Overview } from "./overview.js";
import { addPersonRequests } from "./people/requests-api.js";
import { addPeople } from "./people/routes.js";
import { refuse } from "./refusal.js";
import { addReports } from "./reports/routes.js";
import { addCheck } from "./setup/check-api.js";
import { addKeys } from "./setup/keys-api.js";
import { addRejected } from "./setup/rejected-api.js";
import { addReplays } from "./setup/replays-api.js";
import { addSetup } from "./setup/setup-api.js";
import { createSharedLoad } from "./shared-load.js";

/** What the API answers from. */
export interface ApiSources {
  readonly db: Database;
  readonly live: Live;
  readonly shopUrl: string | null;
  /** Where pages reach the collector. */
  readonly collectorUrl?: string | null;
  /** How e-mail addresses and phone numbers are looked for; without it they are not. */
  readonly naming?: Naming | undefined;
}

/** The overview of a site, counted once at a time however many pages ask. */
function createOverviews(db: Database, bots: boolean): (site: SiteProfile) => Promise<Overview> {
  const sites = new Map<string, SiteProfile>();
  const load = createSharedLoad(async (siteId) => {
    const timeZone = sites.get(siteId)?.timeZone ?? "UTC";
    return deriveOverview(await loadStandings(db, siteId, timeZone, { bots }));
  });
  return async (site) => {
    sites.set(site.siteId, site);
    return await load(site.siteId);
  };
}

/** Adds the JSON API below `/api/`. */
export function addApi(app: FastifyInstance, { db, live, shopUrl, collectorUrl = null, naming }: ApiSources): void {
  const [people, withBots] = [createOverviews(db, false), createOverviews(db, true)];
  addReports(app, { db });
  addModels(app, { db });
  addChannels(app, { db });
  addSetup(app, db, collectorUrl);
  addKeys(app, db);
  addCheck(app, db);
  addRejected(app, db);
  addReplays(app, db);
  addPeople(app, { db, naming: naming ?? null });
  addPersonRequests(app, db);
  app.get("/api/sites", { config: { needs: "signed_in" } }, async (request) => {
    const { roles } = signedInOf(request);
    const sites = (await loadSiteProfiles(db)).flatMap((site) => {
      const role = roleFor(site.siteId, roles);
      return role === null ? [] : [{ ...site, role }];
    });
    return { sites, shopUrl };
  });
  app.get<{ Params: SiteParams; Querystring: { bots?: unknown } }>(
    "/api/sites/:site/overview",
    { config: { needs: "viewer" } },
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      return await (request.query.bots === "1" ? withBots : people)(site);
    },
  );
  app.get<{ Params: SiteParams & { person: string } }>(
    "/api/sites/:site/journeys/:person",
    { config: { needs: "viewer" } },
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      const story = await loadJourney(db, site.siteId, request.params.person);
      if (story === null) return refuse(reply, "unknown_person", "Nobody of this site has, or ever had, that id.");
      return roleOf(request, site.siteId) === "viewer" ? withoutIdentifiers(story) : story;
    },
  );
  app.get<{ Params: SiteParams }>(
    "/api/sites/:site/live",
    { config: { needs: "viewer" }, exposeHeadRoute: false },
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      if (!live.open(site.siteId, reply.raw)) return refuse(reply, "unavailable", "Too many pages are open; try again later.");
      return reply.hijack();
    },
  );
}
