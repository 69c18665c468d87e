import { type Contact, parseEmail, parsePhone } from "./contact.js";
import type { KeyedHash } from "./keyed-hash.js";
import { maskText } from "./mask-text.js";

/** Spellings of a phone number that no shop gives to its users as an id: international, or a Vietnamese mobile. */
const PHONE_ID = /^(?:\+\d[\d .-]{6,20}|0[35789]\d{8})$/;
/** Ids that stand in for a visitor; what follows is an id again. */
const STAND_IN = /^@(?:user|order):/;

/** The contact that an id is, when a site uses e-mail addresses or phone numbers as ids. */
export function contactOfId(id: string): Contact | null {
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
  if (contact !== null) return `${standIn}${contact.kind}:${hash(contact.kind, contact.normalised)}`;
  return maskText(rest) === rest ? id : `${standIn}id:${hash("id", rest)}`;
}
