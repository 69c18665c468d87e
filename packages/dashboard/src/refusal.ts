import type { FastifyReply } from "fastify";

/** Why a request is refused; documented in the answer itself. */
export type RefusalReason =
  | "not_signed_in"
  | "not_allowed"
  | "foreign"
  | "wrong_password"
  | "too_many_tries"
  | "conflict"
  | "last_owner"
  | "unknown_user"
  | "unknown_site"
  | "unknown_person"
  | "unknown_report"
  | "unknown_cost"
  | "unknown_key"
  | "unknown_request"
  | "unknown_route"
  | "bad_request"
  | "unavailable"
  | "failed";

const STATUS: Readonly<Record<RefusalReason, number>> = {
  not_signed_in: 401,
  not_allowed: 403,
  foreign: 403,
  wrong_password: 403,
  too_many_tries: 429,
  conflict: 409,
  last_owner: 409,
  unknown_user: 404,
  unknown_site: 404,
  unknown_person: 404,
  unknown_report: 404,
  unknown_cost: 404,
  unknown_key: 404,
  unknown_request: 404,
  unknown_route: 404,
  bad_request: 400,
  unavailable: 503,
  failed: 500,
};

/** Refuses a request with `{error, message}`; with Retry-After when trying again later helps. */
export function refuse(reply: FastifyReply, reason: RefusalReason, message: string): FastifyReply {
  if (reason === "unavailable") reply.header("retry-after", "2");
  return reply.code(STATUS[reason]).send({ error: reason, message });
}
