import type { MapAction, MapPage, MapTouchpoint, StageTime } from "@waystitch/store";

/** One line of a cell: what, and how often. */
export interface Item {
  readonly name: string;
  readonly count: number;
}

/** Everything about one stage. */
export interface MapColumn {
  readonly channels: readonly Item[];
  readonly touchpoints: readonly Item[];
  readonly pages: readonly Item[];
  readonly actions: readonly Item[];
  readonly pains: readonly Item[];
  readonly satisfied: number;
  readonly dissatisfied: number;
  readonly time: StageTime | null;
}

/** What the map is drawn from. */
export interface MapRows {
  readonly touchpoints: readonly MapTouchpoint[];
  readonly pages: readonly MapPage[];
  readonly actions: readonly MapAction[];
  readonly times: readonly StageTime[];
}

/** Milestones that tell of something gone wrong. */
const PAINS: ReadonlySet<string> = new Set([
  "dissatisfied",
  "support_contacted",
  "cart_expired",
  "order_cancelled",
  "order_refunded",
  "unsubscribed",
  "lapsed",
]);
const MOST = 5;

/** Adds up what has the same name, the most frequent first. */
function rank(items: readonly Item[]): Item[] {
  const counts = new Map<string, number>();
  for (const { name, count } of items) counts.set(name, (counts.get(name) ?? 0) + count);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, MOST);
}

/** What the map says of one stage. */
export function deriveColumn(rows: MapRows, stage: string): MapColumn {
  const touchpoints = rows.touchpoints.filter((row) => row.stage === stage);
  const actions = rows.actions.filter((row) => row.stage === stage).map(({ milestone, times }) => ({ name: milestone, count: times }));
  const timesOf = (milestone: string): number => actions.find(({ name }) => name === milestone)?.count ?? 0;
  const named = (kept: readonly MapTouchpoint[], name: "channel" | "kind"): Item[] =>
    rank(kept.map((row) => ({ name: row[name], count: row.touchpoints })));
  return {
    channels: named(
      touchpoints.filter(({ kind }) => kind === "session"),
      "channel",
    ),
    touchpoints: named(
      touchpoints.filter(({ kind }) => kind !== "session"),
      "kind",
    ),
    pages: rank(
      rows.pages.filter((row) => row.stage === stage).map(({ landing_page, sessions }) => ({ name: landing_page, count: sessions })),
    ),
    actions: rank(actions.filter(({ name }) => !PAINS.has(name))),
    pains: rank(actions.filter(({ name }) => PAINS.has(name))),
    satisfied: timesOf("satisfied"),
    dissatisfied: timesOf("dissatisfied"),
    time: rows.times.find((row) => row.stage === stage) ?? null,
  };
}
