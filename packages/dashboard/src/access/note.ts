import { ipPrefix } from "@waystitch/service";
import { type AuditEntry, type Database, recordAudit } from "@waystitch/store";
import type { FastifyRequest } from "fastify";
import { signedInOf } from "./guard.js";

/** Writes into the audit log what whoever is signed in did. @param entry `siteId` is `*` for what concerns the installation */
export async function noteDeed(
  db: Database,
  request: FastifyRequest,
  entry: Pick<AuditEntry, "siteId" | "action" | "detail">,
): Promise<void> {
  const actor = signedInOf(request).user?.email ?? "link";
  await recordAudit(db, { ...entry, actor, addressPrefix: ipPrefix(request.ip) });
}
