import { isObject, type JsonObject } from "@waystitch/protocol";
import { type Contact, parseContact } from "./contact.js";
import { classifyKey } from "./sensitive-keys.js";

/** Objects inside traits and properties that describe the same customer. */
const CUSTOMER_OBJECTS: ReadonlySet<string> = new Set([
  ...["customer", "shipping", "billing", "address"],
  ...["shipping_address", "billing_address", "shippingAddress", "billingAddress"],
]);

/** No customer has more; a list of thousands of numbers would hold up every other request. */
const MAX_CANDIDATES = 10;

function candidatesIn(object: JsonObject): unknown[] {
  return Object.entries(object).flatMap(([key, value]) => (classifyKey(key) === "contact" ? value : []));
}

/** The e-mail addresses and phone numbers in fields named so, here and in the objects that describe the customer. */
export function findContacts(object: JsonObject): readonly Contact[] {
  const candidates = candidatesIn(object);
  for (const [key, value] of Object.entries(object))
    if (CUSTOMER_OBJECTS.has(key) && isObject(value)) candidates.push(...candidatesIn(value as JsonObject));
  return candidates
    .slice(0, MAX_CANDIDATES)
    .map(parseContact)
    .filter((contact) => contact !== null);
}
