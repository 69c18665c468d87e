import { CONTACT_KEYS, plainKey, SHA256_KEYS } from "@waystitch/protocol";

/** Names of fields that nobody may read: what opens doors, and whole network addresses, of which a column keeps the prefix. */
const SECRET_KEYS: ReadonlySet<string> = new Set([
  ...["writekey", "secretkey", "apikey", "authorization", "cookie", "accesstoken", "refreshtoken"],
  ...["password", "passwd", "pwd", "matkhau", "cardnumber", "creditcard", "cvc", "cvv"],
  ...["ip", "ipaddress", "clientip", "remoteaddress"],
]);

/** Names of fields with the hash of a contact, which is read like one, and like one not stored. */
const HASHED_KEYS: ReadonlySet<string> = new Set(Object.values(SHA256_KEYS).map(plainKey));

/** A cheap test that every name above passes, so that most names are not taken apart. */
const MAYBE = /mail|phone|mobile|tel|tho|sdt|đt|key|authorization|cookie|token|pass|pwd|kh|card|cv|ip|addr/i;
const LONGEST = 40;

export type KeyKind = "contact" | "secret" | "other";

/** What a field's name says about its value. */
export function classifyKey(key: string): KeyKind {
  if (key.length > LONGEST || !MAYBE.test(key)) return "other";
  const name = plainKey(key);
  if (CONTACT_KEYS.has(name) || HASHED_KEYS.has(name)) return "contact";
  return SECRET_KEYS.has(name) ? "secret" : "other";
}
