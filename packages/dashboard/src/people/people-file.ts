import { type Database, loadLatestJourneys } from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { noteDeed } from "../access/note.js";
import { findSite, type SiteParams } from "../find-site.js";
import { refuse } from "../refusal.js";
import { MOST_IN_FILE } from "./bodies.js";
import { type ListQuery, parseListQuery } from "./parse-list.js";
import { peopleCsvOf, peopleFileName } from "./people-csv.js";

/** What of the list was asked for, as the audit log keeps it. */
const toldOf = (query: ListQuery): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(" ");

/** Adds the list of people, narrowed and in order as it is shown, as a file. */
export function addPeopleFile(app: FastifyInstance, db: Database): void {
  app.get<{ Params: SiteParams; Querystring: ListQuery }>(
    "/api/sites/:site/csv/people",
    { config: { needs: "analyst" } },
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      const { limit: _, before: __, ...query } = request.query;
      const options = parseListQuery(query);
      if (typeof options === "string") return refuse(reply, "bad_request", options);
      const { journeys, next } = await loadLatestJourneys(db, site.siteId, { ...options, limit: MOST_IN_FILE });
      const isWhole = next === null;
      const detail = { what: "people", rows: journeys.length, is_whole: isWhole, filters: toldOf(query) };
      await noteDeed(db, request, { siteId: site.siteId, action: "exported", detail });
      reply.header("content-type", "text/csv; charset=utf-8");
      reply.header("content-disposition", `attachment; filename="${peopleFileName(site.siteId, isWhole)}"`);
      return peopleCsvOf(journeys);
    },
  );
}
