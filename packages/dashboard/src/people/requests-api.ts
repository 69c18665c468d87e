import { Readable } from "node:stream";
import {
  type Database,
  findExport,
  KEPT_MS,
  loadPersonKey,
  loadRequest,
  loadWaitingErasure,
  readExport,
  recordRequest,
} from "@waystitch/store";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { roleOf } from "../access/guard.js";
import { actorOf, noteDeed } from "../access/note.js";
import { fieldsOf } from "../access/read-body.js";
import { findSite, type SiteParams } from "../find-site.js";
import { refuse } from "../refusal.js";
import type { RightsBody } from "./bodies.js";
import { confirmationOf } from "./confirmation.js";

type PersonParams = SiteParams & { readonly person: string };
type RequestParams = SiteParams & { readonly request: string };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The person's present id; refuses where there is nobody. */
async function findPersonId(
  db: Database,
  { params }: FastifyRequest<{ Params: PersonParams }>,
  reply: FastifyReply,
): Promise<string | null> {
  const site = await findSite(db, params, reply);
  if (site === null) return null;
  const key = await loadPersonKey(db, site.siteId, params.person);
  if (key === null) refuse(reply, "unknown_person", "Nobody of this site has, or ever had, that id.");
  return key?.personId ?? null;
}

const refuseMany = (reply: FastifyReply): FastifyReply =>
  refuse(reply, "too_many_tries", "Very many of this site were asked for already: wait until they are done, or for an hour.");
const refuseUnknown = (reply: FastifyReply): FastifyReply =>
  refuse(reply, "unknown_request", "There is no such request, or its file is not kept any more: files are kept for an hour.");

function addAsking(app: FastifyInstance, db: Database): void {
  app.get<{ Params: PersonParams }>(
    "/api/sites/:site/journeys/:person/requests",
    { config: { needs: "viewer" } },
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      const role = roleOf(request, site.siteId);
      const erasure = role === "viewer" ? null : await loadWaitingErasure(db, site.siteId, request.params.person);
      const body: RightsBody = { mayExport: role !== "viewer", mayErase: role === "owner", erasure };
      return body;
    },
  );
  app.post<{ Params: PersonParams }>(
    "/api/sites/:site/journeys/:person/erasure",
    { config: { needs: "owner" } },
    async (request, reply) => {
      const personId = await findPersonId(db, request, reply);
      if (personId === null) return reply;
      const { confirm } = fieldsOf(request.body);
      if (confirm !== confirmationOf(personId))
        return refuse(reply, "bad_request", "confirm must be the last characters of the person's id: this cannot be undone.");
      const { site: siteId } = request.params;
      const asked = await db.transaction().execute(async (trx) => {
        const recorded = await recordRequest(
          trx,
          siteId,
          { kind: "erasure", personId, askedBy: actorOf(request), isWhole: true },
          new Date(),
        );
        if (recorded !== "too_many" && recorded.isNew)
          await noteDeed(trx, request, { siteId, action: "person_erasure_asked", detail: { request: recorded.request.requestId } });
        return recorded;
      });
      return asked === "too_many" ? refuseMany(reply) : reply.code(202).send(asked.request);
    },
  );
  app.post<{ Params: PersonParams }>(
    "/api/sites/:site/journeys/:person/export",
    { config: { needs: "analyst" } },
    async (request, reply) => {
      const personId = await findPersonId(db, request, reply);
      if (personId === null) return reply;
      const { site: siteId } = request.params;
      const isWhole = roleOf(request, siteId) === "owner";
      const since = new Date(Date.now() - KEPT_MS);
      const asked = await recordRequest(db, siteId, { kind: "export", personId, askedBy: actorOf(request), isWhole }, since);
      return asked === "too_many" ? refuseMany(reply) : reply.code(202).send(asked.request);
    },
  );
}

function addAnswers(app: FastifyInstance, db: Database): void {
  const config = { needs: "analyst" } as const;
  app.get<{ Params: RequestParams }>("/api/sites/:site/requests/:request", { config }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const known = UUID.test(request.params.request) ? await loadRequest(db, site.siteId, request.params.request) : null;
    return known ?? refuseUnknown(reply);
  });
  app.get<{ Params: RequestParams }>(
    "/api/sites/:site/requests/:request/file",
    { config, exposeHeadRoute: false },
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      const { request: requestId } = request.params;
      const file = UUID.test(requestId) ? await findExport(db, site.siteId, requestId) : null;
      // A file is for whoever asked for it, and holds what they may see.
      if (file === null || file.askedBy !== actorOf(request)) return refuseUnknown(reply);
      if (file.isWhole && roleOf(request, site.siteId) !== "owner") return refuseUnknown(reply);
      const detail = { request: requestId, whole: file.isWhole };
      await noteDeed(db, request, { siteId: site.siteId, action: "person_exported", detail });
      // The page gives it its name: the request does not know any more who it is of.
      reply.header("content-type", "application/json; charset=utf-8").header("content-disposition", "attachment");
      return reply.send(Readable.from(readExport(db, site.siteId, requestId, file.pieces)));
    },
  );
}

/**
 * Adds what can be asked for about one person: a file with what is kept of them, and their erasure. The worker carries both out: this
 * process may read little of a person, and delete nothing.
 */
export function addPersonRequests(app: FastifyInstance, db: Database): void {
  addAsking(app, db);
  addAnswers(app, db);
}
