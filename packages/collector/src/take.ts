import { type BatchAnswer, isAllowedOrigin } from "@waystitch/protocol";
import type { KnownKey } from "@waystitch/store";
import type { Call } from "./calls.js";
import type { Committer } from "./commit/committer.js";
import { answerOf, type Judge, judge, storageRefused } from "./judge.js";
import { type KeyLookup, parseBasicAuth } from "./keys.js";
import type { RateLimit } from "./limits/rate-limit.js";
import type { Share } from "./limits/share.js";
import { encodingOf, openBody } from "./open-body.js";
import { type Body, parseBody } from "./parse-body.js";
import type { Refusal } from "./refusals.js";
import { buildRejectedRow } from "./steps/build-rejected-row.js";
import type { Received } from "./steps/draft.js";

export interface TakeDeps extends Judge {
  readonly lookUpKey: KeyLookup;
  readonly committer: Committer;
  /** Events a second, by key. */
  readonly keyLimit: RateLimit;
  /** What a key may send that has no limit of its own. */
  readonly keyEventsPerSecond: number;
  /** Requests that are inside, by key. */
  readonly share: Share;
  readonly now: () => number;
}

/** A request as far as it is not about HTTP. */
export interface Arrival {
  readonly call: Call;
  readonly bytes: Buffer;
  readonly encoding: string | undefined;
  readonly authorization: string | undefined;
  readonly origin: string | undefined;
  readonly userAgent: string | undefined;
  readonly acceptLanguage: string | undefined;
  /** Where it came from; behind a trusted proxy, where the proxy got it from. */
  readonly address: string;
  readonly country: string | null;
}

export type Taken =
  | { readonly ok: true; readonly answer: BatchAnswer }
  | { readonly ok: false; readonly refusal: Refusal; readonly waitMs?: number };

const refuse = (refusal: Refusal, waitMs = 0): Taken => ({ ok: false, refusal, waitMs });

function receivedOf(arrival: Arrival, body: Body, key: KnownKey, receivedAt: number): Received {
  return {
    siteId: key.siteId,
    sender: { trusted: key.kind === "secret" },
    receivedAt,
    sentAt: body.sentAt,
    context: body.context,
    userAgent: arrival.userAgent || null,
    acceptLanguage: arrival.acceptLanguage || null,
    address: arrival.address,
    country: arrival.country,
    keepsContacts: key.keepsContacts,
  };
}

/** Judges the events of a body, stores them and answers after COMMIT. */
async function record(body: Body, textLength: number, received: Received, key: KnownKey, deps: TakeDeps): Promise<Taken> {
  const judged = await judge(body, received, deps);
  const committed = await deps.committer.commit({
    owner: key.keyHash,
    events: judged.events,
    rejected: judged.rejectedRows,
    contacts: judged.contacts,
    bytes: 2 * textLength + body.events.length * 1_000,
    refuse: (at, detail) => buildRejectedRow(body.events[judged.indexes[at] ?? 0], storageRefused(detail), received, deps.hash),
  });
  if (!committed.ok) return refuse(committed.why === "busy" ? "busy" : "database_unavailable");
  return { ok: true, answer: answerOf(body, judged, committed.fates) };
}

/** What happens to a request, from its bytes to its answer: opened, parsed, authenticated, limited, judged and stored. */
export async function take(arrival: Arrival, deps: TakeDeps): Promise<Taken> {
  const receivedAt = deps.now();
  const encoding = encodingOf(arrival.encoding);
  if (encoding === null) return refuse("encoding_unsupported");
  const opened = await openBody(arrival.bytes, encoding);
  if (!opened.ok) return opened;
  const parsed = parseBody(opened.text, arrival.call);
  if (!parsed.ok) return parsed;
  const { body } = parsed;
  const said = body.writeKey ?? parseBasicAuth(arrival.authorization);
  if (said === null) return refuse("key_missing");
  const looked = await deps.lookUpKey(said);
  if ("refusal" in looked) return refuse(looked.refusal);
  const key = looked.known;
  if (!isAllowedOrigin(key.origins, arrival.origin)) return refuse("origin_not_allowed");
  const waitMs = await deps.keyLimit.take(key.keyHash, Math.max(1, body.events.length), key.eventsPerSecond ?? deps.keyEventsPerSecond);
  if (waitMs > 0) return refuse("key_rate_limited", waitMs);
  if (!deps.share.enter(key.keyHash)) return refuse("busy");
  try {
    return await record(body, opened.text.length, receivedOf(arrival, body, key, receivedAt), key, deps);
  } finally {
    deps.share.leave(key.keyHash);
  }
}
