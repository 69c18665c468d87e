import { cleanText, isObject, type Json, LIMITS, partOf, type Rejection } from "@waystitch/protocol";
import type { RejectedRow } from "@waystitch/store";
import type { KeyedHash } from "../scrub/keyed-hash.js";
import { maskText } from "../scrub/mask-text.js";
import { scrubId } from "../scrub/scrub-id.js";
import { scrubJson } from "../scrub/scrub-json.js";
import type { Received } from "./draft.js";

const PAYLOAD_LENGTH = 8_000;
const DETAIL_LENGTH = 300;
/** Texts inside are cut later than the whole, so that an address cut in half is never in what is kept. */
const TEXT_LENGTH = PAYLOAD_LENGTH + 400;
const MAX_DEPTH = 20;
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

/** The event as it may be kept: bounded, without contact data, its ids as those of a stored one. */
function payloadOf(raw: unknown, hash: KeyedHash): string {
  const copy = boundedCopy(raw);
  if (!isObject(copy)) return JSON.stringify(scrubJson(copy));
  const ids = ID_FIELDS.flatMap((field) => {
    const id = copy[field];
    return typeof id === "string" ? [[field, scrubId(id, hash)]] : [];
  });
  return JSON.stringify(scrubJson({ ...copy, ...Object.fromEntries(ids) }));
}

/** The sender's own id of an event, if it has a usable one. */
export function messageIdOf(raw: unknown): string | null {
  const id = isObject(raw) ? raw["messageId"] : undefined;
  return typeof id === "string" && id !== "" && id.length <= LIMITS.idLength ? id : null;
}

/** The row in which a rejected event is kept: scrubbed as a stored one is, bounded, and the same for the same event. */
export function buildRejectedRow(raw: unknown, { reason, detail }: Rejection, received: Received, hash: KeyedHash): RejectedRow {
  const { siteId, sender, receivedAt } = received;
  const rejectedId = hash("payload", rawText(raw));
  const messageId = messageIdOf(raw);
  return {
    part: partOf(siteId, rejectedId),
    site_id: siteId,
    rejected_id: rejectedId,
    reason,
    detail: cleanText(maskText(detail).slice(0, DETAIL_LENGTH)),
    message_id: messageId === null ? null : cleanText(scrubId(messageId, hash)),
    payload: cleanText(payloadOf(raw, hash).slice(0, PAYLOAD_LENGTH)),
    trusted: sender.trusted,
    received_at: new Date(receivedAt).toISOString(),
  };
}
