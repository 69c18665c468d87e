import { ipPrefix } from "@waystitch/service";
import {
  type AuditAction,
  type Database,
  loadHasPasswords,
  loadSignInLink,
  parseUserEmail,
  recordAudit,
  recordKnownBrowser,
  recordSession,
  redeemFirstOwner,
  redeemPasswordLink,
  redeemSignInLink,
  type SignedInUser,
} from "@waystitch/store";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Cookies, isToken } from "./access/cookies.js";
import { findPasswordFault, type Passwords } from "./access/passwords.js";
import { sendHtml } from "./access/send-html.js";
import { tryPassword } from "./access/try-password.js";
import type { FormState } from "./gate-forms.js";
import type { BothLanguages } from "./gate-frame.js";
import { renderAskPage, renderPasswordPage, renderSignInPage, renderUsedPage } from "./gate-page.js";

/** What signing in is made of. */
export interface SignInParts {
  readonly db: Database;
  readonly cookies: Cookies;
  readonly passwords: Passwords;
}

interface Form {
  readonly token?: unknown;
  readonly email?: unknown;
  readonly password?: unknown;
  readonly again?: unknown;
}

const OPEN = { config: { needs: "anybody" } } as const;

const WRONG: BothLanguages = {
  english: "The e-mail address or the password is not right.",
  vietnamese: "Địa chỉ thư điện tử hoặc mật khẩu không đúng.",
};
const BUSY: BothLanguages = {
  english: "Many people are signing in just now: try again in a few seconds.",
  vietnamese: "Đang có nhiều người đăng nhập: hãy thử lại sau vài giây.",
};
const DIFFERENT: BothLanguages = { english: "The two passwords differ.", vietnamese: "Hai mật khẩu không giống nhau." };
const NO_EMAIL: BothLanguages = {
  english: "That is not an e-mail address.",
  vietnamese: "Đó không phải là địa chỉ thư điện tử.",
};

function waiting(seconds: number): BothLanguages {
  const [count, english, vietnamese] = seconds < 90 ? [seconds, "seconds", "giây"] : [Math.ceil(seconds / 60), "minutes", "phút"];
  return {
    english: `There were too many tries: wait ${count} ${english}, or ask an owner for a link.`,
    vietnamese: `Đã thử quá nhiều lần: hãy đợi ${count} ${vietnamese} hoặc xin chủ sở hữu một liên kết.`,
  };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** What is wrong with a new password that was typed twice, or `null`. */
function faultOf(form: Form, email: string): BothLanguages | null {
  if (form.password !== form.again) return DIFFERENT;
  return findPasswordFault(textOf(form.password), email);
}

async function noteSignIn(
  db: Database,
  request: FastifyRequest,
  actor: string,
  action: AuditAction,
  by: string,
  user = actor,
): Promise<void> {
  await recordAudit(db, {
    siteId: "*",
    actor,
    action,
    detail: user === actor ? { by } : { by, user },
    addressPrefix: ipPrefix(request.ip),
  });
}

async function letIn(
  { db, cookies }: SignInParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { userId, session }: Omit<SignedInUser, "email">,
): Promise<FastifyReply> {
  cookies.setSession(reply, session);
  cookies.setKnownBrowser(reply, await recordKnownBrowser(db, userId, cookies.knownBrowser(request)));
  return reply.header("cache-control", "no-store").redirect("/", 303);
}

/** An owner's one-time link: its page, its button, and the first owner's password on it. */
function addLinks(app: FastifyInstance, parts: SignInParts): void {
  const { db, cookies, passwords } = parts;
  app.get<{ Querystring: { token?: unknown } }>("/sign-in", OPEN, async (request, reply) => {
    const { token } = request.query;
    if (!isToken(token)) return sendHtml(reply, 401, renderAskPage({ withPassword: await loadHasPasswords(db) }));
    const link = await loadSignInLink(db, token);
    if (link === null) return sendHtml(reply, 401, renderUsedPage());
    return sendHtml(reply, 200, link.kind === "owner" ? renderSignInPage(token, link) : renderPasswordPage(token, link));
  });
  app.post<{ Body: Form | null }>("/sign-in", OPEN, async (request, reply) => {
    const token = request.body?.token;
    const session = isToken(token) ? await redeemSignInLink(db, token) : null;
    if (session === null) return sendHtml(reply, 401, renderUsedPage());
    await noteSignIn(db, request, "link", "signed_in", "link");
    cookies.setSession(reply, session);
    return reply.header("cache-control", "no-store").redirect("/", 303);
  });
  app.post<{ Body: Form | null }>("/sign-in/first-owner", OPEN, async (request, reply) => {
    const { token, ...form } = request.body ?? {};
    const link = isToken(token) ? await loadSignInLink(db, token) : null;
    if (!isToken(token) || link?.kind !== "owner" || !link.offersPassword) return sendHtml(reply, 401, renderUsedPage());
    const email = parseUserEmail(textOf(form.email));
    const trouble = email === null ? NO_EMAIL : faultOf(form, email);
    if (email === null || trouble !== null) {
      const state: FormState = { email: textOf(form.email), ...(trouble === null ? {} : { trouble }) };
      return sendHtml(reply, 400, renderSignInPage(token, { offersPassword: true, state }));
    }
    const owner = await redeemFirstOwner(db, token, email, await passwords.hash(textOf(form.password)));
    if (owner === null) return sendHtml(reply, 401, renderUsedPage());
    await noteSignIn(db, request, email, "password_set", "first link");
    return await letIn(parts, request, reply, owner);
  });
}

/** The link of somebody who was invited, or has forgotten the password. */
function addNewPassword(app: FastifyInstance, parts: SignInParts): void {
  const { db, passwords } = parts;
  app.post<{ Body: Form | null }>("/sign-in/new-password", OPEN, async (request, reply) => {
    const { token, ...form } = request.body ?? {};
    const link = isToken(token) ? await loadSignInLink(db, token) : null;
    if (!isToken(token) || link?.kind !== "password") return sendHtml(reply, 401, renderUsedPage());
    const trouble = faultOf(form, link.email);
    if (trouble !== null) return sendHtml(reply, 400, renderPasswordPage(token, { email: link.email, trouble }));
    const user = await redeemPasswordLink(db, token, await passwords.hash(textOf(form.password)));
    if (user === null) return sendHtml(reply, 401, renderUsedPage());
    await noteSignIn(db, request, user.email, "password_set", "link");
    return await letIn(parts, request, reply, user);
  });
}

/** E-mail address and password. */
function addPasswordSignIn(app: FastifyInstance, parts: SignInParts): void {
  const { db, cookies, passwords } = parts;
  app.post<{ Body: Form | null }>("/sign-in/password", OPEN, async (request, reply) => {
    const typed = textOf(request.body?.email);
    // Where somebody typed what is no address, nobody is found by it, after the same work.
    const email = parseUserEmail(typed) ?? "";
    const addressPrefix = ipPrefix(request.ip);
    const password = textOf(request.body?.password);
    const outcome = await tryPassword(db, passwords, { email, password, addressPrefix, browser: cookies.knownBrowser(request) });
    const again = (status: number, trouble: BothLanguages): FastifyReply =>
      sendHtml(reply, status, renderAskPage({ withPassword: true, state: { email: typed.slice(0, 254), trouble } }));
    if (outcome.kind === "wait") {
      reply.header("retry-after", String(outcome.seconds));
      return again(429, waiting(outcome.seconds));
    }
    if (outcome.kind === "busy") return again(503, BUSY);
    if (outcome.kind === "wrong") {
      await noteSignIn(db, request, "nobody", "sign_in_failed", "password", outcome.isUser ? email : "nobody");
      return again(401, WRONG);
    }
    await noteSignIn(db, request, email, "signed_in", "password");
    return await letIn(parts, request, reply, { userId: outcome.userId, session: await recordSession(db, outcome.userId) });
  });
}

/** Every way in: an owner's link, an invitation, and e-mail address with password. */
export function addSignIn(app: FastifyInstance, parts: SignInParts): void {
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string", bodyLimit: 4_096 }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  addLinks(app, parts);
  addNewPassword(app, parts);
  addPasswordSignIn(app, parts);
}
