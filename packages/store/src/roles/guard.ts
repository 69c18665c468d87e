import { sql } from "kysely";
import type { Database } from "../database.js";
import { groupOf, type Service } from "./login.js";

interface RoleFacts {
  readonly role: string;
  readonly isSuperuser: boolean;
  readonly passesWalls: boolean;
  readonly owns: boolean;
  readonly isMember: boolean;
}

/** What a role may become by `set role` counts as well: who breaks into a service can say that, too. */
async function loadRoleFacts(db: Database, service: Service): Promise<RoleFacts> {
  const { rows } = await sql<RoleFacts>`
    select current_user::text as role,
      exists (select from pg_roles r where r.rolsuper and pg_has_role(current_user, r.oid, 'member')) as "isSuperuser",
      exists (select from pg_roles r where r.rolbypassrls and pg_has_role(current_user, r.oid, 'member')) as "passesWalls",
      exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and pg_has_role(current_user, c.relowner, 'member')) as owns,
      coalesce((select pg_has_role(current_user, g.oid, 'usage') from pg_roles g where g.rolname = ${groupOf(service)}), true) as "isMember"
    `.execute(db);
  const [facts] = rows;
  if (facts === undefined) throw new Error("The database did not say which role this is.");
  return facts;
}

const ADVICE =
  'Give every service a login of its own: "waystitch migrate --logins <folder>" makes them. ' +
  "To run it like this all the same, set ALLOW_SUPERUSER=1.";

function objectionTo({ role, ...facts }: RoleFacts, service: Service): string | null {
  const reasons = [
    ...(facts.isSuperuser ? ["is a superuser"] : []),
    ...(facts.passesWalls && !facts.isSuperuser ? ["may pass the walls between sites (bypassrls)"] : []),
    ...(facts.owns && !facts.isSuperuser ? ["owns the tables"] : []),
  ];
  if (reasons.length > 0)
    return `The ${service} signs in to the database as ${role}, which ${reasons.join(" and ")}: more than it needs, and than whoever breaks into it should get. ${ADVICE}`;
  if (facts.isMember) return null;
  return `The ${service} signs in to the database as ${role}, which has none of its rights: grant ${groupOf(service)} to ${role};`;
}

/** Why a service must not work with the role it signs in as, or `null`. */
export async function loadObjection(db: Database, service: Service): Promise<string | null> {
  return objectionTo(await loadRoleFacts(db, service), service);
}

/** A service that must not start as the role it signs in as. */
export interface GuardOptions {
  readonly db: Database;
  readonly service: Service;
  /** True lets any role pass. */
  readonly isAllowed: boolean;
  /** The database could not be asked at the start, was asked later, and the role is not one to work with. */
  readonly onRefused: (error: Error) => void;
}

const AGAIN_MS = 1_000;

/**
 * Refuses a role that may do more than a service needs. A database that is away does not keep a service from starting: it is
 * asked again and again until it answers.
 * @returns what ends the asking
 * @throws when the role is refused; the message says why and what to do
 */
export async function guardRole({ db, service, isAllowed, onRefused }: GuardOptions): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = isAllowed;
  const ask = async (): Promise<string | null> => {
    try {
      return await loadObjection(db, service);
    } catch {
      if (!isOver) timer = setTimeout(() => void askAgain(), AGAIN_MS).unref();
      return null;
    }
  };
  const askAgain = async (): Promise<void> => {
    const objection = await ask();
    if (objection !== null && !isOver) onRefused(new Error(objection));
  };
  const objection = isAllowed ? null : await ask();
  if (objection !== null) throw new Error(objection);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
