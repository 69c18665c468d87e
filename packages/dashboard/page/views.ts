/** The pages of a site, in the order of the navigation, by what they are about. */
export const VIEW_GROUPS = [
  { group: "journeys", views: ["overview", "map", "flows"] },
  { group: "growth", views: ["channels", "magnets", "carts", "orders"] },
  { group: "people", views: ["people", "live"] },
  { group: "data", views: ["quality", "setup"] },
] as const;

export type ViewGroup = (typeof VIEW_GROUPS)[number]["group"];
export type View = (typeof VIEW_GROUPS)[number]["views"][number];

const VIEWS: readonly string[] = VIEW_GROUPS.flatMap(({ views }) => views);

/** True for the name of a page, which is also the last part of its address. */
export const isView = (text: string): text is View => VIEWS.includes(text);
