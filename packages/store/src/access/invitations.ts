import { sql } from "kysely";
import type { Database } from "../database.js";
import { isLastOwner, type OwnerRule } from "./last-owner.js";
import { recordPasswordLink, useUpLinksOf } from "./links.js";
import type { Role, RolesBySite } from "./roles.js";
import { recordUserRole } from "./users.js";

/** Which role somebody is given. */
export interface RoleGrant {
  /** As `parseUserEmail` gives it. */
  readonly email: string;
  readonly role: Role;
}

export type Invitation =
  /** `link` is the token with which they set a password, or `null` when they have one. */
  | { readonly kind: "given"; readonly userId: string; readonly link: string | null }
  /** They were invited by somebody else, and have not set a password yet; nothing was changed. */
  | { readonly kind: "held_by_others" }
  /** They are the site's last owner, and would be one no longer; nothing was changed. */
  | { readonly kind: "last_owner" };

/** Whether whoever asks may set the password of a user with these roles. Who may not must not get a link: it would open more than is theirs. */
export type MaySetPassword = (roles: RolesBySite) => boolean;

interface HeldUser {
  readonly hasPassword: boolean;
  readonly roles: RolesBySite;
}

/** Locks a user, so that nobody else gives them a role or a link meanwhile. Roles are read after that. */
async function holdUser(trx: Database, userId: string): Promise<HeldUser | null> {
  const user = await trx
    .selectFrom("users")
    .select(sql<boolean>`password_hash is not null`.as("hasPassword"))
    .where("user_id", "=", userId)
    .forUpdate()
    .executeTakeFirst();
  if (user === undefined) return null;
  const roles = await trx.selectFrom("user_sites").select(["site_id", "role"]).where("user_id", "=", userId).execute();
  return { ...user, roles: Object.fromEntries(roles.map(({ site_id, role }) => [site_id, role])) };
}

class HeldByOthersError extends Error {}

/** True when the grant would leave a site without an owner who can sign in. */
async function takesLastOwner(trx: Database, siteId: string, { email, role }: RoleGrant): Promise<boolean> {
  if (role === "owner") return false;
  const user = await trx.selectFrom("users").select("user_id").where("email", "=", email).executeTakeFirst();
  return user !== undefined && (await isLastOwner(trx, siteId, user.user_id));
}

/**
 * Gives somebody a role for a site, and a link to set a password when they have none. Links that they were given before work no
 * longer: whoever made one then did not ask to open this site with it.
 * @param siteId `*` for all sites
 */
export async function inviteUser(
  db: Database,
  siteId: string,
  grant: RoleGrant,
  maySetPassword: MaySetPassword,
  rule?: OwnerRule,
): Promise<Invitation> {
  const give = async (trx: Database): Promise<Invitation> => {
    if (rule?.keepsOwner && (await takesLastOwner(trx, siteId, grant))) return { kind: "last_owner" };
    const { userId } = await recordUserRole(trx, siteId, grant.email, grant.role);
    const user = await holdUser(trx, userId);
    if (user === null) throw new Error("A user was removed while they were given a role.");
    await useUpLinksOf(trx, userId);
    if (user.hasPassword) return { kind: "given", userId, link: null };
    if (!maySetPassword(user.roles)) throw new HeldByOthersError();
    return { kind: "given", userId, link: await recordPasswordLink(trx, userId) };
  };
  try {
    return await db.transaction().execute(give);
  } catch (error) {
    if (error instanceof HeldByOthersError) return { kind: "held_by_others" };
    throw error;
  }
}

/** Makes a link with which a user sets a password anew. `null` when there is no such user, or whoever asks may not set it. */
export async function renewPasswordLink(db: Database, userId: string, maySetPassword: MaySetPassword): Promise<string | null> {
  return await db.transaction().execute(async (trx) => {
    const user = await holdUser(trx, userId);
    return user === null || !maySetPassword(user.roles) ? null : await recordPasswordLink(trx, userId);
  });
}
