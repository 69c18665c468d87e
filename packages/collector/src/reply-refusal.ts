import type { FastifyReply } from "fastify";
import { REFUSALS, type Refusal } from "./refusals.js";

/** How much longer than it must a client is asked to wait, at most, in seconds. */
const MAX_JITTER_S = 5;

/**
 * Answers a request that is refused as a whole; one that may be sent again is told when: 1 to 5 s, at random, after it may.
 * @param waitMs how long it would be refused again
 */
export type Refuse = (reply: FastifyReply, refusal: Refusal, waitMs?: number) => FastifyReply;

/** @param onRefused hears of each */
export function createRefuse(random: () => number, onRefused: (refusal: Refusal) => void): Refuse {
  return (reply, refusal, waitMs = 0) => {
    const { status, message } = REFUSALS[refusal];
    // Without jitter, everyone who was turned away together would come back together.
    if (status === 503 || status === 429)
      reply.header("retry-after", String(Math.ceil(waitMs / 1000) + 1 + Math.floor(random() * MAX_JITTER_S)));
    onRefused(refusal);
    return reply.code(status).send({ error: refusal, message });
  };
}
