import { isStageName, type StageName } from "../src/stages.js";
import { parseRange, type Range, writeRange } from "./period/range.js";
import { isView, type View } from "./views.js";
import { isLanguage, type Language } from "./words/words.js";

/** What else a page may be narrowed by; each page says which of them it knows. */
export const FILTERS = ["q", "channel", "model", "segment", "status", "step", "sort", "kind", "bots", "by"] as const;
export type Filter = (typeof FILTERS)[number];
export type Filters = { readonly [Name in Filter]?: string };

/** What the address says to show. */
export interface Route {
  /** `null`: whichever site comes first. */
  readonly site: string | null;
  readonly view: View;
  /** A person's id: that person's journey; `null`: everybody. */
  readonly person: string | null;
  readonly stage: StageName | null;
  readonly range: Range;
  /** True: beside the period before. */
  readonly compare: boolean;
  readonly filters: Filters;
  /** `null`: as the browser was left, or as it is set up. */
  readonly language: Language | null;
}

const decode = (text: string | undefined): string | null => {
  if (!text) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

const LONGEST_FILTER = 200;

const parseFilters = (query: URLSearchParams): Filters =>
  Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = query.get(name);
      return value === null || value === "" ? [] : [[name, value.slice(0, LONGEST_FILTER)]];
    }),
  );

/** Reads an address: `/`, `/sites/:site`, `/sites/:site/:view` or `/sites/:site/people/:person`, with what it is narrowed by. */
export function parseRoute(path: string, search: string): Route {
  const match = /^\/sites\/([^/]+)(?:\/([a-z]+)(?:\/([^/]+))?)?\/?$/.exec(path);
  const [site, view, person] = [decode(match?.[1]), match?.[2] ?? "overview", decode(match?.[3])];
  const query = new URLSearchParams(search);
  const stage = query.get("stage") ?? "";
  const language = query.get("lang") ?? "";
  return {
    site,
    view: isView(view) ? view : "overview",
    person: view === "people" ? person : null,
    stage: isStageName(stage) ? stage : null,
    range: parseRange(query),
    compare: query.get("compare") !== "none",
    filters: parseFilters(query),
    language: isLanguage(language) ? language : null,
  };
}

const pathOf = ({ site, view, person }: Route): string => {
  if (site === null) return "/";
  const base = `/sites/${encodeURIComponent(site)}`;
  if (person !== null) return `${base}/people/${encodeURIComponent(person)}`;
  return view === "overview" ? base : `${base}/${view}`;
};

/** The address of what is to be shown; the opposite of `parseRoute`. */
export function formatRoute(route: Route): string {
  const query = new URLSearchParams();
  if (route.stage !== null) query.set("stage", route.stage);
  writeRange(query, route.range);
  if (!route.compare) query.set("compare", "none");
  for (const name of FILTERS) {
    const value = route.filters[name];
    if (value !== undefined) query.set(name, value);
  }
  if (route.language !== null) query.set("lang", route.language);
  return query.size === 0 ? pathOf(route) : `${pathOf(route)}?${query}`;
}
