import type { FastifyReply } from "fastify";
import { REFUSALS, type Refusal } from "./refusals.js";

/** Longest wait that is asked of a client, in seconds. */
const MAX_RETRY_AFTER = 5;

/** Answers a request that is refused as a whole; one that may be sent again is told when, at random from 1 to 5 s. */
export function replyRefusal(reply: FastifyReply, refusal: Refusal, random: () => number): FastifyReply {
  const { status, message } = REFUSALS[refusal];
  // Without jitter, everyone who was turned away together would come back together.
  if (status === 503) reply.header("retry-after", String(1 + Math.floor(random() * MAX_RETRY_AFTER)));
  return reply.code(status).send({ error: refusal, message });
}
