import type { FastifyReply, FastifyRequest } from "fastify";
import { getDomain } from "tldts";

/** The visitor id, as the browser script writes it. */
const VISITOR = /(?:^|;\s*)ws_vid=([\w-]{8,100})(?=;|$)/;
/** The longest a browser keeps a cookie: https://developer.chrome.com/blog/cookie-max-age-expires */
const MAX_AGE_S = 400 * 86_400;

/** The address of the page that sent the request, when the request went to the page's own host. */
function ownOrigin({ headers, host }: FastifyRequest): URL | null {
  try {
    const origin = new URL(headers.origin ?? "");
    return origin.host === host ? origin : null;
  } catch {
    return null;
  }
}

/**
 * Sets the visitor's cookie anew, as it came, where the collector stands behind the shop's own host: Safari keeps what a script has set for 7
 * days, and what a server of the same host has set for as long as it says (https://webkit.org/tracking-prevention/). It stays readable,
 * so that the page can delete it when the visitor withdraws; without the cookie, which a browser has only with consent, none is set.
 *
 * The domain is the one the script has chosen, the widest that browsers take: https://publicsuffix.org/
 */
export function renewVisitorCookie(request: FastifyRequest, reply: FastifyReply): void {
  const [, visitor] = VISITOR.exec(request.headers.cookie ?? "") ?? [];
  if (visitor === undefined) return;
  const origin = ownOrigin(request);
  const domain = origin && getDomain(origin.hostname, { allowPrivateDomains: true });
  if (!domain) return;
  const secure = origin.protocol === "https:" ? "; Secure" : "";
  reply.header("set-cookie", `ws_vid=${visitor}; Path=/; Domain=${domain}; Max-Age=${MAX_AGE_S}; SameSite=Lax${secure}`);
}
