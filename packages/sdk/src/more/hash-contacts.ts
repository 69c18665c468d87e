import { CONTACT_KEYS, plainKey, SHA256_KEYS } from "@waystitch/protocol";
import { type ContactDigest, contactDigest, digestOf } from "./contact-digest.js";

/** An e-mail address inside any other text; the at sign may be encoded, as in an address's query. */
const EMAIL = /[^\s"\\<>(),;:=&?#/@]+(?:@|%40)(?:[\p{L}\d-]+\.)+\p{L}{2,}/giu;
/** A parameter of an address. */
const PARAMETER = /([?&#;])([^?&#;=\s]{1,120})=([^&#;\s]+)/g;
/** Stands where an address was taken out; the collector's word for it. */
const REMOVED = "[removed]";
/** Spellings of a phone number that no shop gives to its users as an id. */
const PHONE_ID = /^(\+\d[\d .-]{6,20}|0[35789]\d{8})$/;

// The page may replace them later.
const { parse, stringify } = JSON;

/** As JSON.stringify for what was parsed, which is plain, without the `toJSON` that old libraries give to every array. */
function write(value: unknown): string {
  if (typeof value !== "object" || value === null) return stringify(value);
  if (Array.isArray(value)) return `[${value.map(write)}]`;
  return `{${Object.entries(value).map(([key, item]) => `${stringify(key)}:${write(item)}`)}}`;
}

/** What stands in a contact field when it holds texts or numbers: their digests, without those that are no contact. */
function digestsIn(key: string, value: unknown): ContactDigest[] | undefined {
  const texts = ([] as unknown[]).concat(value);
  if (!CONTACT_KEYS.has(plainKey(key)) || !texts.every((text) => /string|number/.test(typeof text))) return undefined;
  return texts.map((text) => contactDigest(`${text}`)).filter((digest) => digest) as ContactDigest[];
}

const masked = (text: string): string =>
  text
    .replace(PARAMETER, (whole, before: string, key: string) => (CONTACT_KEYS.has(plainKey(key)) ? `${before}${key}=${REMOVED}` : whole))
    .replace(EMAIL, REMOVED);

function withoutContacts(value: unknown): unknown {
  if (typeof value === "string") return masked(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutContacts);
  const fields: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const digests = digestsIn(key, item);
    if (!digests) fields[masked(key)] = withoutContacts(item);
    else
      for (const [kind, sha256] of digests) {
        const name = SHA256_KEYS[kind];
        fields[name] = name in fields ? ([] as unknown[]).concat(fields[name], sha256) : sha256;
      }
  }
  return fields;
}

/** An id that is a contact, or holds one, as it may leave the browser; two different ones stay different. */
function idOf(id: unknown): unknown {
  if (typeof id !== "string" || !(id.includes("@") || PHONE_ID.test(id))) return id;
  const [kind, sha256] = contactDigest(id) || [];
  return kind ? `${SHA256_KEYS[kind]}:${sha256}` : `id_sha256:${digestOf(id)}`;
}

/**
 * The JSON of an event in which no e-mail address is left, and no phone number in a field named so: the contact fields that the
 * collector reads become `email_sha256` and `phone_sha256`, which it takes for the same person, and addresses elsewhere are masked.
 */
export function hashContacts(json: string): string {
  const event = parse(json) as Readonly<Record<string, unknown>>;
  const hashed = withoutContacts(event) as Record<string, unknown>;
  for (const name of ["messageId", "userId", "previousId", "groupId"]) if (name in event) hashed[name] = idOf(event[name]);
  return write(hashed);
}
