import type { FastifyReply } from "fastify";

/**
 * Answers with a page in front of the door. Its forms have to say where they come from, which browsers keep to themselves
 * under the policy of the other pages; other sites are told nothing here either.
 */
export const sendHtml = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply.code(status).headers({ "cache-control": "no-store", "referrer-policy": "same-origin" }).type("text/html; charset=utf-8").send(html);
