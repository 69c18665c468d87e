/**
 * Every reason for which an event is kept as rejected, with what the sender can do about it.
 * The list is closed: the collector, the `rejected_events` table and docs/rejects.md know these and no others.
 */
export const REJECT_REASONS = {
  event_not_object: "Send each event as a JSON object.",
  event_too_large: "Keep an event within 32 KB of JSON and the batch's context within 8 KB; send large content by reference.",
  event_too_deep: "Nest objects and arrays at most 12 levels deep.",
  event_too_wide: "Keep an event within 2,000 values.",
  number_out_of_range: "Send numbers below 10^21; send long ids as strings.",
  type_unknown: "Use one of the types page, screen, track, identify, group, alias.",
  message_id_missing: "Give each event a unique messageId, for example a UUID, and send the same one again on a retry.",
  id_invalid: "Ids are strings of 1 to 100 characters; anonymousId must not begin with @.",
  no_visitor: "Name who acted: anonymousId or userId, or order_id in the properties when sent with a secret key.",
  name_missing: "Give a track event its name in the field event.",
  name_too_long: "Keep event names within 200 characters.",
  field_not_object: "properties, traits and context are JSON objects.",
  timestamp_invalid: "Send times in ISO 8601 with a year from 2000 to 2100, for example 2026-11-22T09:30:00.000Z.",
  timestamp_too_old: "A write key may date an event back by 30 days at most; import older events with a secret key.",
  order_id_empty: "Send the order's own id in order_id: with an empty one, every order would count as the same.",
  secret_key_required: "This event changes who is who or what was delivered: send it from a server with the secret key.",
  collector_failed: "The collector failed on this event, and keeps it: replay it after the next upgrade.",
  erased: "Nothing: the person was erased after this event occurred, and nothing of the event is kept.",
  past_retention: "Nothing: the site keeps events from a date on, this one occurred before, and nothing of it is kept.",
  storage_refused: "The database refused this event; the detail says why.",
} as const;

export type RejectReason = keyof typeof REJECT_REASONS;

/** Why an event is not stored; `detail` says it of this event, within 200 characters. */
export type Rejection = { readonly ok: false; readonly reason: RejectReason; readonly detail: string };

export const reject = (reason: RejectReason, detail: string): Rejection => ({ ok: false, reason, detail });
