import { sql } from "kysely";
import type { Database } from "../database.js";
import type { RolesBySite } from "./roles.js";
import { createToken, hashOf } from "./token.js";

/** A signed-in browser has to sign in again after so many days, and after so many in which it asked for nothing. */
const SESSION_DAYS = 30;
const IDLE_DAYS = 7;
/** A browser's last use is noted when it is older than this, so that a page that asks often does not write often. */
const NOTED_MINUTES = 10;

const ago = (length: number, unit: "days" | "minutes") => sql<Date>`now() - ${`${length} ${unit}`}::interval`;

/** Who signed a browser in. */
export interface SignedIn {
  /** Tells the browser's sign-in from every other, and is not its token. */
  readonly sessionHash: string;
  /** `null` for whoever came by a link, as an owner of the installation. */
  readonly user: { readonly userId: string; readonly email: string } | null;
  readonly roles: RolesBySite;
}

/** Signs a browser in. @param userId `null` for an owner of the installation who came by a link @returns the cookie's token */
export async function recordSession(db: Database, userId: string | null): Promise<string> {
  const token = createToken(32);
  await db.deleteFrom("dashboard_sessions").where("expires_at", "<", sql<Date>`now()`).execute();
  await db
    .insertInto("dashboard_sessions")
    .values({ token_hash: hashOf(token), user_id: userId, expires_at: sql`now() + ${`${SESSION_DAYS} days`}::interval` })
    .execute();
  return token;
}

/** Who signed in the browser that holds a token, or `null` when nobody did, it is too long ago, or the user is gone. */
export async function loadSignedIn(db: Database, token: string): Promise<SignedIn | null> {
  const sessionHash = hashOf(token);
  const row = await db
    .selectFrom("dashboard_sessions as s")
    .leftJoin("users as u", "u.user_id", "s.user_id")
    .select(["s.user_id as sessionOf", "u.user_id as userId", "u.email"])
    .select(sql<RolesBySite | null>`(select jsonb_object_agg(r.site_id, r.role) from user_sites r where r.user_id = s.user_id)`.as("roles"))
    .select((column) => column("s.used_at", "<", ago(NOTED_MINUTES, "minutes")).as("isStale"))
    .where("s.token_hash", "=", sessionHash)
    .where("s.expires_at", ">", sql<Date>`now()`)
    .where("s.used_at", ">", ago(IDLE_DAYS, "days"))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { sessionOf, userId, email, roles } = row;
  if (sessionOf !== null && (userId === null || email === null)) return null;
  if (row.isStale) await noteUse(db, sessionHash);
  if (userId === null || email === null) return { sessionHash, user: null, roles: { "*": "owner" } };
  return { sessionHash, user: { userId, email }, roles: roles ?? {} };
}

async function noteUse(db: Database, sessionHash: string): Promise<void> {
  await db.updateTable("dashboard_sessions").set({ used_at: sql`now()` }).where("token_hash", "=", sessionHash).execute();
}

/** Signs one browser out. */
export async function endSession(db: Database, sessionHash: string): Promise<void> {
  await db.deleteFrom("dashboard_sessions").where("token_hash", "=", sessionHash).execute();
}

/**
 * Signs a user out everywhere.
 * @param userId `null` for all browsers that came by a link
 * @param except the browser that stays signed in
 */
export async function endSessionsOf(db: Database, userId: string | null, except?: string): Promise<void> {
  let query = db.deleteFrom("dashboard_sessions").where("user_id", userId === null ? "is" : "=", userId);
  if (except !== undefined) query = query.where("token_hash", "!=", except);
  await query.execute();
}
