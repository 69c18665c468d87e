import {
  type Database,
  inviteUser,
  isRole,
  loadSiteProfile,
  loadUsers,
  loadUsersOfSite,
  parseUserEmail,
  ROLES,
  type RolesBySite,
  removeUserRole,
  renewPasswordLink,
  roleFor,
} from "@waystitch/store";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "../refusal.js";
import type { InvitedBody, LinkBody } from "./answers.js";
import { signedInOf } from "./guard.js";
import type { Need } from "./needs.js";
import { noteDeed } from "./note.js";
import { fieldsOf, findUnknownField } from "./read-body.js";

interface Params {
  readonly site?: string;
  readonly user?: string;
}

/** Users of one site, or of all: the same routes twice. */
interface Scope {
  readonly base: string;
  readonly config: { readonly needs: Need };
  /** The site, `*` for all, or `null` after a 404 was sent. */
  siteOf(request: FastifyRequest, reply: FastifyReply): Promise<string | null>;
}

const linkOf = (token: string | null): string | null => (token === null ? null : `/sign-in?token=${token}`);

/** An owner may set the password of users whose every role is for a site of theirs, and of nobody else. */
const maySetPassword =
  (request: FastifyRequest) =>
  (roles: RolesBySite): boolean =>
    Object.keys(roles).every((siteId) => roleFor(siteId, signedInOf(request).roles) === "owner");

function addInvite(app: FastifyInstance, db: Database, { base, config, siteOf }: Scope): void {
  app.post<{ Params: Params }>(base, { config }, async (request, reply) => {
    const siteId = await siteOf(request, reply);
    if (siteId === null) return reply;
    const fields = fieldsOf(request.body);
    const { email: typed, role } = fields;
    const unknown = findUnknownField(fields, ["email", "role"]);
    if (unknown !== null) return refuse(reply, "bad_request", "Send {email, role} and nothing else.");
    const email = typeof typed === "string" ? parseUserEmail(typed) : null;
    if (email === null) return refuse(reply, "bad_request", "email must be an e-mail address.");
    if (!isRole(role)) return refuse(reply, "bad_request", `role must be one of ${ROLES.join(", ")}.`);
    const invitation = await inviteUser(db, siteId, { email, role }, maySetPassword(request), { keepsOwner: true });
    if (invitation.kind === "last_owner") return refuseLastOwner(reply, siteId);
    if (invitation.kind === "held_by_others")
      return refuse(reply, "conflict", `${email} was invited by somebody else and has not set a password yet: try again when they have.`);
    await noteDeed(db, request, { siteId, action: "user_role_set", detail: { user: email, role } });
    const body: InvitedBody = { userId: invitation.userId, email, role, link: linkOf(invitation.link) };
    return reply.code(201).send(body);
  });
}

function addLink(app: FastifyInstance, db: Database, { base, config, siteOf }: Scope): void {
  app.post<{ Params: Params }>(`${base}/:user/link`, { config }, async (request, reply) => {
    const siteId = await siteOf(request, reply);
    if (siteId === null) return reply;
    const { user: userId = "" } = request.params;
    const user = await findUserOf(db, siteId, userId);
    if (user === null) return refuseUser(reply);
    const token = await renewPasswordLink(db, userId, maySetPassword(request));
    if (token === null)
      return refuse(reply, "not_allowed", "They have roles for sites that are not yours: an owner of the installation can make the link.");
    await noteDeed(db, request, { siteId, action: "link_made", detail: { user: user.email } });
    const body: LinkBody = { link: linkOf(token) };
    return reply.code(201).send(body);
  });
}

const refuseUser = (reply: FastifyReply): FastifyReply => refuse(reply, "unknown_user", "No user with a role here has that id.");

const refuseLastOwner = (reply: FastifyReply, siteId: string): FastifyReply => {
  const owned = siteId === "*" ? "the installation" : "this site";
  return refuse(reply, "last_owner", `Nobody else who can sign in owns ${owned}: make somebody an owner first, who sets a password.`);
};

const loadUsersOf = async (db: Database, siteId: string) => (siteId === "*" ? await loadUsers(db) : await loadUsersOfSite(db, siteId));

const findUserOf = async (db: Database, siteId: string, userId: string) =>
  (await loadUsersOf(db, siteId)).find((user) => user.userId === userId) ?? null;

function addUsers(app: FastifyInstance, db: Database, scope: Scope): void {
  const { base, config, siteOf } = scope;
  app.get<{ Params: Params }>(base, { config }, async (request, reply) => {
    const siteId = await siteOf(request, reply);
    return siteId === null ? reply : { users: await loadUsersOf(db, siteId) };
  });
  app.delete<{ Params: Params }>(`${base}/:user`, { config }, async (request, reply) => {
    const siteId = await siteOf(request, reply);
    if (siteId === null) return reply;
    const removal = await removeUserRole(db, siteId, request.params.user ?? "", { keepsOwner: true });
    if (removal.kind === "last_owner") return refuseLastOwner(reply, siteId);
    if (removal.kind === "unknown") return refuseUser(reply);
    await noteDeed(db, request, { siteId, action: "user_removed", detail: { user: removal.email } });
    return reply.code(204).send();
  });
  addInvite(app, db, scope);
  addLink(app, db, scope);
}

/** Users and their roles: of a site for its owners, and of all sites for owners of the installation. */
export function addUsersApi(app: FastifyInstance, db: Database): void {
  addUsers(app, db, {
    base: "/api/sites/:site/users",
    config: { needs: "owner" },
    async siteOf(request, reply) {
      const site = await loadSiteProfile(db, (request.params as Params).site ?? "");
      if (site === null) refuse(reply, "unknown_site", "There is no site of that name. /api/sites lists them.");
      return site?.siteId ?? null;
    },
  });
  addUsers(app, db, { base: "/api/users", config: { needs: "installation_owner" }, siteOf: async () => "*" });
}
