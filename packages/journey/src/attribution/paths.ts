import type { Conversion, ConversionKind } from "./conversions.js";
import { type Touch, touchesBetween } from "./path.js";
import type { Period } from "./periods.js";

/** What attribution reads of a person. */
export interface Way {
  readonly touchpoints: readonly Touch[];
  readonly conversions: readonly Conversion[];
}

/** Channels in the order in which people met them, and how often that ended how. Counts are whole numbers. */
export interface Path {
  readonly channels: readonly string[];
  readonly conversions: number;
  readonly losses: number;
}

/** Adds one person's paths: up to each conversion, and after the last one, to where the window ends. */
function addPaths(paths: Path[], way: Way, kind: ConversionKind, from: number, until: number, lookBack: number): void {
  const touches = touchesBetween(way.touchpoints, from, until).filter((touch) => touch.occurredAt < until);
  const ends = way.conversions.filter((conversion) => conversion.kind === kind && conversion.occurredAt < until);
  let next = 0;
  for (const { occurredAt } of ends.sort((a, b) => a.occurredAt - b.occurredAt)) {
    const channels: string[] = [];
    for (let touch = touches[next]; touch !== undefined && touch.occurredAt <= occurredAt; touch = touches[++next])
      if (touch.occurredAt >= occurredAt - lookBack) channels.push(touch.channel);
    if (channels.length > 0) paths.push({ channels, conversions: 1, losses: 0 });
  }
  // A lead is won once: what follows is the way to an order.
  if (kind === "lead" && ends.length > 0) return;
  const rest = touches.slice(next).map((touch) => touch.channel);
  if (rest.length > 0) paths.push({ channels: rest, conversions: 0, losses: 1 });
}

/**
 * The paths that the conversions of a period are weighed by: those of all people, converted or not, in the window that
 * begins one look-back before the period and ends with it. Nothing after its end enters, so that an old fit stays.
 * Every touchpoint a conversion of the period can be credited to lies on a path that converted.
 * @param lookBack in milliseconds
 */
export function pathsOf(ways: readonly Way[], kind: ConversionKind, period: Period, lookBack: number): Path[] {
  const paths: Path[] = [];
  for (const way of ways) addPaths(paths, way, kind, period.from - lookBack, period.until, lookBack);
  return paths;
}
