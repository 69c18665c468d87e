import { LIMITS } from "@waystitch/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CALLS, type Call } from "../calls.js";
import { countryIn } from "../find-country.js";
import type { Gate } from "../gate.js";
import type { Hang } from "../hang.js";
import type { RateLimit } from "../limits/rate-limit.js";
import type { Share } from "../limits/share.js";
import { sourceOf } from "../limits/source-of.js";
import type { Metrics } from "../metrics.js";
import type { Refusal } from "../refusals.js";
import type { Refuse } from "../reply-refusal.js";
import { type Arrival, type TakeDeps, take } from "../take.js";
import { CALL_SCHEMAS } from "./event-schemas.js";
import { renewVisitorCookie } from "./visitor-cookie.js";

export interface EventsDeps extends TakeDeps {
  readonly gate: Gate;
  readonly hang: Hang;
  readonly metrics: Metrics;
  /** Requests a second, by address. */
  readonly addressLimit: RateLimit;
  readonly addressRequestsPerSecond: number;
  /** Requests that are inside, by address: slow ones, too. */
  readonly addressShare: Share;
  /** The header in which the proxy in front names the sender's country, in small letters. */
  readonly countryHeader: string | undefined;
  /** A further path that takes batches, under a name of the operator's. */
  readonly batchPath: string;
  readonly refuse: Refuse;
}

const textOf = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === "string" ? header : header?.join(", ");

function arrivalOf(request: FastifyRequest, call: Call, countryHeader: string | undefined): Arrival {
  const { headers } = request;
  return {
    call,
    bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    encoding: headers["content-encoding"],
    authorization: headers.authorization,
    origin: headers.origin,
    userAgent: headers["user-agent"],
    acceptLanguage: headers["accept-language"],
    address: request.ip,
    country: countryHeader === undefined ? null : countryIn(textOf(headers[countryHeader])),
  };
}

/** Segment's calls, batches and single ones, answered after COMMIT. */
export function registerEvents(app: FastifyInstance, deps: EventsDeps): void {
  const { gate, metrics, refuse } = deps;

  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const source = sourceOf(request.ip);
    const waitMs = source === null ? 0 : await deps.addressLimit.take(source, 1, deps.addressRequestsPerSecond);
    // Who is turned away does not get to send the body.
    const turnAway = (refusal: Refusal): FastifyReply => refuse(reply.header("connection", "close"), refusal, waitMs);
    if (waitMs > 0) return turnAway("address_rate_limited");
    // Everyone comes again: a new connection would cost both sides more than a body that nobody keeps.
    if (deps.hang.turnsAway()) return refuse(reply, "database_unavailable");
    if (source !== null && !deps.addressShare.enter(source)) return turnAway("busy");
    if (source !== null) reply.raw.once("close", () => deps.addressShare.leave(source));
    if (!gate.enter(request, reply)) return turnAway("busy");
    // Clients send JSON under any content type or none, and Fastify refuses those it cannot read.
    delete request.raw.headers["content-type"];
    return undefined;
  };

  const handler =
    (call: Call) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const taken = await take(arrivalOf(request, call, deps.countryHeader), deps);
      if (!taken.ok) return refuse(reply, taken.refusal, taken.waitMs);
      metrics.answered(taken.answer);
      renewVisitorCookie(request, reply);
      return reply.send(taken.answer);
    };

  for (const [call, paths] of Object.entries(CALLS) as [Call, readonly string[]][]) {
    const [first, ...others] = paths;
    const options = { bodyLimit: LIMITS.batchBytes, onRequest, handler: handler(call) };
    if (first) app.post(first, { ...options, schema: CALL_SCHEMAS[call] });
    for (const path of others) app.post(path, { ...options, schema: { hide: true } });
  }
  app.post(deps.batchPath, { bodyLimit: LIMITS.batchBytes, onRequest, handler: handler("batch"), schema: { hide: true } });
}
