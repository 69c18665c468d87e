import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "./database.js";

export type KeyKind = "write" | "secret";

/** What a key may do, where that differs from what every key of its kind may. */
export interface KeyLimits {
  /** Origins whose pages may send with it, such as `https://*.shop.example`; none for any. */
  readonly origins?: readonly string[];
  readonly eventsPerSecond?: number;
}

/** A key that is accepted, and what it stands for. */
export interface KnownKey {
  readonly siteId: string;
  readonly kind: KeyKind;
  /** Tells it from every other, and is not the key itself. */
  readonly keyHash: string;
  readonly origins: readonly string[];
  /** `null` for the collector's own limit. */
  readonly eventsPerSecond: number | null;
  /** Whether the site keeps e-mail addresses and phone numbers themselves. */
  readonly keepsContacts: boolean;
}

/** A key as its owner sees it. */
export interface ListedKey {
  /** The first characters of its hash: its name in commands. */
  readonly keyId: string;
  readonly kind: KeyKind;
  /** The key itself, when it is public. */
  readonly writeKey: string | null;
  readonly label: string;
  readonly origins: readonly string[];
  readonly eventsPerSecond: number | null;
  readonly createdAt: Date;
  /** ISO 8601 date. */
  readonly lastUsedOn: string | null;
  readonly revokedAt: Date | null;
}

/** Characters of a key's hash that are its name. */
const ID_LENGTH = 10;

const hashOf = (key: string): string => createHash("sha256").update(key).digest("hex");

/** A new key: `wk_...` or `sk_...` with 120 random bits. */
export function createKey(kind: KeyKind): string {
  return `${kind === "write" ? "wk" : "sk"}_${randomBytes(15).toString("base64url")}`;
}

/** Lets a key send to a site; doing it again changes nothing. */
export async function recordKey(
  db: Database,
  siteId: string,
  kind: KeyKind,
  key: string,
  label: string,
  { origins = [], eventsPerSecond }: KeyLimits = {},
): Promise<void> {
  await db
    .insertInto("keys")
    .values({
      key_hash: hashOf(key),
      site_id: siteId,
      kind,
      write_key: kind === "write" ? key : null,
      label,
      origins: [...origins],
      events_per_second: eventsPerSecond ?? null,
    })
    .onConflict((conflict) => conflict.column("key_hash").doNothing())
    .execute();
}

/** What a key stands for, or `null` when it is unknown or revoked. */
export async function loadKey(db: Database, key: string): Promise<KnownKey | null> {
  const row = await db
    .selectFrom("keys as k")
    .innerJoin("sites as s", "s.site_id", "k.site_id")
    .select(["k.site_id as siteId", "k.kind", "k.key_hash as keyHash", "k.origins"])
    .select(["k.events_per_second as eventsPerSecond", "s.keeps_contacts as keepsContacts"])
    .where("k.key_hash", "=", hashOf(key))
    .where("k.revoked_at", "is", null)
    .executeTakeFirst();
  return row ?? null;
}

/** Notes that a key was used on a day; said again, it changes nothing. @param day ISO 8601 date, UTC */
export async function noteKeyUse(db: Database, siteId: string, keyHash: string, day: string): Promise<void> {
  const today = sql<Date>`${day}::date`;
  await db
    .updateTable("keys")
    .set({ last_used_on: today })
    .where("site_id", "=", siteId)
    .where("key_hash", "=", keyHash)
    .where((or) => or.or([or("last_used_on", "is", null), or("last_used_on", "<", today)]))
    .execute();
}

/** The keys of a site, the oldest first, revoked ones too. */
export async function loadKeys(db: Database, siteId: string): Promise<readonly ListedKey[]> {
  const rows = await db
    .selectFrom("keys")
    .select(["key_hash", "kind", "write_key as writeKey", "label", "origins", "events_per_second as eventsPerSecond"])
    .select(["created_at as createdAt", "revoked_at as revokedAt", sql<string | null>`last_used_on::text`.as("lastUsedOn")])
    .where("site_id", "=", siteId)
    .orderBy("created_at")
    .orderBy("key_hash")
    .execute();
  return rows.map(({ key_hash, ...rest }) => ({ keyId: key_hash.slice(0, ID_LENGTH), ...rest }));
}

/**
 * Takes a key out of use; collectors hear of it within 30 s.
 * @param keyOrId the key itself, or its id
 * @returns whether the site had such a key that was in use
 */
export async function revokeKey(db: Database, siteId: string, keyOrId: string): Promise<boolean> {
  // An id is the beginning of a hash, and nothing that a pattern could be made of.
  const isId = keyOrId.length === ID_LENGTH && /^[0-9a-f]+$/.test(keyOrId);
  const { numUpdatedRows } = await db
    .updateTable("keys")
    .set({ revoked_at: new Date().toISOString() })
    .where("site_id", "=", siteId)
    .where("revoked_at", "is", null)
    .where((or) => or.or([or("key_hash", "=", hashOf(keyOrId)), ...(isId ? [or("key_hash", "like", `${keyOrId}%`)] : [])]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
