import { REJECT_REASONS } from "@waystitch/protocol";
import { type Database, loadReplays, recordReplay } from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { actorOf } from "../access/note.js";
import { fieldsOf, findUnknownField } from "../access/read-body.js";
import { findSite, type SiteParams } from "../find-site.js";
import { refuse } from "../refusal.js";
import type { ReplaysBody } from "./answers.js";

const LISTED = 8;
const FIELDS = ["reason", "isTrial"];

/**
 * Adds what an owner can ask for about rejected events: to send them through today's rules again. A collector carries it out, and tells the
 * audit log once it is done: this process may write no event.
 */
export function addReplays(app: FastifyInstance, db: Database): void {
  const config = { needs: "owner" } as const;
  app.get<{ Params: SiteParams }>("/api/sites/:site/replays", { config }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const body: ReplaysBody = { replays: await loadReplays(db, site.siteId, LISTED) };
    return body;
  });
  app.post<{ Params: SiteParams }>("/api/sites/:site/replays", { config }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const fields = fieldsOf(request.body);
    const { reason = null, isTrial } = fields;
    const unknown = findUnknownField(fields, FIELDS);
    if (unknown !== null) return refuse(reply, "bad_request", `The fields are ${FIELDS.join(" and ")}, not ${JSON.stringify(unknown)}.`);
    if (typeof isTrial !== "boolean") return refuse(reply, "bad_request", "isTrial must be true, to change nothing, or false.");
    if (reason !== null && !(typeof reason === "string" && Object.hasOwn(REJECT_REASONS, reason)))
      return refuse(reply, "bad_request", "reason must be null or one that docs/rejects.md lists.");
    const asked = await recordReplay(db, site.siteId, { reason, isTrial, askedBy: actorOf(request) });
    if (asked === null) return refuse(reply, "conflict", "Something of the kind was asked for already and is not done yet.");
    return reply.code(202).send(asked);
  });
}
