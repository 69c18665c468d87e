import { ipPrefix } from "@waystitch/service";
import { type Database, endSession, endSessionsOf, loadSiteProfiles, replacePassword, roleFor } from "@waystitch/store";
import type { FastifyInstance, FastifyReply } from "fastify";
import { refuse } from "../refusal.js";
import type { MeBody } from "./answers.js";
import type { Cookies } from "./cookies.js";
import { signedInOf } from "./guard.js";
import { noteDeed } from "./note.js";
import { findPasswordFault, type Passwords } from "./passwords.js";
import { fieldsOf, findUnknownField } from "./read-body.js";
import { type PasswordOutcome, tryPassword } from "./try-password.js";

/** What the routes about oneself are made of. */
export interface MeParts {
  readonly db: Database;
  readonly cookies: Cookies;
  readonly passwords: Passwords;
}

const SIGNED_IN = { config: { needs: "signed_in" } } as const;

/** What somebody is told whose present password was not taken. */
function refuseOutcome(reply: FastifyReply, outcome: Exclude<PasswordOutcome, { kind: "right" }>): FastifyReply {
  if (outcome.kind === "wrong") return refuse(reply, "wrong_password", "The present password is not right.");
  if (outcome.kind === "busy")
    return refuse(reply, "unavailable", "Many passwords are being checked just now; try again in a few seconds.");
  reply.header("retry-after", String(outcome.seconds));
  return refuse(reply, "too_many_tries", `There were too many tries: wait ${outcome.seconds} seconds.`);
}

function addPassword(app: FastifyInstance, { db, cookies, passwords }: MeParts): void {
  app.post("/api/me/password", SIGNED_IN, async (request, reply) => {
    const { user, sessionHash } = signedInOf(request);
    if (user === null) return refuse(reply, "conflict", "This browser was signed in by a link, and so there is no password to change.");
    const fields = fieldsOf(request.body);
    const { current, next } = fields;
    const unknown = findUnknownField(fields, ["current", "next"]);
    if (unknown !== null || typeof current !== "string" || typeof next !== "string")
      return refuse(reply, "bad_request", "Send {current, next}: the present password and the new one.");
    const fault = findPasswordFault(next, user.email);
    if (fault !== null) return refuse(reply, "bad_request", fault.english);
    const browser = cookies.knownBrowser(request);
    const attempt = { email: user.email, password: current, addressPrefix: ipPrefix(request.ip), browser };
    const outcome = await tryPassword(db, passwords, attempt);
    if (outcome.kind !== "right") return refuseOutcome(reply, outcome);
    await replacePassword(db, user.userId, await passwords.hash(next), sessionHash);
    await noteDeed(db, request, { siteId: "*", action: "password_set", detail: { by: "user" } });
    return reply.code(204).send();
  });
}

/** Who one is, signing out, and one's password. */
export function addMeApi(app: FastifyInstance, parts: MeParts): void {
  const { db, cookies } = parts;
  app.get("/api/me", SIGNED_IN, async (request) => {
    const { user, roles } = signedInOf(request);
    const sites = (await loadSiteProfiles(db)).flatMap(({ siteId, name }) => {
      const role = roleFor(siteId, roles);
      return role === null ? [] : [{ siteId, name, role }];
    });
    const me: MeBody = { user, signedInBy: user === null ? "link" : "password", isInstallationOwner: roles["*"] === "owner", roles, sites };
    return me;
  });
  app.post("/api/sign-out", SIGNED_IN, async (request, reply) => {
    const fields = fieldsOf(request.body);
    const { everywhere = false } = fields;
    if (findUnknownField(fields, ["everywhere"]) !== null || typeof everywhere !== "boolean")
      return refuse(reply, "bad_request", "Send nothing, or {everywhere: true}.");
    const { user, sessionHash } = signedInOf(request);
    if (everywhere) await endSessionsOf(db, user?.userId ?? null);
    else await endSession(db, sessionHash);
    await noteDeed(db, request, { siteId: "*", action: "signed_out", detail: { everywhere } });
    cookies.clearSession(reply);
    return reply.code(204).send();
  });
  addPassword(app, parts);
}
