import { REJECT_REASONS } from "@waystitch/protocol";
import { type Database, loadLatestRejected } from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { findSite, type SiteParams } from "../find-site.js";
import { refuse } from "../refusal.js";
import type { ExampleBody, RejectedExample } from "./answers.js";

const SHOWN = 2_000;
const LOOKS_BACK_MS = 93 * 86_400_000;

/** Adds an example of what was rejected for a reason. It may hold what a person wrote, and so is for owners. */
export function addRejected(app: FastifyInstance, db: Database): void {
  app.get<{ Params: SiteParams & { reason: string } }>(
    "/api/sites/:site/rejected/:reason",
    { config: { needs: "owner" } },
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      const { reason } = request.params;
      if (!Object.hasOwn(REJECT_REASONS, reason)) return refuse(reply, "bad_request", "docs/rejects.md lists the reasons.");
      const since = new Date(Date.now() - LOOKS_BACK_MS);
      const [latest] = await loadLatestRejected(db, site.siteId, { reason, since }, 1);
      const body: ExampleBody = { example: latest === undefined ? null : exampleOf(latest) };
      return body;
    },
  );
}

const exampleOf = ({ receivedAt, detail, payload }: Omit<RejectedExample, "isCut">): RejectedExample => ({
  receivedAt,
  detail,
  payload: payload.slice(0, SHOWN),
  isCut: payload.length > SHOWN,
});
