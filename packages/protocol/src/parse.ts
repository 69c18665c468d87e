import { cleanJson } from "./clean.js";
import { EVENT_TYPES, type EventType, type SaidEvent } from "./event.js";
import { idOf } from "./id.js";
import { isObject, type JsonObject, utf8Bytes } from "./json.js";
import { LIMITS } from "./limits.js";
import { type Rejection, reject } from "./reject.js";
import { parseTime } from "./time.js";

export type ParseResult = { readonly ok: true; readonly event: SaidEvent } | Rejection;

type Id = string | null | false;

/** The first of an event's ids that is none, by its field. */
function wrongId(ids: Readonly<Record<string, Id>>): string | null {
  for (const field in ids) if (ids[field] === false) return field;
  return null;
}

function parseIds(raw: JsonObject) {
  const ids = {
    messageId: idOf(raw["messageId"]),
    anonymousId: idOf(raw["anonymousId"]),
    userId: idOf(raw["userId"]),
    previousId: idOf(raw["previousId"]),
    groupId: idOf(raw["groupId"]),
  };
  const wrong = wrongId(ids);
  if (wrong !== null) return reject("id_invalid", `${wrong} is not a usable id`);
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

function contextOver(defaults: JsonObject, own: JsonObject | null | undefined): JsonObject {
  for (const _ in defaults) return { ...defaults, ...own };
  return own ?? {};
}

/**
 * Reads and bounds one event of a batch, without asking yet what belongs to an event of its name. Never throws, whatever
 * `value` is.
 *
 * @param value the event as `JSON.parse` gave it
 * @param defaults the batch's own `context`, under the event's
 */
export function parseEvent(value: unknown, defaults: JsonObject = {}): ParseResult {
  if (!isObject(value)) return reject("event_not_object", `an event that is ${Array.isArray(value) ? "an array" : typeof value}`);
  const cleaned = cleanJson(value);
  if (!cleaned.ok) return cleaned;
  const raw = cleaned.value as JsonObject;
  // Most events are far from it, and need not be written out to be measured.
  const bytes = cleaned.atMost > LIMITS.eventBytes ? utf8Bytes(JSON.stringify(raw)) : 0;
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
  const properties = type === "identify" || type === "group" ? raw["traits"] : raw["properties"];
  const stamp = raw["originalTimestamp"] ?? raw["timestamp"] ?? null;
  const clientTime = parseTime(stamp);
  if (stamp !== null && clientTime === null) return reject("timestamp_invalid", `timestamp ${JSON.stringify(stamp).slice(0, 60)}`);
  return {
    ok: true,
    event: {
      type,
      eventId: messageId,
      anonymousId,
      userId,
      previousId,
      groupId,
      name: named.name,
      // Copied above, and looked at: an object, or nothing.
      properties: (properties as JsonObject | null | undefined) ?? {},
      context: contextOver(defaults, raw["context"] as JsonObject | null | undefined),
      clientTime,
    },
  };
}
