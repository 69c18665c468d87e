import { CONTACT_KINDS, SHA256_KEYS } from "@waystitch/protocol";
import { type Contact, parseEmail, parseHashed, parsePhone } from "./contact.js";
import { identifierOf, type KeyedHash } from "./keyed-hash.js";
import { maskText } from "./mask-text.js";

/** Spellings of a phone number that no shop gives to its users as an id: international, or a Vietnamese mobile. */
const PHONE_ID = /^(?:\+\d[\d .-]{6,20}|(?:0|84)[35789](?:[ .-]?\d){8})$/;
/** Ids that stand in for a visitor; what follows is an id again. */
const STAND_IN = /^@(?:user|order):/;

/** The contact that an id is, when a site uses e-mail addresses or phone numbers as ids; `email_sha256:` and a hash when the browser hid it. */
export function contactOfId(id: string): Contact | null {
  const hidden = CONTACT_KINDS.find((kind) => id.startsWith(`${SHA256_KEYS[kind]}:`));
  if (hidden) return parseHashed(hidden, id.slice(SHA256_KEYS[hidden].length + 1));
  if (id.includes("@")) return parseEmail(id);
  return PHONE_ID.test(id) ? parsePhone(id) : null;
}

/**
 * The id in the form in which it may be stored. One that is or holds contact data becomes its hash: two different ids
 * stay different, and the same one stays the same.
 */
export function scrubId(id: string, hash: KeyedHash): string {
  const [standIn = ""] = STAND_IN.exec(id) ?? [];
  const rest = id.slice(standIn.length);
  const contact = contactOfId(rest);
  if (contact !== null) return standIn + identifierOf(contact, hash);
  return maskText(rest) === rest ? id : `${standIn}id:${hash("id", rest)}`;
}
