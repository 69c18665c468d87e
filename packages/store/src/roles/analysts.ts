import { sql } from "kysely";
import type { Database } from "../database.js";
import { createPassword, groupOf, type Login, managingRoles, RoleError, replaceRole } from "./login.js";

/** Somebody who asks the database with a role of their own. */
export interface Analyst {
  readonly name: string;
  /** Sites whose rows the analyst sees; `*` for all. */
  readonly sites: readonly string[];
  /** False where the role is gone: in a database that was restored on another server. */
  readonly canSignIn: boolean;
}

/** Sees all sites, later ones too. */
export const ALL_SITES = "*";

/** What needs no quoting, and cannot be taken for a role of PostgreSQL's or of ours. */
const NAME = /^(?!pg_|waystitch)[a-z][a-z0-9_]{0,40}$/;

/** True for what `recordAnalyst` takes as a name. */
export const isAnalystName = (name: string): boolean => NAME.test(name);

/** What the server knows of a name: an analyst's role, somebody else's, or none. */
async function loadKind(db: Database, name: string): Promise<"analyst" | "other" | "none"> {
  const { rows } = await sql<{ isAnalyst: boolean }>`
    select exists (select from pg_auth_members m join pg_roles g on g.oid = m.roleid
      where m.member = r.oid and g.rolname = ${groupOf("analyst")}) as "isAnalyst"
    from pg_roles r where r.rolname = ${name}`.execute(db);
  const [role] = rows;
  return role === undefined ? "none" : role.isAnalyst ? "analyst" : "other";
}

/**
 * Makes a role for an analyst. The password is in the answer and nowhere else.
 * @param sites sites that are there, or `ALL_SITES`
 * @throws RoleError when a role has the name already, or the right to make roles is missing
 */
export async function recordAnalyst(db: Database, name: string, sites: readonly string[]): Promise<Login> {
  if (!isAnalystName(name)) throw new RoleError(`${JSON.stringify(name)} is no name for an analyst.`);
  if ((await loadKind(db, name)) !== "none") throw new RoleError(`The server has a role ${name} already: choose another name.`);
  const login = { name, password: createPassword() };
  await managingRoles(db, () =>
    db.transaction().execute(async (trx) => {
      await replaceRole(trx, login, groupOf("analyst"));
      await trx.deleteFrom("analyst_sites").where("role_name", "=", name).execute();
      const rows = [...new Set(sites)].map((siteId) => ({ role_name: name, site_id: siteId }));
      await trx.insertInto("analyst_sites").values(rows).execute();
    }),
  );
  return login;
}

/** Every analyst of this database, by name. */
export async function loadAnalysts(db: Database): Promise<readonly Analyst[]> {
  const { rows } = await sql<Omit<Analyst, "canSignIn">>`
    select role_name as name, array_agg(site_id order by site_id) as sites from analyst_sites group by role_name order by role_name`.execute(
    db,
  );
  return await Promise.all(rows.map(async (row) => ({ ...row, canSignIn: (await loadKind(db, row.name)) === "analyst" })));
}

async function isAnalyst(db: Database, name: string): Promise<boolean> {
  return (await db.selectFrom("analyst_sites").select("site_id").where("role_name", "=", name).executeTakeFirst()) !== undefined;
}

/**
 * Gives an analyst a new password; the old one opens nothing any more. Makes the role where it is gone.
 * @returns `null` when there is no such analyst
 */
export async function replaceAnalystPassword(db: Database, name: string): Promise<Login | null> {
  if (!(await isAnalyst(db, name))) return null;
  if ((await loadKind(db, name)) === "other")
    throw new RoleError(`The role ${name} of this server is somebody else's: remove the analyst, and add one with another name.`);
  const login = { name, password: createPassword() };
  await managingRoles(db, () => db.transaction().execute((trx) => replaceRole(trx, login, groupOf("analyst"))));
  return login;
}

/**
 * Takes an analyst's role away, unless it has become somebody else's; whoever is signed in with it sees nothing any more.
 * @returns whether there was such an analyst
 */
export async function removeAnalyst(db: Database, name: string): Promise<boolean> {
  if (!(await isAnalyst(db, name))) return false;
  const isOurs = (await loadKind(db, name)) === "analyst";
  await managingRoles(db, () =>
    db.transaction().execute(async (trx) => {
      await trx.deleteFrom("analyst_sites").where("role_name", "=", name).execute();
      if (isOurs) await sql`drop role ${sql.id(name)}`.execute(trx);
    }),
  );
  return true;
}
