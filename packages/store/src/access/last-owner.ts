import { sql } from "kysely";
import type { Database } from "../database.js";

/** What a change of roles must leave. */
export interface OwnerRule {
  /** True: somebody who can sign in owns the site afterwards, or nothing is changed. Not for the command line, whose user owns all. */
  readonly keepsOwner: boolean;
}

/**
 * Whether nobody who can sign in would own a site any more without this user's role for it. Locks the roles of the owners, so that
 * two of them do not take each other's at once. Owners of all sites own this one, too; who was invited and has no password yet may never come.
 * @param trx a transaction that takes the role away @param siteId `*` for the installation
 */
export async function isLastOwner(trx: Database, siteId: string, userId: string): Promise<boolean> {
  const owners = await trx
    .selectFrom("user_sites as s")
    .innerJoin("users as u", "u.user_id", "s.user_id")
    .select(["s.user_id as userId", "s.site_id as siteId", sql<boolean>`u.password_hash is not null`.as("hasPassword")])
    .where("s.role", "=", "owner")
    .where("s.site_id", "in", [siteId, "*"])
    .orderBy("s.user_id")
    .orderBy("s.site_id")
    .forUpdate("s")
    .execute();
  const [one, ...others] = owners.filter(({ hasPassword }) => hasPassword);
  return one?.userId === userId && one.siteId === siteId && others.length === 0;
}
