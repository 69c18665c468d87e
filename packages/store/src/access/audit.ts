import { sql } from "kysely";
import type { Database } from "../database.js";

/** What the audit log tells of; `docs/access.md` says of each when it is written. */
export const AUDIT_ACTIONS = [
  "signed_in",
  "sign_in_failed",
  "signed_out",
  "password_set",
  "link_made",
  "user_role_set",
  "user_removed",
  "key_made",
  "key_revoked",
  "exported",
  "person_exported",
  "person_erasure_asked",
  "person_erased",
  "rejected_replayed",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Something that was done. */
export interface AuditEntry {
  /** `*` for what concerns the installation. */
  readonly siteId: string;
  /** E-mail address of the user; `link`, `command` or `nobody` where there is none. */
  readonly actor: string;
  readonly action: AuditAction;
  /** To whom or what: a few short values. What is too long is cut, what is too many is left out. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  /** The network it came from, not the address. */
  readonly addressPrefix?: string | null;
}

export interface AuditRow extends Required<AuditEntry>, AuditPosition {
  readonly at: Date;
}

/** Together within the bound of the column, whatever the values are: a control character is six in JSON. */
const MOST_CHARACTERS = { name: 40, value: 100, detail: 3_000 };

/** What JSON text and PostgreSQL take: neither NUL nor half of a pair. */
const plain = (text: string, most: number): string => text.slice(0, most).replace(/[\p{Surrogate}\0]/gu, "\ufffd");

function boundDetail(detail: NonNullable<AuditEntry["detail"]>): string {
  const kept: [string, string | number | boolean | null][] = [];
  for (const [name, value] of Object.entries(detail)) {
    kept.push([plain(name, MOST_CHARACTERS.name), typeof value === "string" ? plain(value, MOST_CHARACTERS.value) : value]);
    if (Buffer.byteLength(JSON.stringify(kept)) <= MOST_CHARACTERS.detail) continue;
    kept.pop();
    break;
  }
  return JSON.stringify(Object.fromEntries(kept));
}

/** Writes down what was done. In the transaction of what it tells of, both happen or neither. */
export async function recordAudit(db: Database, { siteId, actor, action, detail = {}, addressPrefix = null }: AuditEntry): Promise<void> {
  await db
    .insertInto("audit_log")
    .values({ site_id: siteId, actor, action, detail: boundDetail(detail), address_prefix: addressPrefix })
    .execute();
}

/** Where a page of the log ended. */
export interface AuditPosition {
  /** Microseconds since the epoch: a Date would cut them, and several things are done within a millisecond. */
  readonly micros: string;
  readonly auditId: string;
}

/**
 * The log of a site, the latest first.
 * @param withInstallation true tells of what concerns the installation, too
 */
export async function loadAudit(
  db: Database,
  siteId: string,
  { limit, before, withInstallation }: { readonly limit: number; readonly before?: AuditPosition; readonly withInstallation: boolean },
): Promise<readonly AuditRow[]> {
  let query = db
    .selectFrom("audit_log")
    .select(["audit_id as auditId", "site_id as siteId", "actor", "detail", "address_prefix as addressPrefix"])
    .select([sql<AuditAction>`action`.as("action"), "at", sql<string>`(extract(epoch from at) * 1000000)::bigint`.as("micros")])
    .where("site_id", "in", withInstallation ? [siteId, "*"] : [siteId])
    .orderBy("at", "desc")
    .orderBy("audit_id", "desc")
    .limit(limit);
  if (before !== undefined) {
    const at = sql`'epoch'::timestamptz + ${before.micros}::bigint * interval '1 microsecond'`;
    query = query.where(sql<boolean>`(at, audit_id) < (${at}, ${before.auditId}::uuid)`);
  }
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, detail: row.detail as AuditRow["detail"] }));
}
