import { createHash, randomBytes } from "node:crypto";
import type { Database } from "./database.js";

export type KeyKind = "write" | "secret";

/** A key that is accepted, and what it stands for. */
export interface KnownKey {
  readonly siteId: string;
  readonly kind: KeyKind;
}

const hashOf = (key: string): string => createHash("sha256").update(key).digest("hex");

/** A new key: `wk_...` or `sk_...` with 120 random bits. */
export function createKey(kind: KeyKind): string {
  return `${kind === "write" ? "wk" : "sk"}_${randomBytes(15).toString("base64url")}`;
}

/** Lets a key send to a site; doing it again changes nothing. */
export async function recordKey(db: Database, siteId: string, kind: KeyKind, key: string, label: string): Promise<void> {
  await db
    .insertInto("keys")
    .values({ key_hash: hashOf(key), site_id: siteId, kind, write_key: kind === "write" ? key : null, label })
    .onConflict((conflict) => conflict.column("key_hash").doNothing())
    .execute();
}

/** The site and kind of a key, or `null` when it is unknown or revoked. */
export async function loadKey(db: Database, key: string): Promise<KnownKey | null> {
  const row = await db
    .selectFrom("keys")
    .select(["site_id", "kind"])
    .where("key_hash", "=", hashOf(key))
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row ? { siteId: row.site_id, kind: row.kind } : null;
}
