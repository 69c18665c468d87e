import type { Mention } from "./mentions.js";
import { isOrderStandIn } from "./nodes.js";
import type { Segment } from "./segments.js";

/** The one order that a segment's mentions are about, or `null`. */
function onlyOrderOf(mentions: readonly Mention[]): string | null {
  let only: string | null = null;
  for (const { orderId } of mentions) {
    if (orderId === null || orderId === only) continue;
    if (only !== null) return null;
    only = orderId;
  }
  return only;
}

/**
 * Where each segment belongs: to itself, or, when it is only what servers report about an order without naming anybody,
 * to the segment that placed the order.
 */
export function placesOf(
  segments: readonly Segment[],
  mentions: readonly (readonly Mention[])[],
  owners: ReadonlyMap<string, Mention>,
): number[] {
  return segments.map(({ user, visitorId }, index) => {
    if (user !== null || !isOrderStandIn(visitorId)) return index;
    const orderId = onlyOrderOf(mentions[index] ?? []);
    return (orderId === null ? undefined : owners.get(orderId)?.index) ?? index;
  });
}

/**
 * Who carries identifiers: a user with all their segments, or a segment on which nobody signed in.
 * @returns for each segment, the index of its bearer's first segment
 */
export function bearersOf(segments: readonly Segment[], places: readonly number[]): number[] {
  const firstOf = new Map<string, number>();
  return places.map((place) => {
    const user = segments[place]?.user ?? null;
    if (user === null) return place;
    const first = firstOf.get(user);
    if (first === undefined) firstOf.set(user, place);
    return first ?? place;
  });
}
