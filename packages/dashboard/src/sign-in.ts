import { type Database, loadIsSignedIn, redeemSignInLink } from "@waystitch/store";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { renderAskPage, renderSignInPage, renderUsedPage } from "./gate-page.js";
import { refuse } from "./refusal.js";

/** The cookie of a signed-in browser. `__Host-` binds it to this host, which browsers allow over https only. */
export const cookieName = (secure: boolean): string => (secure ? "__Host-waystitch" : "waystitch");

const COOKIE_SECONDS = 30 * 24 * 3_600;

/** A token is 32 characters of base64url; nothing longer is worth a query. */
const isToken = (value: unknown): value is string => typeof value === "string" && /^[\w-]{1,100}$/.test(value);

const sendHtml = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").header("cache-control", "no-store").send(html);

/** The landing page of a one-time link, and the button on it. */
export function addSignIn(app: FastifyInstance, db: Database, secure: boolean): void {
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string", bodyLimit: 4_096 }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.get<{ Querystring: { token?: unknown } }>("/sign-in", (request, reply) => {
    const { token } = request.query;
    return isToken(token) ? sendHtml(reply, 200, renderSignInPage(token)) : sendHtml(reply, 401, renderAskPage());
  });
  app.post<{ Body: { token?: unknown } | null }>("/sign-in", async (request, reply) => {
    const token = request.body?.token;
    const session = isToken(token) ? await redeemSignInLink(db, token) : null;
    if (session === null) return sendHtml(reply, 401, renderUsedPage());
    reply.setCookie(cookieName(secure), session, { httpOnly: true, sameSite: "strict", secure, path: "/", maxAge: COOKIE_SECONDS });
    return reply.header("cache-control", "no-store").redirect("/", 303);
  });
}

/** Paths that anybody may ask for. */
const isOpen = (path: string): boolean => path === "/health" || path === "/sign-in" || path.startsWith("/gate/");

/** Lets nobody past who is not signed in: the API answers JSON, every other path the page that says how to get a link. */
export function addGuard(app: FastifyInstance, db: Database, secure: boolean): void {
  app.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split("?", 1)[0] ?? "/";
    if (isOpen(path)) return;
    const session = request.cookies[cookieName(secure)];
    if (isToken(session) && (await loadIsSignedIn(db, session))) return;
    if (!path.startsWith("/api/")) return sendHtml(reply, 401, renderAskPage());
    return refuse(
      reply,
      "not_signed_in",
      "Sign in first: type `npx waystitch link` where Waystitch is installed, and open the link it prints.",
    );
  });
}
