import { type Database, loadArrivals } from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { findSite, type SiteParams } from "../find-site.js";
import { refuse } from "../refusal.js";
import type { CheckBody } from "./answers.js";

interface CheckQuery {
  readonly since?: unknown;
  readonly marker?: unknown;
}

/** Nothing older is read, whatever is asked: it is read of all sites. */
const LONGEST_MS = 180_000;

/** Since when arrivals are read: what was asked, no longer ago than is cheap, or this moment. */
export function sinceOf(asked: unknown, now: number): Date {
  const time = typeof asked === "string" && asked.length <= 30 ? Date.parse(asked) : Number.NaN;
  return new Date(Number.isNaN(time) ? now : Math.min(now, Math.max(time, now - LONGEST_MS)));
}

/**
 * Adds the check of a script tag: what has arrived from the site's pages since the check began. The server itself opens no address: the
 * owner's browser does, and what the page sends there and then is what tells most.
 */
export function addCheck(app: FastifyInstance, db: Database): void {
  app.get<{ Params: SiteParams; Querystring: CheckQuery }>(
    "/api/sites/:site/check",
    { config: { needs: "analyst" } },
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      const { since, marker } = request.query;
      if (typeof marker !== "string" || !/^[\w-]{8,40}$/.test(marker))
        return refuse(reply, "bad_request", "marker is 8 to 40 letters and digits.");
      const at = new Date();
      const body: CheckBody = { at, ...(await loadArrivals(db, site.siteId, sinceOf(since, at.getTime()), marker)) };
      return body;
    },
  );
}
