import {
  type Database,
  isJourneyCursor,
  type JourneyPageOptions,
  loadJourney,
  loadLatestJourneys,
  loadSiteProfiles,
  loadStandings,
  roleFor,
  type SiteProfile,
} from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { roleOf, signedInOf } from "./access/guard.js";
import { withoutIdentifiers, withoutUserIds } from "./access/without-identifiers.js";
import { addChannels } from "./channels/routes.js";
import { findSite, type SiteParams } from "./find-site.js";
import type { Live } from "./live.js";
import { addModels } from "./model-list.js";
import { deriveOverview, type Overview } from "./overview.js";
import { refuse } from "./refusal.js";
import { addReports } from "./reports/routes.js";
import { addCheck } from "./setup/check-api.js";
import { addKeys } from "./setup/keys-api.js";
import { addRejected } from "./setup/rejected-api.js";
import { addSetup } from "./setup/setup-api.js";
import { createSharedLoad } from "./shared-load.js";
import { isStageName, STAGES } from "./stages.js";

/** What the API answers from. */
export interface ApiSources {
  readonly db: Database;
  readonly live: Live;
  readonly shopUrl: string | null;
  /** Where pages reach the collector. */
  readonly collectorUrl?: string | null;
}

interface ListQuery {
  readonly stage?: unknown;
  readonly before?: unknown;
  readonly limit?: unknown;
  readonly bots?: unknown;
}

const LIMIT = { usual: 30, most: 200 };

/** What is wrong with the query of a list, or the options it means. */
export function parseListQuery(query: ListQuery): JourneyPageOptions | string {
  const { stage, before, limit = String(LIMIT.usual), bots } = query;
  if (stage !== undefined && !(typeof stage === "string" && isStageName(stage))) {
    return `stage must be one of ${STAGES.map((known) => known.stage).join(", ")}.`;
  }
  if (before !== undefined && !(typeof before === "string" && isJourneyCursor(before)))
    return "before must be the `next` of an earlier answer.";
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > LIMIT.most) return `limit must be a whole number from 1 to ${LIMIT.most}.`;
  return { limit: count, bots: bots === "1", ...(stage === undefined ? {} : { stage }), ...(before === undefined ? {} : { before }) };
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
export function addApi(app: FastifyInstance, { db, live, shopUrl, collectorUrl = null }: ApiSources): void {
  const [people, withBots] = [createOverviews(db, false), createOverviews(db, true)];
  addReports(app, { db });
  addModels(app, { db });
  addChannels(app, { db });
  addSetup(app, db, collectorUrl);
  addKeys(app, db);
  addCheck(app, db);
  addRejected(app, db);
  app.get("/api/sites", { config: { needs: "signed_in" } }, async (request) => {
    const { roles } = signedInOf(request);
    return { sites: (await loadSiteProfiles(db)).filter(({ siteId }) => roleFor(siteId, roles) !== null), shopUrl };
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
  app.get<{ Params: SiteParams; Querystring: ListQuery }>(
    "/api/sites/:site/journeys",
    { config: { needs: "viewer" } },
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      const options = parseListQuery(request.query);
      if (typeof options === "string") return refuse(reply, "bad_request", options);
      const page = await loadLatestJourneys(db, site.siteId, options);
      return roleOf(request, site.siteId) === "viewer" ? withoutUserIds(page) : page;
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
