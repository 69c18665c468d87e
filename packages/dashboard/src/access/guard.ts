import { type Database, includesRole, loadHasPasswords, loadSignedIn, type Role, roleFor, type SignedIn } from "@waystitch/store";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { renderAskPage } from "../gate-page.js";
import { refuse } from "../refusal.js";
import type { Cookies } from "./cookies.js";
import type { Need } from "./needs.js";
import { findForeign, isSafe } from "./same-origin.js";
import { sendHtml } from "./send-html.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; `null` on routes that anybody may ask. */
    signedIn: SignedIn | null;
  }
}

/** What the guard asks and where people come from. */
export interface GuardParts {
  readonly db: Database;
  readonly cookies: Cookies;
  /** See `findForeign`. */
  readonly publicHost: string | null;
}

/** Who asks. @throws on a route that anybody may ask */
export function signedInOf(request: FastifyRequest): SignedIn {
  if (request.signedIn === null) throw new Error("This route lets anybody in.");
  return request.signedIn;
}

/** The role of whoever asks for a site, or `null` for none. */
export const roleOf = (request: FastifyRequest, siteId: string): Role | null => roleFor(siteId, signedInOf(request).roles);

const isApi = (request: FastifyRequest): boolean => request.url.startsWith("/api/");

/** Also where nobody has a password yet, an address that is signed out is worth a form: only the page says more. */
async function askToSignIn(request: FastifyRequest, reply: FastifyReply, db: Database): Promise<FastifyReply> {
  if (!isApi(request)) return sendHtml(reply, 401, renderAskPage({ withPassword: await loadHasPasswords(db).catch(() => true) }));
  const message =
    "Sign in first: open the dashboard, or type `npx waystitch link` where Waystitch is installed, and open the link it prints.";
  return refuse(reply, "not_signed_in", message);
}

/** Refuses who is signed in, but may not ask for this. A site that somebody has no role for is one that is not there. */
function refuseRole(request: FastifyRequest, reply: FastifyReply, needs: Need): FastifyReply | null {
  if (needs === "anybody" || needs === "signed_in") return null;
  const isOfSite = needs !== "installation_owner";
  const siteId = isOfSite ? String((request.params as { site?: string }).site) : "*";
  const role = roleOf(request, siteId);
  if (isOfSite && role === null) return refuse(reply, "unknown_site", "There is no site of that name. /api/sites lists them.");
  if (role !== null && includesRole(role, isOfSite ? needs : "owner")) return null;
  const needed = isOfSite ? `${needs} of this site` : "owner of all sites";
  return refuse(reply, "not_allowed", `This needs the role ${needed}. An owner can give it to you.`);
}

/**
 * Lets a request through to its route when the route's need is met, for every route alike. What changes something has to come
 * from the dashboard's own page, too.
 */
export function addGuard(app: FastifyInstance, { db, cookies, publicHost }: GuardParts): void {
  app.decorateRequest("signedIn", null);
  app.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    const foreign = isSafe(request.method) ? null : findForeign(request, publicHost);
    if (foreign !== null) return refuse(reply, "foreign", `This request is not from a page of this dashboard. ${foreign}`);
    const needs = request.is404 ? "signed_in" : (request.routeOptions.config.needs ?? "installation_owner");
    if (needs === "anybody") return;
    const token = cookies.session(request);
    request.signedIn = token === undefined ? null : await loadSignedIn(db, token);
    if (request.signedIn === null) return await askToSignIn(request, reply, db);
    return refuseRole(request, reply, needs) ?? undefined;
  });
}
