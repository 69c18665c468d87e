import { explain, type Language } from "@waystitch/journey";
import type { Naming } from "@waystitch/naming";
import {
  type Activity,
  type Database,
  loadActivity,
  loadExplainable,
  loadLatestJourneys,
  loadPeopleNamed,
  loadPersonLine,
  type SiteProfile,
} from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { roleOf } from "../access/guard.js";
import { withoutUserIds } from "../access/without-identifiers.js";
import { findSite, type SiteParams } from "../find-site.js";
import { refuse } from "../refusal.js";
import { createSharedLoad } from "../shared-load.js";
import type { ExplanationBody, SearchBody } from "./bodies.js";
import { type ListQuery, parseListQuery } from "./parse-list.js";
import { kindOf, parseSearch } from "./parse-search.js";
import { addPeopleFile } from "./people-file.js";

interface PeopleSources {
  readonly db: Database;
  readonly naming: Naming | null;
}

const VIEWER = { config: { needs: "viewer" } } as const;
const ANALYST = { config: { needs: "analyst" } } as const;
const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", vi: "vi-VN" };

/** Time of day and date on the site's own clock. */
function clockOf({ timeZone }: SiteProfile, language: Language): (at: number) => string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { timeZone, dateStyle: "long", timeStyle: "short" });
  return (at) => format.format(at);
}

async function search({ db, naming }: PeopleSources, siteId: string, typed: unknown): Promise<SearchBody> {
  const searched = parseSearch(typed, naming);
  if (searched === null) return { people: [], needsSecret: false };
  const named = await loadPeopleNamed(db, siteId, searched.nodes);
  const people = named.map(({ line, nodes }) => ({ line, as: [...new Set(nodes.map(kindOf))].filter((kind) => kind !== null) }));
  const person = searched.personId === null ? null : await loadPersonLine(db, siteId, searched.personId);
  return { people: person === null ? people : [{ line: person, as: ["person"] }, ...people], needsSecret: searched.needsSecret };
}

/** The same for a viewer, who does not learn which users of the site they are. */
const withoutUsers = (activity: Activity): Activity => ({
  ...activity,
  events: activity.events.map((event) => ({ ...event, userId: null })),
});

/** A time as browsers write it, or `null` for anything else. */
const parseAfter = (after: unknown): Date | null =>
  typeof after === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(after) && !Number.isNaN(Date.parse(after))
    ? new Date(after)
    : null;

/** The site's people: lists, a search, what explains one of them, and what they do now. */
export function addPeople(app: FastifyInstance, sources: PeopleSources): void {
  const { db } = sources;
  addPeopleFile(app, db);
  const loadLive = createSharedLoad<Activity>(async (key) => {
    const [siteId = "", after] = key.split(" ");
    return await loadActivity(db, siteId, parseAfter(after));
  });
  app.get<{ Params: SiteParams; Querystring: ListQuery }>("/api/sites/:site/journeys", VIEWER, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const options = parseListQuery(request.query);
    if (typeof options === "string") return refuse(reply, "bad_request", options);
    const page = await loadLatestJourneys(db, site.siteId, options);
    return roleOf(request, site.siteId) === "viewer" ? withoutUserIds(page) : page;
  });
  // A viewer learns nobody's identifiers, and not by trying them either. What is typed may be somebody's address: in the body, it stands in no history and no log of a proxy.
  app.post<{ Params: SiteParams; Body: { text?: unknown } | null }>("/api/sites/:site/people/search", ANALYST, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    return site === null ? reply : await search(sources, site.siteId, request.body?.text);
  });
  app.get<{ Params: SiteParams & { person: string }; Querystring: { lang?: unknown } }>(
    "/api/sites/:site/journeys/:person/explanation",
    VIEWER,
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      const language = request.query.lang === "vi" ? "vi" : "en";
      const journey = await loadExplainable(db, site.siteId, request.params.person);
      const body: ExplanationBody = { explanation: journey === null ? null : explain(journey, language, clockOf(site, language)) };
      return body;
    },
  );
  app.get<{ Params: SiteParams; Querystring: { after?: unknown } }>("/api/sites/:site/activity", VIEWER, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const { after } = request.query;
    if (after !== undefined && parseAfter(after) === null)
      return refuse(reply, "bad_request", "after must be a time such as 2026-11-30T09:00:00Z.");
    const activity = await loadLive(typeof after === "string" ? `${site.siteId} ${after}` : site.siteId);
    return roleOf(request, site.siteId) === "viewer" ? withoutUsers(activity) : activity;
  });
}
