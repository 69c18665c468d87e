/**
 * Every reason for which a whole request is refused: its status, and the message that says what to do about it.
 * The list is closed, and docs/rejects.md has the same one. Nothing of a refused request is stored.
 */
export const REFUSALS = {
  body_not_json: { status: 400, message: "Send the body as JSON in UTF-8." },
  batch_missing: { status: 400, message: "Send a JSON object whose field batch is an array of events." },
  event_missing: { status: 400, message: "Send the event as one JSON object." },
  body_not_gzip: {
    status: 400,
    message: "The header Content-Encoding says gzip, and the body is none, or is cut: send all of it, or send it uncompressed.",
  },
  request_invalid: { status: 400, message: "This is not a valid HTTP request: check its length and its headers." },
  key_missing: { status: 401, message: "Send the site's key as writeKey in the body, or as the user name of HTTP Basic auth." },
  key_unknown: { status: 401, message: "This key is unknown or revoked: copy the site's key from its settings, or make a new one." },
  origin_not_allowed: {
    status: 403,
    message: "Pages of this origin may not send with this key: add the origin to the key's list, or make a key for it.",
  },
  not_found: { status: 404, message: "There is nothing here: send events to POST /v1/batch." },
  body_too_large: { status: 413, message: "Keep a request within 500 KB: send fewer events in each." },
  too_many_events: { status: 413, message: "Send at most 1,000 events in a request." },
  encoding_unsupported: { status: 415, message: "Send the body uncompressed, or compressed with gzip." },
  key_rate_limited: {
    status: 429,
    message: "More events a second come with this key than it may send. Send the same request again after Retry-After seconds.",
  },
  address_rate_limited: {
    status: 429,
    message: "More requests a second come from this address than one may send. Send the same request again after Retry-After seconds.",
  },
  internal_error: { status: 500, message: "The collector failed; nothing of this request was acknowledged. Send it again." },
  busy: { status: 503, message: "The collector is full. Send the same request again after Retry-After seconds." },
  database_unavailable: {
    status: 503,
    message:
      "It is unknown whether the events were stored. Send the same request again after Retry-After seconds: nothing is stored twice.",
  },
} as const;

export type Refusal = keyof typeof REFUSALS;
