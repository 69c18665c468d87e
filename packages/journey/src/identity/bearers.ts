import type { Mention } from "./mentions.js";
import type { Segment } from "./segments.js";

/** A stand-in that a server's report of an order was given for want of a browser. */
const isOrderStandIn = (visitorId: string): boolean => visitorId.startsWith("@order:");

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
 * Who carries identifiers: a user with all their segments, or a segment on which nobody signed in; and with them what
 * servers report, without naming a browser, about the orders they placed.
 *
 * @returns for each segment the index of its bearer's first or only segment, or of the one that placed the order
 */
export function bearersOf(
  segments: readonly Segment[],
  mentions: readonly (readonly Mention[])[],
  owners: ReadonlyMap<string, Mention>,
): number[] {
  const firstOf = new Map<string, number>();
  const bearerOf = (index: number): number => {
    const user = segments[index]?.user ?? null;
    if (user === null) return index;
    const first = firstOf.get(user);
    if (first === undefined) firstOf.set(user, index);
    return first ?? index;
  };
  const bearers = segments.map((_, index) => bearerOf(index));
  segments.forEach(({ user, visitorId }, index) => {
    if (user !== null || !isOrderStandIn(visitorId)) return;
    const orderId = onlyOrderOf(mentions[index] ?? []);
    const owner = orderId === null ? undefined : owners.get(orderId);
    if (owner !== undefined) bearers[index] = bearerOf(owner.index);
  });
  return bearers;
}
