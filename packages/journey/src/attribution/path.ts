import { isMarketing, type Touchpoint } from "../touchpoints.js";

/** What of a touchpoint attribution reads. */
export type Touch = Pick<Touchpoint, "sequence" | "kind" | "sessionId" | "occurredAt" | "channel" | "source" | "medium" | "campaign">;

const compareTouches = (a: Touch, b: Touch): number => a.occurredAt - b.occurredAt || a.sequence - b.sequence;

const isInOrder = (touches: readonly Touch[]): boolean =>
  touches.every((touch, index) => {
    const before = touches[index - 1];
    return before === undefined || compareTouches(before, touch) <= 0;
  });

/**
 * The touchpoints of `[from, to]` that may have brought the person nearer, in order of time. Deliveries and support
 * do not take part: they show what the shop did after it was chosen. Nor do contacts that began on the site: they show
 * what a visit led to.
 */
export function touchesBetween(touchpoints: readonly Touch[], from: number, to: number): readonly Touch[] {
  const touches = touchpoints.filter((touch) => touch.occurredAt >= from && touch.occurredAt <= to && isMarketing(touch));
  return isInOrder(touches) ? touches : touches.sort(compareTouches);
}

/** So many touchpoints share a conversion at most: a shop's own counter may have thousands of visits and of orders. */
export const MOST_TOUCHES = 50;

/** The touchpoints that share a conversion: of more than `MOST_TOUCHES` in the look-back, the first and the latest ones. */
export function touchesTo(at: number, touchpoints: readonly Touch[], lookBack: number): readonly Touch[] {
  const touches = touchesBetween(touchpoints, at - lookBack, at);
  return touches.length <= MOST_TOUCHES ? touches : [...touches.slice(0, 1), ...touches.slice(1 - MOST_TOUCHES)];
}
