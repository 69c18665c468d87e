import { timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Metrics } from "../metrics.js";
import type { Refuse } from "../reply-refusal.js";

/** Whether a request is from this machine itself, and no proxy has passed it on. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const { remoteAddress = "" } = socket;
  const isForwarded = ["x-forwarded-for", "x-real-ip", "forwarded", "via"].some((name) => headers[name] !== undefined);
  return !isForwarded && /^(?:::ffff:)?127\.|^::1$/.test(remoteAddress);
}

function hasToken(authorization: string | undefined, token: string): boolean {
  const said = Buffer.from(authorization ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  return said.length === expected.length && timingSafeEqual(said, expected);
}

/**
 * `GET /metrics` for Prometheus: with the token, or where there is none, from this machine. To everybody else there is nothing at that address.
 */
export function registerMetrics(app: FastifyInstance, metrics: Metrics, token: string | undefined, refuse: Refuse): void {
  app.get("/metrics", { schema: { hide: true } }, async (request, reply) => {
    const isAllowed = token === undefined ? isLocal(request) : hasToken(request.headers.authorization, token);
    if (!isAllowed) return refuse(reply, "not_found");
    return reply
      .header("cache-control", "no-store")
      .type(metrics.contentType)
      .send(await metrics.print());
  });
  app.addHook("onResponse", async (request, reply) => {
    metrics.responded(request.routeOptions.url ?? "unknown", reply.statusCode, reply.elapsedTime / 1000);
  });
}
