import type { ListOrder } from "../journeys/merge.js";
import type { Filters, Route } from "../route.js";

/** What else a person may have to be listed. */
export const KINDS = ["cart", "abandoned", "late"] as const;
export const ORDERS: readonly ListOrder[] = ["seen", "since", "revenue"];

/** By what the address says the list is ordered. */
export const orderOf = ({ sort }: Filters): ListOrder => ORDERS.find((order) => order === sort) ?? "seen";

/** True when the address narrows the list. */
export const isNarrowed = ({ stage, filters }: Route): boolean =>
  stage !== null || (["channel", "segment", "status", "kind", "bots"] as const).some((name) => filters[name] !== undefined);

const KIND_QUERY: Readonly<Record<string, readonly [string, string]>> = {
  cart: ["cart", "open"],
  abandoned: ["cart", "abandoned"],
  late: ["late", "1"],
};

/** The list that the address asks for, as the API takes it: page by page, and as a file. */
export function listUrls(site: string, { stage, filters }: Route): { readonly json: string; readonly csv: string } {
  const query = new URLSearchParams({ order: orderOf(filters) });
  if (stage !== null) query.set("stage", stage);
  if (stage !== null && filters.step !== undefined) query.set("step", filters.step);
  for (const name of ["channel", "segment"] as const) {
    const value = filters[name];
    if (value !== undefined) query.set(name, value.slice(0, 100));
  }
  if (filters.status === "active" || filters.status === "lapsed") query.set("status", filters.status);
  const kind = filters.kind !== undefined && Object.hasOwn(KIND_QUERY, filters.kind) ? KIND_QUERY[filters.kind] : undefined;
  if (kind !== undefined) query.set(...kind);
  if (filters.bots === "1") query.set("bots", "1");
  const base = `/api/sites/${encodeURIComponent(site)}`;
  return { json: `${base}/journeys?limit=50&${query}`, csv: `${base}/csv/people?${query}` };
}
