import { EVENT_TYPES, LIMITS, REJECT_REASONS } from "@waystitch/protocol";
import type { FastifySchema } from "fastify";
import type { Call } from "../calls.js";
import { REFUSALS } from "../refusals.js";

/** A JSON schema, as OpenAPI 3.1 has it. It describes; what arrives is judged by the steps alone. */
export type Schema = Readonly<Record<string, unknown>>;

const text = (description: string, rest: Schema = {}): Schema => ({ type: "string", description, ...rest });
const object = (description: string): Schema => ({ type: "object", description, additionalProperties: true });
const id = (description: string): Schema => text(description, { minLength: 1, maxLength: LIMITS.idLength });

const EVENT_FIELDS: Schema = {
  messageId: id("The sender's own id of the event; the same one on a retry."),
  anonymousId: id("The browser or device. It or userId has to be there, or order_id in the properties with a secret key."),
  userId: id("The site's own id of the user."),
  properties: object("Of page, screen and track: what the event says; docs/events.md has the names."),
  traits: object("Of identify and group: what is known of the user or the organisation."),
  context: object("Circumstances: page, campaign, userAgent, locale, timezone, ip, traits."),
  timestamp: text("When it happened, by the sender's clock.", { format: "date-time" }),
  originalTimestamp: text("As timestamp, before which it goes.", { format: "date-time" }),
};

/** What a call of a type has beside, and which of all that it must have. */
const BY_TYPE: Readonly<Record<Exclude<Call, "batch">, { fields: Schema; required: readonly string[] }>> = {
  page: { fields: { name: text("Name of the page.", { maxLength: LIMITS.nameLength }) }, required: [] },
  screen: { fields: { name: text("Name of the screen.", { maxLength: LIMITS.nameLength }) }, required: [] },
  track: { fields: { event: text("Name of the event, such as Product Added.", { maxLength: LIMITS.nameLength }) }, required: ["event"] },
  identify: { fields: {}, required: [] },
  group: { fields: { groupId: id("The organisation.") }, required: [] },
  alias: { fields: { previousId: id("The id that is the same person as userId. Secret keys only.") }, required: ["previousId"] },
};

const ENVELOPE: Schema = {
  writeKey: text("The site's key, unless it is the user name of HTTP Basic auth."),
  sentAt: text("When the request was sent, by the sender's clock.", { format: "date-time" }),
};

function bodyOf(call: Call): Schema {
  if (call !== "batch") {
    const { fields, required } = BY_TYPE[call];
    return { type: "object", required: ["messageId", ...required], properties: { ...EVENT_FIELDS, ...fields, ...ENVELOPE } };
  }
  const every = Object.fromEntries(Object.values(BY_TYPE).flatMap(({ fields }) => Object.entries(fields)));
  const event = {
    type: "object",
    required: ["type", "messageId"],
    properties: { type: { type: "string", enum: EVENT_TYPES }, ...EVENT_FIELDS, ...every },
  };
  return {
    type: "object",
    required: ["batch"],
    properties: {
      batch: { type: "array", maxItems: LIMITS.batchEvents, items: event },
      context: object("Under each event's own context."),
      ...ENVELOPE,
    },
  };
}

const ANSWER: Schema = {
  description: "Committed. Every event of the request is in exactly one of the three.",
  type: "object",
  required: ["success", "accepted", "duplicate", "rejected"],
  properties: {
    success: { type: "boolean", const: true },
    accepted: { type: "integer", description: "Stored by this request." },
    duplicate: { type: "integer", description: "Stored before, or twice in this request." },
    rejected: {
      type: "array",
      description: "Kept with the reason, in the order of the request.",
      items: {
        type: "object",
        required: ["index", "messageId", "reason", "detail"],
        properties: {
          index: { type: "integer" },
          messageId: { type: ["string", "null"] },
          reason: { type: "string", enum: Object.keys(REJECT_REASONS) },
          detail: { type: "string" },
        },
      },
    },
  },
};

/** The refusals of each status, with what they say. */
export function refusalSchemas(): Record<string, Schema> {
  const statuses = new Set(Object.values(REFUSALS).map(({ status }) => status));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const refusals = Object.entries(REFUSALS).filter(([, refusal]) => refusal.status === status);
      const schema = {
        description: refusals.map(([error, { message }]) => `${error}: ${message}`).join("\n\n"),
        type: "object",
        required: ["error", "message"],
        properties: { error: { type: "string", enum: refusals.map(([error]) => error) }, message: { type: "string" } },
      };
      return [String(status), schema];
    }),
  );
}

const SUMMARIES: Readonly<Record<Call, string>> = {
  batch: "Record events",
  page: "Record a page view",
  screen: "Record a view of an app's screen",
  track: "Record what somebody did",
  identify: "Say who a visitor is",
  group: "Say which organisation a user belongs to",
  alias: "Say that two user ids are one person",
};

const schemaOf = (call: Call): FastifySchema => ({
  tags: ["events"],
  summary: SUMMARIES[call],
  operationId: call,
  body: bodyOf(call),
  response: { 200: ANSWER, ...refusalSchemas() },
  security: [{ key: [] }, {}],
});

/** What each call's route says of itself in the OpenAPI document. */
export const CALL_SCHEMAS: Readonly<Record<Call, FastifySchema>> = {
  batch: schemaOf("batch"),
  page: schemaOf("page"),
  screen: schemaOf("screen"),
  track: schemaOf("track"),
  identify: schemaOf("identify"),
  group: schemaOf("group"),
  alias: schemaOf("alias"),
};
