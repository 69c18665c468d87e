import { sql } from "kysely";
import type { Database } from "../database.js";
import { recordSession } from "./sessions.js";
import { createToken, hashOf } from "./token.js";
import { recordUserRole, replacePassword } from "./users.js";

/** How long an owner's link works, and how long one with which a user sets a password. */
const LINK_HOURS = 24;
const INVITATION_HOURS = 72;

async function recordLink(db: Database, userId: string | null, hours: number): Promise<string> {
  const token = createToken(24);
  await db
    .insertInto("sign_in_links")
    .values({ token_hash: hashOf(token), user_id: userId, expires_at: sql`now() + ${`${hours} hours`}::interval` })
    .execute();
  return token;
}

/** Makes a one-time link's token, good for a day: it signs in as an owner of the installation. */
export async function recordSignInLink(db: Database): Promise<string> {
  return await recordLink(db, null, LINK_HOURS);
}

/** Lets a user's links work no longer. */
export async function useUpLinksOf(db: Database, userId: string): Promise<void> {
  await db.updateTable("sign_in_links").set({ used_at: sql`now()` }).where("user_id", "=", userId).where("used_at", "is", null).execute();
}

/** Makes the token of a one-time link with which a user sets a password, good for three days; earlier ones work no longer. */
export async function recordPasswordLink(db: Database, userId: string): Promise<string> {
  await useUpLinksOf(db, userId);
  return await recordLink(db, userId, INVITATION_HOURS);
}

/** What a link that works is for. */
export type LinkUse =
  /** Signs in as an owner of the installation, who may set a password first while no such owner has one. */
  | { readonly kind: "owner"; readonly offersPassword: boolean }
  /** Lets a user set a password. */
  | { readonly kind: "password"; readonly email: string };

const hasOwner = sql<boolean>`exists (select from users o join user_sites r on r.user_id = o.user_id
  where r.site_id = '*' and r.role = 'owner' and o.password_hash is not null)`;

/** What a link is for, or `null` when it is unknown, used or too old. It is not used up. */
export async function loadSignInLink(db: Database, token: string): Promise<LinkUse | null> {
  const row = await db
    .selectFrom("sign_in_links as l")
    .leftJoin("users as u", "u.user_id", "l.user_id")
    .select(["l.user_id as userId", "u.email", hasOwner.as("hasOwner")])
    .where("l.token_hash", "=", hashOf(token))
    .where("l.used_at", "is", null)
    .where("l.expires_at", ">", sql<Date>`now()`)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.userId === null) return { kind: "owner", offersPassword: !row.hasOwner };
  return row.email === null ? null : { kind: "password", email: row.email };
}

/** Uses a link up. @returns whose it is, or `null` when it is unknown, used or too old */
async function useUp(trx: Database, token: string, kind: LinkUse["kind"]): Promise<{ readonly userId: string | null } | null> {
  const row = await trx
    .updateTable("sign_in_links")
    .set({ used_at: sql`now()` })
    .where("token_hash", "=", hashOf(token))
    .where("user_id", kind === "owner" ? "is" : "is not", null)
    .where("used_at", "is", null)
    .where("expires_at", ">", sql<Date>`now()`)
    .returning("user_id as userId")
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Uses an owner's link up and signs a browser in.
 * @returns the token for the browser's cookie, or `null` when the link is unknown, used, too old or for a password
 */
export async function redeemSignInLink(db: Database, token: string): Promise<string | null> {
  return await db.transaction().execute(async (trx) => {
    return (await useUp(trx, token, "owner")) === null ? null : await recordSession(trx, null);
  });
}

/** A user who just set a password, and the token for the browser's cookie. */
export interface SignedInUser {
  readonly userId: string;
  readonly email: string;
  readonly session: string;
}

/** Uses a user's link up: sets the password, signs the user out everywhere else and the browser in. `null` when the link does not work. */
export async function redeemPasswordLink(db: Database, token: string, passwordHash: string): Promise<SignedInUser | null> {
  return await db.transaction().execute(async (trx) => {
    const userId = (await useUp(trx, token, "password"))?.userId ?? null;
    const email = userId === null ? null : await replacePassword(trx, userId, passwordHash);
    if (userId === null || email === null) return null;
    return { userId, email, session: await recordSession(trx, userId) };
  });
}

/** Uses an owner's link up to make the first owner of the installation. `null` when the link does not work, or there is one already. */
export async function redeemFirstOwner(db: Database, token: string, email: string, passwordHash: string): Promise<SignedInUser | null> {
  const link = await loadSignInLink(db, token);
  if (link?.kind !== "owner" || !link.offersPassword) return null;
  return await db.transaction().execute(async (trx) => {
    if ((await useUp(trx, token, "owner")) === null) return null;
    const { userId } = await recordUserRole(trx, "*", email, "owner");
    await replacePassword(trx, userId, passwordHash);
    return { userId, email, session: await recordSession(trx, userId) };
  });
}
