import { type BatchAnswer, LIMITS, type Rejection } from "@waystitch/protocol";
import type { EventRow, RejectedRow } from "@waystitch/store";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Committer } from "../commit/committer.js";
import type { Fate } from "../commit/group.js";
import type { Gate } from "../gate.js";
import { type KeyLookup, parseBasicAuth } from "../keys.js";
import { type Body, parseBody } from "../parse-body.js";
import type { Refusal } from "../refusals.js";
import { replyRefusal } from "../reply-refusal.js";
import type { KeyedHash } from "../scrub/keyed-hash.js";
import { buildRejectedRow, messageIdOf } from "../steps/build-rejected-row.js";
import type { Received } from "../steps/draft.js";
import { isRejection, type Step } from "../steps/in-order.js";

export interface BatchDeps {
  readonly steps: Step<unknown, EventRow>;
  readonly hash: KeyedHash;
  readonly lookUpKey: KeyLookup;
  readonly committer: Committer;
  readonly gate: Gate;
  readonly now: () => number;
  readonly random: () => number;
}

type Refused = BatchAnswer["rejected"][number];

/** A batch after the steps: what to store, and what to say of the rest. */
interface Judged {
  readonly events: readonly EventRow[];
  /** For each of `events`, its index in the request. */
  readonly indexes: readonly number[];
  readonly rejectedRows: readonly RejectedRow[];
  readonly refused: readonly Refused[];
}

const refusedOf = (raw: unknown, index: number, { reason, detail }: Rejection): Refused => ({
  index,
  messageId: messageIdOf(raw),
  reason,
  detail,
});

function judge(body: Body, received: Received, { steps, hash }: BatchDeps): Judged {
  const events: EventRow[] = [];
  const indexes: number[] = [];
  const rejectedRows: RejectedRow[] = [];
  const refused: Refused[] = [];
  for (const [index, raw] of body.events.entries()) {
    const outcome = steps(raw, received);
    if (isRejection(outcome)) {
      rejectedRows.push(buildRejectedRow(raw, outcome, received, hash));
      refused.push(refusedOf(raw, index, outcome));
    } else {
      events.push(outcome);
      indexes.push(index);
    }
  }
  return { events, indexes, rejectedRows, refused };
}

const storageRefused = (detail: string): Rejection => ({ ok: false, reason: "storage_refused", detail });

function answerOf(body: Body, { indexes, refused }: Judged, fates: readonly Fate[]): BatchAnswer {
  const late = fates.flatMap((fate, at) => {
    const index = indexes[at] ?? 0;
    return typeof fate === "object" ? refusedOf(body.events[index], index, storageRefused(fate.refused)) : [];
  });
  return {
    success: true,
    accepted: fates.filter((fate) => fate === "stored").length,
    duplicate: fates.filter((fate) => fate === "duplicate").length,
    rejected: [...refused, ...late].sort((a, b) => a.index - b.index),
  };
}

function receivedOf(request: FastifyRequest, body: Body, siteId: string, trusted: boolean, receivedAt: number): Received {
  const { "user-agent": userAgent, "accept-language": acceptLanguage } = request.headers;
  return {
    siteId,
    sender: { trusted },
    receivedAt,
    sentAt: body.sentAt,
    context: body.context,
    userAgent: userAgent || null,
    acceptLanguage: acceptLanguage || null,
    address: request.ip,
  };
}

async function takeBatch(request: FastifyRequest, deps: BatchDeps): Promise<BatchAnswer | Refusal> {
  const receivedAt = deps.now();
  const text = typeof request.body === "string" ? request.body : "";
  const parsed = parseBody(text);
  if (!parsed.ok) return parsed.refusal;
  const { body } = parsed;
  const key = body.writeKey ?? parseBasicAuth(request.headers.authorization);
  if (key === null) return "key_missing";
  const answer = await deps.lookUpKey(key);
  if ("refusal" in answer) return answer.refusal;
  const { siteId, kind } = answer.known;
  const received = receivedOf(request, body, siteId, kind === "secret", receivedAt);
  const judged = judge(body, received, deps);
  const committed = await deps.committer.commit({
    events: judged.events,
    rejected: judged.rejectedRows,
    bytes: 2 * text.length + body.events.length * 1_000,
    refuse: (at, detail) => buildRejectedRow(body.events[judged.indexes[at] ?? 0], storageRefused(detail), received, deps.hash),
  });
  if (!committed.ok) return committed.why === "busy" ? "busy" : "database_unavailable";
  return answerOf(body, judged, committed.fates);
}

/** `POST /v1/batch`: Segment's batch call, answered after COMMIT. */
export function registerBatch(app: FastifyInstance, deps: BatchDeps): void {
  app.post("/v1/batch", {
    bodyLimit: LIMITS.batchBytes,
    onRequest: async (request, reply) => {
      if (!deps.gate.enter(request, reply)) return replyRefusal(reply.header("connection", "close"), "busy", deps.random);
      const encoding = request.headers["content-encoding"];
      if (encoding !== undefined && encoding.toLowerCase() !== "identity") return replyRefusal(reply, "encoding_unsupported", deps.random);
      // Clients send JSON under any content type or none, and Fastify refuses those it cannot read.
      delete request.raw.headers["content-type"];
    },
    handler: async (request, reply) => {
      const answer = await takeBatch(request, deps);
      return typeof answer === "string" ? replyRefusal(reply, answer, deps.random) : reply.send(answer);
    },
  });
}
