import { type AuditEntry, type Database, recordAudit } from "@waystitch/store";

/** Writes into the audit log what a command did. @param siteId `*` for what concerns the installation */
export async function noteCommand(
  db: Database,
  siteId: string,
  action: AuditEntry["action"],
  detail: NonNullable<AuditEntry["detail"]>,
): Promise<void> {
  await recordAudit(db, { siteId, actor: "command", action, detail });
}
