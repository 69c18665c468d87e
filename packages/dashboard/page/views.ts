import type { Role } from "@waystitch/store";
import { includesRole } from "./roles.js";

/** The pages of a site, in the order of the navigation, by what they are about. */
export const VIEW_GROUPS = [
  { group: "journeys", views: ["overview", "map", "flows"] },
  { group: "growth", views: ["channels", "magnets", "carts", "orders"] },
  { group: "people", views: ["people", "live"] },
  { group: "data", views: ["quality", "setup", "access"] },
] as const;

/** Pages that the top bar leads to. */
const OTHER_VIEWS = ["account"] as const;

export type ViewGroup = (typeof VIEW_GROUPS)[number]["group"];
export type View = (typeof VIEW_GROUPS)[number]["views"][number] | (typeof OTHER_VIEWS)[number];

const VIEWS: readonly string[] = [...VIEW_GROUPS.flatMap(({ views }) => views), ...OTHER_VIEWS];

/** True for the name of a page, which is also the last part of its address. */
export const isView = (text: string): text is View => VIEWS.includes(text);

/** Pages of which a viewer sees nothing, because the API answers nothing: `docs/access.md` says which role each of its routes needs. */
const NEEDED: { readonly [Name in View]?: Exclude<Role, "viewer"> } = { setup: "analyst", access: "owner" };

/** The role somebody lacks to open a page, or `null` when they may open it. */
export function missingRole(view: View, role: Role): Exclude<Role, "viewer"> | null {
  const needed = NEEDED[view] ?? null;
  return needed === null || includesRole(role, needed) ? null : needed;
}
