import { createHmac, createSecretKey } from "node:crypto";
import type { Contact } from "./contact.js";

/** What a hash is of. The kind is hashed too, so that equal texts of two kinds have nothing in common. */
export type HashKind = "email" | "phone" | "id" | "payload" | "erased";

/** HMAC-SHA-256 of `kind:text` under the installation's secret, in base64url. */
export type KeyedHash = (kind: HashKind, text: string) => string;

/** @param secret kept outside the database: with it, and only with it, a known address can be looked for */
export function createKeyedHash(secret: string): KeyedHash {
  const key = createSecretKey(secret, "utf8");
  return (kind, text) => createHmac("sha256", key).update(`${kind}:${text}`).digest("base64url");
}

/** A contact as it is stored: `email:` or `phone:` and the keyed hash of its SHA-256. */
export const identifierOf = ({ kind, sha256 }: Contact, hash: KeyedHash): string => `${kind}:${hash(kind, sha256)}`;

/** Names what named an erased person, in a form that names nobody. */
export type ErasedKey = (siteId: string, node: string) => string;

/** The hash under which the tombstone of something that named an erased person stands. */
export const erasedKeyWith =
  (hash: KeyedHash): ErasedKey =>
  (siteId, node) =>
    hash("erased", `${siteId}\n${node}`);
