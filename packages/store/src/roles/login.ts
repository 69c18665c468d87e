import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Database } from "../database.js";
import type { Tables } from "../tables.js";
import { scramVerifier } from "./scram-verifier.js";

/** What a process or a person signs in to PostgreSQL with. */
export interface Login {
  readonly name: string;
  readonly password: string;
}

/** The processes that have roles of their own. */
export const SERVICES = ["collector", "worker", "dashboard"] as const;

export type Service = (typeof SERVICES)[number];

/** The role whose rights a service has; `sql/0006_roles.sql` says which. */
export const groupOf = (service: Service | "analyst"): string => `waystitch_${service}`;

/** A role could not be made or changed; the message says what an administrator has to do. */
export class RoleError extends Error {
  override readonly name = "RoleError";
}

export const createPassword = (): string => randomBytes(24).toString("base64url");

/** A new login of a service. Its name is its own, since several installations may share a server. */
export const createServiceLogin = (service: Service): Login => ({
  name: `${groupOf(service)}_${randomBytes(4).toString("hex")}`,
  password: createPassword(),
});

const INSUFFICIENT_PRIVILEGE = "42501";

/** Runs what needs the right to make roles. @throws RoleError where that is missing */
export async function managingRoles<T>(db: Database, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== INSUFFICIENT_PRIVILEGE) throw error;
    const { rows } = await sql<{ role: string }>`select quote_ident(current_user) as role`.execute(db);
    const groups = [...SERVICES, "analyst" as const].map(groupOf).join(", ");
    throw new RoleError(
      `${rows[0]?.role} may not make the roles that are needed here (${(error as Error).message}). ` +
        `Have an administrator of the server run this once, then try again:\n` +
        `  alter role ${rows[0]?.role} createrole;\n  grant ${groups} to ${rows[0]?.role} with admin option;`,
    );
  }
}

/** Makes a role that may sign in and has a group's rights, or gives the one that is there this password. */
export async function replaceRole(db: Kysely<Tables>, { name, password }: Login, group: string): Promise<void> {
  const known = await sql`select from pg_roles where rolname = ${name}`.execute(db);
  const verb = sql.raw(known.rows.length === 0 ? "create" : "alter");
  // A statement that changes roles takes no parameters.
  await sql`${verb} role ${sql.id(name)} login password ${sql.lit(await scramVerifier(password))}`.execute(db);
  await sql`grant ${sql.id(group)} to ${sql.id(name)}`.execute(db);
}

/**
 * Makes a service's login, or brings one that is there up to date.
 * @throws RoleError where the right to make roles is missing
 */
export async function replaceServiceLogin(db: Database, service: Service, login: Login): Promise<void> {
  await managingRoles(db, () => db.transaction().execute((trx) => replaceRole(trx, login, groupOf(service))));
}

/** The address of the same database for somebody else. */
export function urlOfLogin(databaseUrl: string, { name, password }: Login): string {
  const url = new URL(databaseUrl);
  // An address without a host, for a socket, can name a user only in its query.
  const place = url.host === "" ? "query" : "authority";
  for (const [key, value] of [["user", name] as const, ["password", password] as const]) {
    if (place === "query") url.searchParams.set(key, value);
    else url.searchParams.delete(key);
  }
  if (place === "authority") Object.assign(url, { username: name, password });
  return url.href;
}

/** Who an address that `urlOfLogin` made signs in, or `null` when it was not made so. */
export function loginOfUrl(text: string): Login | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const name = decodeURIComponent(url.username) || url.searchParams.get("user");
  const password = decodeURIComponent(url.password) || url.searchParams.get("password");
  return name && password ? { name, password } : null;
}
