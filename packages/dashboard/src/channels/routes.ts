import { type Database, dropChannelCost, loadChannelCosts, recordChannelCost, type SiteProfile } from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { signedInOf } from "../access/guard.js";
import { findSite, type SiteParams } from "../find-site.js";
import { refuse } from "../refusal.js";
import { dayAfter, lengthOf, parseQuestion, type QuestionQuery } from "../reports/parse-question.js";
import { createSharedLoad } from "../shared-load.js";
import { type ChannelReport, loadChannelReport } from "./channel-report.js";
import { parseCost } from "./parse-cost.js";

/** Each month is fitted by itself, over what people did in the half year before its end. */
const MOST_DAYS = 800;
const BASE = "/api/sites/:site/channels";

type Asked = Pick<SiteProfile, "siteId" | "timeZone"> & { readonly from: string; readonly until: string };

function createChannelReports(db: Database): (asked: Asked) => Promise<ChannelReport> {
  const load = createSharedLoad(async (key) => {
    // Written below.
    const { siteId, timeZone, from, until } = JSON.parse(key) as Asked;
    return await loadChannelReport(db, { siteId, timeZone }, { from, until });
  });
  return async ({ siteId, timeZone, from, until }) => await load(JSON.stringify({ siteId, timeZone, from, until }));
}

function addReport(app: FastifyInstance, db: Database): void {
  const ask = createChannelReports(db);
  app.get<{ Params: SiteParams; Querystring: QuestionQuery }>(BASE, { config: { needs: "viewer" } }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const asked = parseQuestion(request.query, site, new Date());
    if (typeof asked === "string") return refuse(reply, "bad_request", asked);
    const { period } = asked.question;
    if (lengthOf(period) > MOST_DAYS) return refuse(reply, "bad_request", `Channels are compared over at most ${MOST_DAYS} days.`);
    return await ask({ siteId: site.siteId, timeZone: site.timeZone, from: period.from, until: dayAfter(period.to) });
  });
}

/** Adds what channels brought, and what was paid for them. */
export function addChannels(app: FastifyInstance, { db }: { readonly db: Database }): void {
  addReport(app, db);
  app.get<{ Params: SiteParams }>(`${BASE}/costs`, { config: { needs: "viewer" } }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    return site === null ? reply : { costs: await loadChannelCosts(db, site.siteId) };
  });
  app.post<{ Params: SiteParams }>(`${BASE}/costs`, { config: { needs: "analyst" } }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const cost = parseCost(request.body);
    if (typeof cost === "string") return refuse(reply, "bad_request", cost);
    const enteredBy = signedInOf(request).user?.email ?? "link";
    return reply.code(201).send({ costId: await recordChannelCost(db, site.siteId, { ...cost, enteredBy }) });
  });
  app.delete<{ Params: SiteParams & { cost: string } }>(`${BASE}/costs/:cost`, { config: { needs: "analyst" } }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const isDropped = await dropChannelCost(db, site.siteId, request.params.cost);
    return isDropped ? reply.code(204).send() : refuse(reply, "unknown_cost", "There is no such cost of this site.");
  });
}
