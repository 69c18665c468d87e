/** What a user may do with a site, the least first; each includes what stands before it. */
export const ROLES = ["viewer", "analyst", "owner"] as const;

export type Role = (typeof ROLES)[number];

/** A user's role for each site; `*` for all sites, later ones too. */
export type RolesBySite = Readonly<Record<string, Role>>;

export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

/** True when a role includes another. */
export const includesRole = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** A user's role for a site, be it given for the site or for all, or `null` for none. */
export function roleFor(siteId: string, roles: RolesBySite): Role | null {
  const given = [roles[siteId], roles["*"]].filter((role) => role !== undefined);
  return given.reduce<Role | null>((best, role) => (best === null || includesRole(role, best) ? role : best), null);
}
