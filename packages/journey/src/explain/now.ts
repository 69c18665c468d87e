import { isReopened } from "../commerce/carts.js";
import { counts } from "../commerce/orders.js";
import type { Explainable } from "./explainable.js";

/** What is possible next depends on this much of a journey. */
export interface Now {
  /** When the last milestone was. */
  readonly at: number;
  /** Number of the next milestone. */
  readonly sequence: number;
  readonly isEngaged: boolean;
  /** True in the first visit: the next one would be an engagement by itself. */
  readonly isFirstVisit: boolean;
  readonly canFillCart: boolean;
  readonly canStartCheckout: boolean;
  /** Orders that count, and those of them that are more than the entry offer. */
  readonly orders: number;
  readonly coreOrders: number;
  readonly canShip: boolean;
  /** What `late` may be of the deliveries to come: `undefined` where no date was promised. */
  readonly lateness: readonly (boolean | undefined)[];
  /** How many orders may be left after a cancellation, and after a refund; `undefined` of an order that is over already. */
  readonly leftByCancelling: readonly (number | undefined)[];
  readonly leftByRefunding: readonly (number | undefined)[];
}

const upTo = (most: number): number[] => Array.from({ length: most + 1 }, (_, left) => most - left);

/** A delivery may name a promised date of its own; it cannot keep one that has passed. */
function latenessOf(undelivered: Explainable["orders"], seenAt: number): (boolean | undefined)[] {
  if (undelivered.length === 0) return [];
  const isUndated = undelivered.some(({ promisedAt }) => promisedAt === null);
  const isInTime = undelivered.some(({ promisedAt }) => promisedAt === null || promisedAt >= seenAt);
  return [...(isUndated ? [undefined] : []), ...(isInTime ? [false] : []), true];
}

/** Reads off a journey what may happen next. */
export function nowOf({ milestones, orders, sessions, summary, lastSeenAt }: Explainable): Now {
  const cart = summary.openCart;
  const counting = orders.filter(counts);
  const left = counting.length;
  const placed = orders.filter((order) => order.placedAt !== null);
  const isOnlyRefunded = placed.some((order) => !counts(order) && order.cancelledAt === null);
  const isEngaged = milestones.some(({ milestone }) => milestone === "engaged");
  return {
    at: milestones.at(-1)?.occurredAt ?? lastSeenAt,
    sequence: milestones.length + 1,
    isEngaged,
    isFirstVisit: !isEngaged && sessions.length === 1,
    canFillCart: cart === null || isReopened(cart),
    canStartCheckout: cart === null || cart.checkoutStartedAt === null,
    orders: left,
    coreOrders: counting.filter((order) => !order.isTripwire).length,
    canShip: counting.some((order) => order.shippedAt === null),
    lateness: latenessOf(
      counting.filter((order) => order.deliveredAt === null),
      lastSeenAt,
    ),
    leftByCancelling: isOnlyRefunded ? [...upTo(left - 1), undefined] : upTo(left - 1),
    leftByRefunding: [...(left === 0 ? [] : upTo(left)), ...(placed.length > left ? [undefined] : [])],
  };
}
