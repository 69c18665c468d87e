import { type Contact, classifyKey, contactOfId, parseContact, parseHashed } from "@waystitch/naming";
import { CONTACT_KINDS, isObject, type JsonObject, SHA256_KEYS } from "@waystitch/protocol";

/** Objects inside traits and properties that describe the same customer. */
const CUSTOMER_OBJECTS: ReadonlySet<string> = new Set([
  ...["customer", "shipping", "billing", "address"],
  ...["shipping_address", "billing_address", "shippingAddress", "billingAddress"],
]);

/** No customer has more; a list of thousands of numbers would hold up every other request. */
const MAX_CANDIDATES = 10;

/** Reads a value as a contact, when it is one. */
type Candidate = () => Contact | null;

function candidatesIn(object: JsonObject): Candidate[] {
  const candidates: Candidate[] = [];
  for (const key of Object.keys(object)) {
    if (classifyKey(key) !== "contact") continue;
    const value = object[key];
    const hashed = CONTACT_KINDS.find((kind) => SHA256_KEYS[kind] === key);
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) candidates.push(hashed ? () => parseHashed(hashed, one) : () => parseContact(one));
  }
  return candidates;
}

/** The e-mail addresses and phone numbers in fields named so, here and in the objects that describe the customer. */
export function findContacts(object: JsonObject): readonly Contact[] {
  const candidates = candidatesIn(object);
  for (const key of Object.keys(object))
    if (CUSTOMER_OBJECTS.has(key) && isObject(object[key])) candidates.push(...candidatesIn(object[key] as JsonObject));
  return candidates
    .slice(0, MAX_CANDIDATES)
    .map((read) => read())
    .filter((contact) => contact !== null);
}

/** What an event says that may name a person. */
export interface Told {
  readonly type: unknown;
  /** `properties`, or `traits` on identify and group. */
  readonly said: JsonObject;
  /** `context.traits`. */
  readonly traits: JsonObject;
  readonly userId: string | null;
}

/** The contacts of the person an event is about. The traits of a group describe an organisation: its address names none of its people. */
export function contactsOf({ type, said, traits, userId }: Told): readonly Contact[] {
  const id = userId === null ? null : contactOfId(userId);
  return [...(type === "group" ? [] : findContacts(said)), ...findContacts(traits), ...(id === null ? [] : [id])];
}
