import type { FastifyReply, FastifyRequest } from "fastify";

/** `__Host-` binds a cookie to this host, which browsers allow over https only. */
const nameOf = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** A token is up to 43 characters of base64url; nothing longer is worth a query. */
export const isToken = (value: unknown): value is string => typeof value === "string" && /^[\w-]{1,100}$/.test(value);

const DAY_SECONDS = 24 * 3_600;

/** The dashboard's two cookies: who is signed in, and in which browser somebody was before. */
export interface Cookies {
  session(request: FastifyRequest): string | undefined;
  knownBrowser(request: FastifyRequest): string | undefined;
  setSession(reply: FastifyReply, token: string): void;
  setKnownBrowser(reply: FastifyReply, token: string): void;
  clearSession(reply: FastifyReply): void;
}

/** @param secure true when people come by https, so that cookies travel by https only */
export function createCookies(secure: boolean): Cookies {
  const session = nameOf("waystitch", secure);
  const known = nameOf("waystitch-known", secure);
  const attributes = { httpOnly: true, sameSite: "lax", secure, path: "/" } as const;
  const read = (request: FastifyRequest, name: string): string | undefined => {
    const token = request.cookies[name];
    return isToken(token) ? token : undefined;
  };
  return {
    session: (request) => read(request, session),
    knownBrowser: (request) => read(request, known),
    setSession: (reply, token) => void reply.setCookie(session, token, { ...attributes, maxAge: 30 * DAY_SECONDS }),
    // Shown only to the form of the e-mail address and password.
    setKnownBrowser: (reply, token) => void reply.setCookie(known, token, { ...attributes, sameSite: "strict", maxAge: 400 * DAY_SECONDS }),
    clearSession: (reply) => void reply.clearCookie(session, attributes),
  };
}
