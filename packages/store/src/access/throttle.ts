import { sql } from "kysely";
import type { Database } from "../database.js";
import { createToken, hashOf } from "./token.js";

/** How often somebody may try: so often at once, and then after a wait that doubles with every try, up to the longest. */
interface Patience {
  readonly free: number;
  readonly longestSeconds: number;
}

const OF_ACCOUNT: Patience = { free: 5, longestSeconds: 900 };
const OF_ADDRESS: Patience = { free: 20, longestSeconds: 900 };

/** Who tries to sign in, as far as it is known before the password is. */
export interface SignInTry {
  /** As it was typed; there need be no such user. */
  readonly email: string;
  readonly addressPrefix: string | null;
  /** The token of a browser in which somebody has signed in before. */
  readonly browser?: string;
}

/** A try that was let through; hand it back when it succeeded. */
export interface LetThrough {
  readonly account: string;
  readonly address: string | null;
}

export type TryOutcome = { readonly letThrough: LetThrough } | { readonly waitSeconds: number };

/**
 * Counts a try before it is made, so that many at once are not let through together.
 * @returns seconds to wait, or 0 when the try may be made
 */
async function countTry(db: Database, subject: string, { free, longestSeconds }: Patience): Promise<number> {
  const tries = sql`case when t.tried_at < now() - interval '1 day' then 1 else least(t.tries + 1, 1000000) end`;
  const { rows } = await sql<{ subject: string }>`
    insert into sign_in_throttles as t (subject, tries, tried_at, waits_until) values (${subject}, 1, now(), now())
    on conflict (subject) do update set tries = ${tries}, tried_at = now(),
      waits_until = now() + make_interval(secs => case when ${tries} < ${free}::int then 0
        else least(${longestSeconds}::float8, power(2, least(${tries} - ${free}::int, 30))) end)
    where t.waits_until <= now()
    returning subject`.execute(db);
  if (rows.length > 0) return 0;
  const waiting = await db
    .selectFrom("sign_in_throttles")
    .select(sql<number>`greatest(1, ceil(extract(epoch from waits_until - now())))::int`.as("seconds"))
    .where("subject", "=", subject)
    .executeTakeFirst();
  return waiting?.seconds ?? 1;
}

/** Forgets a few old rows with every try, so that made-up names do not pile up. */
async function forgetOld(db: Database): Promise<void> {
  const old = db
    .selectFrom("sign_in_throttles")
    .select("subject")
    .where("tried_at", "<", sql<Date>`now() - interval '2 days'`)
    .orderBy("tried_at")
    .limit(10);
  await db.deleteFrom("sign_in_throttles").where("subject", "in", old).execute();
}

async function isKnown(db: Database, { browser, email }: SignInTry): Promise<boolean> {
  if (browser === undefined) return false;
  const row = await db
    .selectFrom("known_browsers as b")
    .innerJoin("users as u", "u.user_id", "b.user_id")
    .select("b.user_id")
    .where("b.token_hash", "=", hashOf(browser))
    .where("u.email", "=", email)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Lets a try to sign in through, or says how long to wait. A browser in which the user has signed in before is counted by itself;
 * all others together by account, and by address.
 */
export async function takeSignInTry(db: Database, attempt: SignInTry): Promise<TryOutcome> {
  await forgetOld(db);
  if (await isKnown(db, attempt)) {
    const account = `browser:${hashOf(`${attempt.browser} ${attempt.email}`)}`;
    const waitSeconds = await countTry(db, account, OF_ACCOUNT);
    return waitSeconds > 0 ? { waitSeconds } : { letThrough: { account, address: null } };
  }
  const account = `account:${hashOf(attempt.email)}`;
  const address = attempt.addressPrefix === null ? null : `address:${hashOf(attempt.addressPrefix)}`;
  const byAddress = address === null ? 0 : await countTry(db, address, OF_ADDRESS);
  if (byAddress > 0) return { waitSeconds: byAddress };
  const waitSeconds = await countTry(db, account, OF_ACCOUNT);
  return waitSeconds > 0 ? { waitSeconds } : { letThrough: { account, address } };
}

/** Takes back what a try that succeeded counted: all of the account, and of the address, from which others may guess, only this one. */
export async function forgiveSignInTry(db: Database, { account, address }: LetThrough): Promise<void> {
  await db.deleteFrom("sign_in_throttles").where("subject", "=", account).execute();
  if (address === null) return;
  await db
    .updateTable("sign_in_throttles")
    .set({ tries: sql`greatest(tries - 1, 0)`, waits_until: sql`now()` })
    .where("subject", "=", address)
    .execute();
}

/** Remembers the browser in which a user signed in. @returns the token for its cookie: the same when it was known, or a new one */
export async function recordKnownBrowser(db: Database, userId: string, browser: string | undefined): Promise<string> {
  if (browser !== undefined) {
    const row = await db
      .updateTable("known_browsers")
      .set({ seen_at: sql`now()` })
      .where("token_hash", "=", hashOf(browser))
      .where("user_id", "=", userId)
      .returning("token_hash")
      .executeTakeFirst();
    if (row !== undefined) return browser;
  }
  const token = createToken(32);
  await db.deleteFrom("known_browsers").where("seen_at", "<", sql<Date>`now() - interval '400 days'`).execute();
  await db
    .insertInto("known_browsers")
    .values({ token_hash: hashOf(token), user_id: userId })
    .execute();
  return token;
}
