import type { MagnetTrend } from "@waystitch/store";
import type { DayLine } from "../chart/day-lines.js";

const MOST = 6;
/** The grey of the legend: everything else. */
const REST_SERIES = 4;
const SERIES = [0, 1, 2, 3, 6, 7];

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0);

/**
 * A line for each of the six magnets with the most leads, and one for all others together.
 * @param nameOf what a magnet is called, one without a name too
 */
export function magnetLines(rows: readonly MagnetTrend[], nameOf: (magnet: string | null) => string, rest: string): readonly DayLine[] {
  const magnets = new Map<string | null, Map<string, number>>();
  for (const { day, lead_magnet, leads } of rows) {
    const counts = magnets.get(lead_magnet) ?? new Map<string, number>();
    magnets.set(lead_magnet, counts.set(day, leads));
  }
  const ranked = [...magnets].sort(([, a], [, b]) => sum(b) - sum(a));
  const lines = ranked
    .slice(0, MOST)
    .map(([magnet, counts], index): DayLine => ({ name: nameOf(magnet), counts, series: SERIES[index] ?? 0 }));
  if (ranked.length <= MOST) return lines;
  const others = new Map<string, number>();
  for (const [, counts] of ranked.slice(MOST)) for (const [day, leads] of counts) others.set(day, (others.get(day) ?? 0) + leads);
  return [...lines, { name: rest, counts: others, series: REST_SERIES }];
}
