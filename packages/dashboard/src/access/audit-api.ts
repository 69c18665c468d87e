import { type AuditPosition, type Database, loadAudit } from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { refuse } from "../refusal.js";
import type { AuditBody } from "./answers.js";
import { signedInOf } from "./guard.js";

const LIMIT = { usual: 50, most: 200 };

const writeCursor = ({ micros, auditId }: AuditPosition): string => Buffer.from(`${micros}:${auditId}`).toString("base64url");

function parseCursor(cursor: unknown): AuditPosition | null {
  if (typeof cursor !== "string") return null;
  const match = /^(\d{1,18}):([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  const [, micros, auditId] = match ?? [];
  return micros === undefined || auditId === undefined || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(auditId)
    ? null
    : { micros, auditId };
}

interface AuditQuery {
  readonly limit?: unknown;
  readonly before?: unknown;
}

/** The audit log of a site, for its owners, the latest first; an owner of the installation reads what concerns that, too. */
export function addAuditApi(app: FastifyInstance, db: Database): void {
  app.get<{ Params: { site: string }; Querystring: AuditQuery }>(
    "/api/sites/:site/audit",
    { config: { needs: "owner" } },
    async (request, reply) => {
      const { limit = String(LIMIT.usual), before } = request.query;
      const count = Number(limit);
      if (!Number.isInteger(count) || count < 1 || count > LIMIT.most)
        return refuse(reply, "bad_request", `limit must be a whole number from 1 to ${LIMIT.most}.`);
      const position = parseCursor(before);
      if (before !== undefined && position === null) return refuse(reply, "bad_request", "before must be the `next` of an earlier answer.");
      const rows = await loadAudit(db, request.params.site, {
        limit: count + 1,
        withInstallation: signedInOf(request).roles["*"] === "owner",
        ...(position === null ? {} : { before: position }),
      });
      const entries = rows.slice(0, count);
      const last = entries.at(-1);
      const body: AuditBody = { entries, next: rows.length > count && last !== undefined ? writeCursor(last) : null };
      return body;
    },
  );
}
