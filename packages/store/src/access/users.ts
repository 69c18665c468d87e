import { sql } from "kysely";
import type { Database } from "../database.js";
import { isLastOwner, type OwnerRule } from "./last-owner.js";
import type { Role, RolesBySite } from "./roles.js";
import { endSessionsOf } from "./sessions.js";
import { createToken } from "./token.js";

/** A user as an owner sees them. */
export interface ListedUser {
  readonly userId: string;
  readonly email: string;
  readonly roles: RolesBySite;
  /** False until the invitation was accepted. */
  readonly hasPassword: boolean;
  readonly createdAt: Date;
  /** When a browser was last signed in as them, with a password or by setting one; `null` for never. */
  readonly lastSignedInAt: Date | null;
}

const MOST_EMAIL_LENGTH = 254;

/** An e-mail address in the form in which users are found by it, or `null` for what is none. */
export function parseUserEmail(text: string): string | null {
  const email = text.normalize("NFC").trim().toLowerCase();
  return email.length <= MOST_EMAIL_LENGTH && /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u.test(email) ? email : null;
}

const ROLES_OF = sql<RolesBySite>`coalesce((select jsonb_object_agg(r.site_id, r.role) from user_sites r where r.user_id = u.user_id), '{}')`;

const LAST_SIGNED_IN = sql<Date | null>`(select max(k.seen_at) from known_browsers k where k.user_id = u.user_id)`;

const selectUsers = (db: Database) =>
  db
    .selectFrom("users as u")
    .select(["u.user_id as userId", "u.email", "u.created_at as createdAt", ROLES_OF.as("roles")])
    .select(sql<boolean>`u.password_hash is not null`.as("hasPassword"))
    .select(LAST_SIGNED_IN.as("lastSignedInAt"))
    .orderBy("u.email");

/** Every user of the installation. */
export async function loadUsers(db: Database): Promise<readonly ListedUser[]> {
  return await selectUsers(db).execute();
}

/** The user with an e-mail address, or `null`. @param email as `parseUserEmail` gives it */
export async function loadUser(db: Database, email: string): Promise<ListedUser | null> {
  return (await selectUsers(db).where("u.email", "=", email).executeTakeFirst()) ?? null;
}

/** The users who were given a role for this site itself, each with that role only. */
export async function loadUsersOfSite(
  db: Database,
  siteId: string,
): Promise<readonly (Omit<ListedUser, "roles"> & { readonly role: Role })[]> {
  const rows = await selectUsers(db)
    .innerJoin("user_sites as s", "s.user_id", "u.user_id")
    .select("s.role")
    .where("s.site_id", "=", siteId)
    .execute();
  return rows.map(({ roles: _, ...user }) => user);
}

/** What a sign-in is checked against. */
export interface Credentials {
  readonly userId: string;
  readonly passwordHash: string;
}

/** The hash of a user's password, or `null` when there is no such user or no password yet. */
export async function loadCredentials(db: Database, email: string): Promise<Credentials | null> {
  const row = await db
    .selectFrom("users")
    .select(["user_id as userId", "password_hash as passwordHash"])
    .where("email", "=", email)
    .executeTakeFirst();
  return row === undefined || row.passwordHash === null ? null : { userId: row.userId, passwordHash: row.passwordHash };
}

/** True when somebody can sign in with a password. */
export async function loadHasPasswords(db: Database): Promise<boolean> {
  return (await db.selectFrom("users").select("user_id").where("password_hash", "is not", null).limit(1).executeTakeFirst()) !== undefined;
}

/** Gives a user a role for a site, and makes the user when there is none with that address. @param siteId `*` for all sites */
export async function recordUserRole(
  db: Database,
  siteId: string,
  email: string,
  role: Role,
): Promise<{ readonly userId: string; readonly isNew: boolean }> {
  const made = await db
    .insertInto("users")
    .values({ user_id: `u_${createToken(24).slice(0, 16)}`, email })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning("user_id as userId")
    .executeTakeFirst();
  const { userId } =
    made ?? (await db.selectFrom("users").select("user_id as userId").where("email", "=", email).executeTakeFirstOrThrow());
  await db
    .insertInto("user_sites")
    .values({ user_id: userId, site_id: siteId, role })
    .onConflict((conflict) => conflict.columns(["user_id", "site_id"]).doUpdateSet({ role }))
    .execute();
  return { userId, isNew: made !== undefined };
}

/** What became of a role that is to be taken away. */
export type RoleRemoval =
  | { readonly kind: "removed"; readonly email: string }
  /** They had no role for that site. */
  | { readonly kind: "unknown" }
  /** Nobody who can sign in would own the site any more; nothing was changed. */
  | { readonly kind: "last_owner" };

/** Takes a user's role for a site away; who has none left is removed. @param rule none is kept when it is left out */
export async function removeUserRole(db: Database, siteId: string, userId: string, rule?: OwnerRule): Promise<RoleRemoval> {
  return await db.transaction().execute(async (trx) => {
    if (rule?.keepsOwner && (await isLastOwner(trx, siteId, userId))) return { kind: "last_owner" };
    const user = await trx.selectFrom("users").select("email").where("user_id", "=", userId).executeTakeFirst();
    const gone = await trx
      .deleteFrom("user_sites")
      .where("site_id", "=", siteId)
      .where("user_id", "=", userId)
      .returning("user_id")
      .executeTakeFirst();
    if (gone === undefined || user === undefined) return { kind: "unknown" };
    const left = await trx.selectFrom("user_sites").select("site_id").where("user_id", "=", userId).limit(1).executeTakeFirst();
    if (left === undefined) await removeRows(trx, userId);
    return { kind: "removed", email: user.email };
  });
}

/** Removes a user with everything that was given to them. */
export async function removeUser(db: Database, userId: string): Promise<void> {
  await db.transaction().execute(async (trx) => await removeRows(trx, userId));
}

async function removeRows(trx: Database, userId: string): Promise<void> {
  await trx.updateTable("sign_in_links").set({ used_at: sql`now()` }).where("user_id", "=", userId).where("used_at", "is", null).execute();
  await endSessionsOf(trx, userId);
  await trx.deleteFrom("known_browsers").where("user_id", "=", userId).execute();
  await trx.deleteFrom("user_sites").where("user_id", "=", userId).execute();
  await trx.deleteFrom("users").where("user_id", "=", userId).execute();
}

/**
 * Sets a user's password and signs the user out, except in one browser.
 * @returns the user's e-mail address, or `null` when there is no such user
 */
export async function replacePassword(db: Database, userId: string, passwordHash: string, exceptSession?: string): Promise<string | null> {
  const user = await db
    .updateTable("users")
    .set({ password_hash: passwordHash, password_set_at: sql`now()` })
    .where("user_id", "=", userId)
    .returning("email")
    .executeTakeFirst();
  if (user === undefined) return null;
  await endSessionsOf(db, userId, exceptSession);
  return user.email;
}
