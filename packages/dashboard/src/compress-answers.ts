import compress, { type FastifyCompressOptions } from "@fastify/compress";
import type { FastifyInstance, RouteOptions } from "fastify";

const OPTIONS: FastifyCompressOptions = { global: false, encodings: ["br", "gzip"], threshold: 1_024 };

/** What is read from the API. What is made new, a secret key or a link that signs in, is the answer to a POST, and stays as it is. */
const isRead = ({ method, url }: RouteOptions): boolean => method === "GET" && url.startsWith("/api/");

/**
 * Compresses what the page reads from the API, reports, lists and files. Before any route is added.
 *
 * The length of a compressed answer tells whoever watches the line how well something of the request's address, which other sites can
 * choose, repeats what else is in it (BREACH). So what another site made a browser ask for is not compressed, and neither is any answer
 * that holds a secret.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  app.addHook("onRequest", async ({ headers }) => {
    const site = headers["sec-fetch-site"] ?? "none";
    // "none" is what somebody typed. The library's word for an answer that it is to leave alone:
    if (site !== "same-origin" && site !== "none") headers["x-no-compression"] = "1";
  });
  app.addHook("onRoute", (route) => {
    if (isRead(route)) route.compress = { ...OPTIONS };
  });
  await app.register(compress, OPTIONS);
}
