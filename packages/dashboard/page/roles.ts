import type { Role } from "@waystitch/store";

/** The roles, the least first: the store's, which a page cannot load. */
export const ROLES = Object.keys({ viewer: 0, analyst: 1, owner: 2 } satisfies Readonly<Record<Role, number>>) as readonly Role[];

/** Whether a role may do what needs another one. */
export const includesRole = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** Files are for analysts and owners. */
export const mayExport = (role: Role): boolean => includesRole(role, "analyst");
