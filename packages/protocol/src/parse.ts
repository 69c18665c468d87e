import { cleanJson } from "./clean.js";
import { EVENT_TYPES, type EventType, type ParsedEvent } from "./event.js";
import { isObject, type JsonObject, utf8Bytes } from "./json.js";
import { LIMITS } from "./limits.js";
import { ORDER_EVENTS, SERVER_EVENTS } from "./names.js";
import type { RejectReason } from "./reject.js";
import { parseTime } from "./time.js";

export type Rejection = { readonly ok: false; readonly reason: RejectReason; readonly detail: string };
export type ParseResult = { readonly ok: true; readonly event: ParsedEvent } | Rejection;

/** What the key that sent an event allows it to say. */
export interface Sender {
  /** True for a secret key, which only servers hold. */
  readonly trusted: boolean;
}

/** An id field: its text, `null` when absent, `false` when it is none. */
function idOf(value: unknown): string | null | false {
  if (value === undefined || value === null || value === "") return null;
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" && text.length <= LIMITS.idLength ? text : false;
}

const reject = (reason: RejectReason, detail: string): Rejection => ({ ok: false, reason, detail });

/** The visitor an event belongs to; servers may name a user or an order instead of a browser. */
function visitorOf(anonymousId: string | null, userId: string | null, orderId: string | null, sender: Sender): string | null {
  if (anonymousId !== null) return anonymousId;
  if (userId !== null) return `@user:${userId}`;
  return sender.trusted && orderId !== null ? `@order:${orderId}` : null;
}

function parseIds(raw: JsonObject) {
  const ids = {
    messageId: idOf(raw["messageId"]),
    anonymousId: idOf(raw["anonymousId"]),
    userId: idOf(raw["userId"]),
    previousId: idOf(raw["previousId"]),
    groupId: idOf(raw["groupId"]),
  };
  for (const [field, id] of Object.entries(ids)) if (id === false) return reject("id_invalid", `${field} is not a usable id`);
  if (typeof ids.anonymousId === "string" && ids.anonymousId.startsWith("@")) return reject("id_invalid", "anonymousId begins with @");
  if (ids.messageId === null) return reject("message_id_missing", "no messageId");
  return { ok: true, ids: ids as Record<keyof typeof ids, string | null> & { messageId: string } } as const;
}

function parseName(type: EventType, raw: JsonObject): { ok: true; name: string | null } | Rejection {
  const name = type === "track" ? raw["event"] : raw["name"];
  const text = typeof name === "string" && name.trim() !== "" ? name.trim() : null;
  if (type === "track" && text === null) return reject("name_missing", "a track event without event");
  if (text !== null && text.length > LIMITS.nameLength) return reject("name_too_long", `a name of ${text.length} characters`);
  return { ok: true, name: text };
}

function parseOrderId(name: string | null, properties: JsonObject): { ok: true; orderId: string | null } | Rejection {
  const orderId = idOf(properties["order_id"]);
  if (orderId === false) return reject("id_invalid", "order_id is not a usable id");
  if (orderId === null && name !== null && ORDER_EVENTS.has(name)) return reject("order_id_empty", `${name} without order_id`);
  return { ok: true, orderId };
}

/**
 * Validates one event of a batch. Never throws, whatever `value` is.
 *
 * @param value the event as `JSON.parse` gave it
 * @param defaults the batch's own `context`, under the event's
 */
export function parseEvent(value: unknown, sender: Sender, defaults: JsonObject = {}): ParseResult {
  if (!isObject(value)) return reject("event_not_object", `an event that is ${Array.isArray(value) ? "an array" : typeof value}`);
  const cleaned = cleanJson(value);
  if (!cleaned.ok) return cleaned;
  const raw = cleaned.value as JsonObject;
  const bytes = utf8Bytes(JSON.stringify(raw));
  if (bytes > LIMITS.eventBytes) return reject("event_too_large", `${bytes} bytes of JSON`);
  const type = EVENT_TYPES.find((known) => known === raw["type"]);
  if (type === undefined) return reject("type_unknown", `type ${JSON.stringify(raw["type"] ?? null).slice(0, 60)}`);
  for (const field of ["properties", "traits", "context"])
    if (raw[field] !== undefined && raw[field] !== null && !isObject(raw[field]))
      return reject("field_not_object", `${field} is not an object`);

  const parsedIds = parseIds(raw);
  if (!parsedIds.ok) return parsedIds;
  const { messageId, anonymousId, userId, previousId, groupId } = parsedIds.ids;
  const named = parseName(type, raw);
  if (!named.ok) return named;
  const properties = {
    ...((type === "identify" || type === "group" ? raw["traits"] : raw["properties"]) as JsonObject | null | undefined),
  };
  const order = parseOrderId(type === "track" ? named.name : null, properties);
  if (!order.ok) return order;
  const visitorId = visitorOf(anonymousId, userId, order.orderId, sender);
  if (visitorId === null) return reject("no_visitor", "neither anonymousId nor userId");
  if (!sender.trusted && (type === "alias" || (named.name !== null && SERVER_EVENTS.has(named.name))))
    return reject("secret_key_required", named.name ?? type);
  const stamp = raw["originalTimestamp"] ?? raw["timestamp"] ?? null;
  const clientTime = parseTime(stamp);
  if (stamp !== null && clientTime === null) return reject("timestamp_invalid", `timestamp ${JSON.stringify(stamp).slice(0, 60)}`);
  return {
    ok: true,
    event: {
      type,
      eventId: messageId,
      visitorId,
      userId,
      previousId,
      groupId,
      name: named.name,
      properties,
      context: { ...defaults, ...(raw["context"] as JsonObject | null | undefined) },
      clientTime,
    },
  };
}
