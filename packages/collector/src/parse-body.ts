import { cleanJson, isObject, type JsonObject, LIMITS, parseTime, type Rejection, utf8Bytes } from "@waystitch/protocol";
import type { Call } from "./calls.js";
import type { Refusal } from "./refusals.js";

/** A request body, opened but not yet judged event by event. */
export interface Body {
  readonly events: readonly unknown[];
  /** What lies under each event's own context; a rejection here is one of every event. */
  readonly context: { readonly ok: true; readonly value: JsonObject } | Rejection;
  /** When the client sent it, by its own clock, in epoch milliseconds. */
  readonly sentAt: number | null;
  readonly writeKey: string | null;
}

export type ParsedBody = { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly refusal: Refusal };

const refuse = (refusal: Refusal): ParsedBody => ({ ok: false, refusal });

function parseContext(value: unknown): Body["context"] {
  if (value === undefined || value === null) return { ok: true, value: {} };
  if (!isObject(value)) return { ok: false, reason: "field_not_object", detail: "the batch's context is not an object" };
  const cleaned = cleanJson(value);
  if (!cleaned.ok) return { ...cleaned, detail: `the batch's context: ${cleaned.detail}` };
  const bytes = utf8Bytes(JSON.stringify(cleaned.value));
  if (bytes > LIMITS.contextBytes)
    return { ok: false, reason: "event_too_large", detail: `the batch's context has ${bytes} bytes of JSON` };
  return { ok: true, value: cleaned.value as JsonObject };
}

type Events = { readonly ok: true; readonly events: readonly unknown[] } | { readonly ok: false; readonly refusal: Refusal };

/** The events of a body: those of its batch, or the one that it is, whose type stands in the address. */
function eventsOf(value: JsonObject, call: Call): Events {
  if (call !== "batch") return { ok: true, events: [{ ...value, type: call }] };
  const { batch } = value;
  if (!Array.isArray(batch)) return { ok: false, refusal: "batch_missing" };
  if (batch.length > LIMITS.batchEvents) return { ok: false, refusal: "too_many_events" };
  return { ok: true, events: batch };
}

/**
 * Reads a body as far as it concerns all its events. Never throws. The content type is not asked: it may be missing or wrong.
 * @param text the body, decoded as UTF-8
 */
export function parseBody(text: string, call: Call): ParsedBody {
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch {
    return refuse("body_not_json");
  }
  if (!isObject(value)) return refuse(call === "batch" ? "batch_missing" : "event_missing");
  const listed = eventsOf(value as JsonObject, call);
  if (!listed.ok) return listed;
  const key = value["writeKey"];
  return {
    ok: true,
    body: {
      events: listed.events,
      context: call === "batch" ? parseContext(value["context"]) : { ok: true, value: {} },
      sentAt: parseTime(value["sentAt"]),
      writeKey: typeof key === "string" && key !== "" ? key : null,
    },
  };
}
