import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";

/** How long a browser may use its copy without asking. */
const MAX_AGE_S = 300;

/** `GET /waystitch.js`: the browser script, for pages of any origin. */
export function registerScript(app: FastifyInstance, script: Buffer): void {
  const etag = `"${createHash("sha256").update(script).digest("base64url").slice(0, 27)}"`;
  app.get("/waystitch.js", async (request, reply) => {
    reply.headers({
      etag,
      "cache-control": `public, max-age=${MAX_AGE_S}`,
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
    });
    const known = (request.headers["if-none-match"] ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    if (known.includes(etag) || known.includes("*")) return reply.code(304).send();
    return reply.type("text/javascript; charset=utf-8").send(script);
  });
}
