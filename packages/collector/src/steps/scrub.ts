import { identifierOf, type KeyedHash, maskText, scrubId } from "@waystitch/naming";
import { isObject, type Json, type JsonObject } from "@waystitch/protocol";
import { contactsOf } from "../scrub/find-contacts.js";
import { scrubObject } from "../scrub/scrub-json.js";
import type { Enriched, Received, Scrubbed } from "./draft.js";
import type { Step } from "./in-order.js";

/** Context fields that columns hold. */
const LEFT_OUT: ReadonlySet<string> = new Set(["page", "campaign", "userAgent", "locale"]);

const objectOf = (value: unknown): JsonObject => (isObject(value) ? (value as JsonObject) : {});
const maskedOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? maskText(value) : null);

/** Adds to `kept` what is left of `context.page` when its columns are taken out; path and query stand in the address. */
function keepPage(page: JsonObject, kept: Record<string, Json | undefined>): void {
  const { url } = page;
  const rest: Record<string, Json | undefined> = {};
  let isEmpty = true;
  for (const key in page) {
    const value = page[key];
    if (key === "url" || key === "title" || key === "referrer") continue;
    if (typeof url === "string" && typeof value === "string" && url.includes(value)) continue;
    rest[key] = value;
    isEmpty = false;
  }
  if (!isEmpty) kept["page"] = rest as JsonObject;
}

function contextOf(context: JsonObject): JsonObject {
  const kept: Record<string, Json | undefined> = {};
  for (const key in context) if (!LEFT_OUT.has(key) || (key === "campaign" && !isObject(context[key]))) kept[key] = context[key];
  keepPage(objectOf(context["page"]), kept);
  return scrubObject(kept);
}

const NONE: readonly string[] = [];
const NO_CONTACTS: ReadonlyMap<string, string> = new Map();

/** The hashes of the contacts that an event carries, and the contacts themselves where the site keeps them. */
function contactsIn(event: Enriched, received: Received, hash: KeyedHash): Pick<Scrubbed, "identifiers" | "contacts"> {
  const { type, properties: said, userId } = event;
  const found = contactsOf({ type, said, traits: objectOf(event.context["traits"]), userId });
  const { identifiers: before = NONE, keepsContacts } = received;
  if (found.length + before.length === 0) return { identifiers: NONE, contacts: NO_CONTACTS };
  const known = new Map(found.map((contact) => [identifierOf(contact, hash), contact.plain]));
  return {
    identifiers: [...new Set([...known.keys(), ...before])].sort(),
    contacts: keepsContacts ? new Map(Array.from(known).filter(isPlain)) : NO_CONTACTS,
  };
}

const isPlain = (entry: [string, string | undefined]): entry is [string, string] => entry[1] !== undefined;

/** Takes contact data out of everything that is stored, and keeps its keyed hashes as the event's identifiers. */
export const scrub =
  ({ hash }: { readonly hash: KeyedHash }): Step<Enriched, Scrubbed> =>
  (event, received) => {
    const { identifiers, contacts } = contactsIn(event, received, hash);
    const page = objectOf(event.context["page"]);
    const idOf = (id: string | null) => (id === null ? null : scrubId(id, hash));
    return {
      type: event.type,
      occurredAt: event.occurredAt,
      clientTime: event.clientTime,
      client: event.client,
      eventId: scrubId(event.eventId, hash),
      visitorId: scrubId(event.visitorId, hash),
      userId: idOf(event.userId),
      previousId: idOf(event.previousId),
      groupId: idOf(event.groupId),
      name: event.name === null ? null : maskText(event.name),
      identifiers,
      contacts,
      pageUrl: maskedOf(page["url"]),
      pageTitle: maskedOf(page["title"]),
      referrer: maskedOf(page["referrer"]),
      campaign: isObject(event.context["campaign"]) ? scrubObject(objectOf(event.context["campaign"])) : null,
      properties: scrubObject(event.properties),
      context: contextOf(event.context),
    };
  };
