import { isObject, type JsonObject } from "@waystitch/protocol";
import { contactsOf } from "../scrub/find-contacts.js";
import { identifierOf, type KeyedHash } from "../scrub/keyed-hash.js";
import { maskText } from "../scrub/mask-text.js";
import { scrubId } from "../scrub/scrub-id.js";
import { scrubObject } from "../scrub/scrub-json.js";
import type { Enriched, Scrubbed } from "./draft.js";
import type { Step } from "./in-order.js";

/** Context fields that columns hold. */
const LEFT_OUT: ReadonlySet<string> = new Set(["page", "campaign", "userAgent", "locale"]);

const objectOf = (value: unknown): JsonObject => (isObject(value) ? (value as JsonObject) : {});
const maskedOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? maskText(value) : null);

/** What is left of `context.page` when its columns are taken out; path and query stand in the address. */
function restOfPage(page: JsonObject): JsonObject {
  const { url, title: _title, referrer: _referrer, ...rest } = page;
  if (typeof url !== "string") return rest;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value !== "string" || !url.includes(value)));
}

function contextOf(context: JsonObject): JsonObject {
  const kept = Object.entries(context).filter(([key, value]) => !LEFT_OUT.has(key) || (key === "campaign" && !isObject(value)));
  const page = restOfPage(objectOf(context["page"]));
  return scrubObject({ ...Object.fromEntries(kept), ...(Object.keys(page).length > 0 ? { page } : {}) });
}

const isPlain = (entry: [string, string | undefined]): entry is [string, string] => entry[1] !== undefined;

/** Takes contact data out of everything that is stored, and keeps its keyed hashes as the event's identifiers. */
export const scrub =
  ({ hash }: { readonly hash: KeyedHash }): Step<Enriched, Scrubbed> =>
  (event, received) => {
    const { type, properties: said, userId } = event;
    const found = contactsOf({ type, said, traits: objectOf(event.context["traits"]), userId });
    const known = new Map(found.map((contact) => [identifierOf(contact, hash), contact.plain]));
    const page = objectOf(event.context["page"]);
    const idOf = (id: string | null) => (id === null ? null : scrubId(id, hash));
    return {
      ...event,
      eventId: scrubId(event.eventId, hash),
      visitorId: scrubId(event.visitorId, hash),
      userId: idOf(event.userId),
      previousId: idOf(event.previousId),
      groupId: idOf(event.groupId),
      name: event.name === null ? null : maskText(event.name),
      identifiers: [...new Set([...known.keys(), ...(received.identifiers ?? [])])].sort(),
      contacts: new Map(received.keepsContacts ? Array.from(known).filter(isPlain) : []),
      pageUrl: maskedOf(page["url"]),
      pageTitle: maskedOf(page["title"]),
      referrer: maskedOf(page["referrer"]),
      campaign: isObject(event.context["campaign"]) ? scrubObject(objectOf(event.context["campaign"])) : null,
      properties: scrubObject(event.properties),
      context: contextOf(event.context),
    };
  };
