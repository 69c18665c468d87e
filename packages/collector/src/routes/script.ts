import { createHash } from "node:crypto";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import type { Scripts } from "../load-scripts.js";

/** How long a browser may use its copy without asking. */
const MAX_AGE_S = 300;

/** The script in one encoding. */
interface Variant {
  readonly encoding: "br" | "gzip" | "identity";
  readonly body: Buffer;
  readonly etag: string;
}

/** The script in every encoding, the smaller one first; compressed once, when the collector starts. */
function variantsOf(script: Buffer): { readonly compressed: readonly Variant[]; readonly plain: Variant } {
  const tag = createHash("sha256").update(script).digest("base64url").slice(0, 27);
  return {
    compressed: [
      { encoding: "br", body: brotliCompressSync(script), etag: `"${tag}-br"` },
      { encoding: "gzip", body: gzipSync(script, { level: 9 }), etag: `"${tag}-gz"` },
    ],
    plain: { encoding: "identity", body: script, etag: `"${tag}"` },
  };
}

/** True when an `Accept-Encoding` header names an encoding and does not refuse it. */
function accepts(header: string, encoding: Variant["encoding"]): boolean {
  const offers = header.toLowerCase().split(",");
  return offers.some((offer) => offer.split(";")[0]?.trim() === encoding && !/;\s*q=0(?:\.0+)?\s*$/.test(offer));
}

/** Serves each script at `/` and its name, for pages of any origin. */
export function registerScripts(app: FastifyInstance, scripts: Scripts): void {
  for (const [name, script] of scripts) registerScript(app, name, script);
}

function registerScript(app: FastifyInstance, name: string, script: Buffer): void {
  const { compressed, plain } = variantsOf(script);
  app.get(`/${name}`, async (request, reply) => {
    const wanted = String(request.headers["accept-encoding"] ?? "");
    const { encoding, body, etag } = compressed.find((variant) => accepts(wanted, variant.encoding)) ?? plain;
    reply.headers({
      etag,
      vary: "Accept-Encoding",
      "cache-control": `public, max-age=${MAX_AGE_S}`,
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
    });
    const known = (request.headers["if-none-match"] ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    if (known.includes(etag) || known.includes("*")) return reply.code(304).send();
    if (encoding !== "identity") reply.header("content-encoding", encoding);
    return reply.type("text/javascript; charset=utf-8").send(body);
  });
}
