import { ipPrefix } from "@waystitch/service";
import { type AuditEntry, type Database, recordAudit } from "@waystitch/store";
import type { FastifyRequest } from "fastify";
import { signedInOf } from "./guard.js";

/** Who is signed in, as the audit log calls them. */
export const actorOf = (request: FastifyRequest): string => signedInOf(request).user?.email ?? "link";

/** Writes into the audit log what whoever is signed in did. @param entry `siteId` is `*` for what concerns the installation */
export async function noteDeed(
  db: Database,
  request: FastifyRequest,
  entry: Pick<AuditEntry, "siteId" | "action" | "detail">,
): Promise<void> {
  await recordAudit(db, { ...entry, actor: actorOf(request), addressPrefix: ipPrefix(request.ip) });
}
