import { createHash } from "node:crypto";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import type { ServedScript } from "../scripts/served-scripts.js";
import { SCRIPT_LIST } from "./other-schemas.js";

/** How long a browser may use its copy without asking: of the latest build, and of a version. */
const LATEST = "public, max-age=300";
const VERSIONED = "public, max-age=31536000, immutable";

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

/** Serves each script at its address, for pages of any origin, and a list of them with their hashes. */
export function registerScripts(app: FastifyInstance, scripts: readonly ServedScript[]): void {
  for (const script of scripts) registerScript(app, script);
  const latest = scripts.map(({ path, isVersioned, integrity, body }) => ({ path, isVersioned, integrity, bytes: body.length }));
  app.get("/waystitch.json", { schema: SCRIPT_LIST }, async (_request, reply) =>
    reply.header("cache-control", LATEST).send({ scripts: latest }),
  );
}

function registerScript(app: FastifyInstance, { path, body: script, isVersioned }: ServedScript): void {
  const { compressed, plain } = variantsOf(script);
  app.get(path, { schema: { hide: true } }, async (request, reply) => {
    const wanted = String(request.headers["accept-encoding"] ?? "");
    const { encoding, body, etag } = compressed.find((variant) => accepts(wanted, variant.encoding)) ?? plain;
    reply.headers({
      etag,
      vary: "Accept-Encoding",
      "cache-control": isVersioned ? VERSIONED : LATEST,
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
    });
    const known = (request.headers["if-none-match"] ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    if (known.includes(etag) || known.includes("*")) return reply.code(304).send();
    if (encoding !== "identity") reply.header("content-encoding", encoding);
    return reply.type("text/javascript; charset=utf-8").send(body);
  });
}
