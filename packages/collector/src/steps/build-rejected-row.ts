import { identifierOf, type KeyedHash, maskText, scrubId } from "@waystitch/naming";
import {
  cleanText,
  EVENT_TYPES,
  isObject,
  type Json,
  type JsonObject,
  LIMITS,
  parseTime,
  partOf,
  type Rejection,
} from "@waystitch/protocol";
import { ipPrefix } from "@waystitch/service";
import type { RejectedRow } from "@waystitch/store";
import { contactsOf } from "../scrub/find-contacts.js";
import { scrubJson, scrubObject } from "../scrub/scrub-json.js";
import { datedBefore } from "./dated-before.js";
import type { Received } from "./draft.js";

const PAYLOAD_LENGTH = 8_000;
const DETAIL_LENGTH = 300;
const HEADER_LENGTH = 500;
/** An event whose JSON is longer has lost something in its copy, whatever is left of it. */
const RAW_LENGTH = LIMITS.eventBytes;
/** Texts inside are cut later than the whole, so that an address cut in half is never in what is kept. */
const TEXT_LENGTH = PAYLOAD_LENGTH + 400;
const MAX_DEPTH = 20;
const FIELDS = ["properties", "traits"];
const ID_FIELDS = ["messageId", "anonymousId", "userId", "previousId", "groupId"] as const;

/** A copy that is shallow and small enough to be written as JSON, whatever the value. */
function boundedCopy(value: unknown): Json {
  let left: number = LIMITS.values;
  const copy = (item: unknown, depth: number): Json => {
    if (typeof item === "string") return item.slice(0, TEXT_LENGTH);
    if (typeof item === "number") return Number.isFinite(item) ? item : String(item);
    if (typeof item === "boolean" || typeof item !== "object" || item === null) return item === true || item === false ? item : null;
    if (depth >= MAX_DEPTH) return "[too deep]";
    const entries = Object.entries(item).filter(([key]) => key !== "__proto__" && left-- > 0);
    if (Array.isArray(item)) return entries.map(([, entry]) => copy(entry, depth + 1));
    return Object.fromEntries(entries.map(([key, entry]) => [key.slice(0, TEXT_LENGTH), copy(entry, depth + 1)]));
  };
  return copy(value, 0);
}

/** The event as the sender wrote it; one that is nested too deep for JSON as its bounded copy. */
function rawText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return JSON.stringify(boundedCopy(value));
  }
}

const objectOf = (value: unknown): JsonObject => (isObject(value) ? (value as JsonObject) : {});
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** The hashes of what an event's payload is kept without. */
function identifiersOf(copy: Json, hash: KeyedHash): readonly string[] {
  const event = objectOf(copy);
  const { type } = event;
  // Where the type is none, either may be what it says.
  const fields =
    type === "identify" || type === "group" ? ["traits"] : EVENT_TYPES.some((known) => known === type) ? ["properties"] : FIELDS;
  const traits = objectOf(objectOf(event["context"])["traits"]);
  const userId = textOf(event["userId"]);
  const found = fields.flatMap((field) => contactsOf({ type, said: objectOf(event[field]), traits, userId }));
  return [...new Set(found.map((contact) => identifierOf(contact, hash)))].sort();
}

/** What the request said about all its events, as far as it may be kept; `receivedAgain` reads it. */
function circumstancesOf({ sentAt, context, userAgent, acceptLanguage, address, country }: Received): JsonObject {
  return {
    ...(sentAt === null ? {} : { sent_at: new Date(sentAt).toISOString() }),
    ...(userAgent === null ? {} : { user_agent: cleanText(maskText(userAgent).slice(0, HEADER_LENGTH)) }),
    ...(acceptLanguage === null ? {} : { accept_language: cleanText(maskText(acceptLanguage).slice(0, HEADER_LENGTH)) }),
    ...(ipPrefix(address) === null ? {} : { network: ipPrefix(address) }),
    ...(country === null ? {} : { country }),
    ...(context.ok && Object.keys(context.value).length > 0 ? { context: scrubObject(context.value) } : {}),
  };
}

/** The event as it may be kept: bounded, without contact data, its ids as those of a stored one. */
function payloadOf(copy: Json, hash: KeyedHash): string {
  if (!isObject(copy)) return JSON.stringify(scrubJson(copy));
  const ids = ID_FIELDS.flatMap((field) => {
    const id = copy[field];
    return typeof id === "string" ? [[field, scrubId(id, hash)]] : [];
  });
  return JSON.stringify(scrubJson({ ...copy, ...Object.fromEntries(ids) }));
}

/** When a rejected event happened, by its sender; that it was rejected may be because of it. */
function clientTimeOf(raw: unknown): number | null {
  const { originalTimestamp, timestamp } = objectOf(raw);
  return parseTime(originalTimestamp ?? timestamp);
}

/** The sender's own id of an event, if it has a usable one. */
export function messageIdOf(raw: unknown): string | null {
  const id = isObject(raw) ? raw["messageId"] : undefined;
  return typeof id === "string" && id !== "" && id.length <= LIMITS.idLength ? id : null;
}

/** The row in which a rejected event is kept: scrubbed as a stored one is, bounded, and the same for the same event. */
export function buildRejectedRow(raw: unknown, { reason, detail }: Rejection, received: Received, hash: KeyedHash): RejectedRow {
  const { siteId, sender, receivedAt } = received;
  const text = rawText(raw);
  const copy = boundedCopy(raw);
  const payload = payloadOf(copy, hash);
  const rejectedId = hash("payload", text);
  const messageId = messageIdOf(raw);
  return {
    part: partOf(siteId, rejectedId),
    site_id: siteId,
    rejected_id: rejectedId,
    reason,
    detail: cleanText(maskText(detail).slice(0, DETAIL_LENGTH)),
    message_id: messageId === null ? null : cleanText(scrubId(messageId, hash)),
    payload: cleanText(payload.slice(0, PAYLOAD_LENGTH)),
    trusted: sender.trusted,
    received_at: new Date(receivedAt).toISOString(),
    identifiers: identifiersOf(copy, hash),
    is_cut: payload.length > PAYLOAD_LENGTH || text.length > RAW_LENGTH,
    circumstances: circumstancesOf(received),
    ...datedBefore(receivedAt, clientTimeOf(raw), received),
  };
}
