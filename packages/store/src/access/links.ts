import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "./database.js";

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
const createToken = (): string => randomBytes(24).toString("base64url");

/** How long a sign-in link works, and how long a browser stays signed in. */
const LINK_HOURS = 24;
const SESSION_DAYS = 30;

/** Makes a one-time link's token, good for a day. */
export async function recordSignInLink(db: Database): Promise<string> {
  const token = createToken();
  await db
    .insertInto("sign_in_links")
    .values({ token_hash: hashOf(token), expires_at: sql`now() + ${`${LINK_HOURS} hours`}::interval` })
    .execute();
  return token;
}

/**
 * Uses a one-time link up and signs a browser in.
 * @returns the token for the browser's cookie, or `null` when the link is unknown, used or too old
 */
export async function redeemSignInLink(db: Database, token: string): Promise<string | null> {
  return await db.transaction().execute(async (trx) => {
    const link = await trx
      .updateTable("sign_in_links")
      .set({ used_at: sql`now()` })
      .where("token_hash", "=", hashOf(token))
      .where("used_at", "is", null)
      .where("expires_at", ">", sql<Date>`now()`)
      .returning("token_hash")
      .executeTakeFirst();
    if (!link) return null;
    const session = createToken();
    await trx
      .insertInto("dashboard_sessions")
      .values({ token_hash: hashOf(session), expires_at: sql`now() + ${`${SESSION_DAYS} days`}::interval` })
      .execute();
    return session;
  });
}

/** True while the browser that holds this token is signed in. */
export async function loadIsSignedIn(db: Database, session: string): Promise<boolean> {
  const row = await db
    .selectFrom("dashboard_sessions")
    .select("token_hash")
    .where("token_hash", "=", hashOf(session))
    .where("expires_at", ">", sql<Date>`now()`)
    .executeTakeFirst();
  return row !== undefined;
}
