import { type CartLine, sumOf } from "./cart.js";
import { describeFrame } from "./catalogue.js";

export interface Customer {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}

export interface Review {
  readonly productId: string;
  readonly rating: number;
  readonly text: string;
}

export type OrderStatus = "placed" | "shipped" | "delivered" | "cancelled" | "refunded";

/** An order as the shop keeps it. Times are ISO 8601, amounts đồng. */
export interface Order {
  /** Cannot be guessed: whoever has it may see the order's page. */
  readonly id: string;
  /** The checkout it came from, so that a form sent twice orders once. */
  readonly checkoutId: string;
  /** Names the customer in links to friends without giving the order away. */
  readonly shareCode: string;
  readonly status: OrderStatus;
  readonly placedAt: string;
  readonly promisedAt: string;
  readonly deliveredAt?: string;
  readonly customer: Customer;
  readonly lines: readonly ReturnType<typeof describeFrame>[];
  readonly coupon?: string;
  readonly discount: number;
  readonly total: number;
  readonly reviews: readonly Review[];
}

/** What the shop does with an order. */
export const ACTIONS = ["ship", "deliver-on-time", "deliver-late", "cancel", "refund"] as const;
export type Action = (typeof ACTIONS)[number];

/** What is told to Waystitch about it. */
export interface OrderEvent {
  readonly event: string;
  readonly properties: { readonly order_id: string } & Readonly<Record<string, string | number>>;
}

export const COUPON = "XINH10";
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const iso = (time: number): string => new Date(time).toISOString();

/** A new order from a cart. */
export function placeOrder(
  ids: Pick<Order, "id" | "checkoutId" | "shareCode">,
  cart: readonly CartLine[],
  customer: Customer,
  coupon: string,
  now: number,
): Order {
  const hasCoupon = coupon.trim().toUpperCase() === COUPON;
  const discount = hasCoupon ? Math.round(sumOf(cart) / 10) : 0;
  return {
    ...ids,
    status: "placed",
    placedAt: iso(now),
    promisedAt: iso(now + 3 * DAY),
    customer,
    lines: cart.map(({ frame, colour, quantity }) => describeFrame(frame, colour, quantity)),
    ...(hasCoupon ? { coupon: COUPON } : {}),
    discount,
    total: sumOf(cart) - discount,
    reviews: [],
  };
}

const POSSIBLE: Readonly<Record<OrderStatus, readonly Action[]>> = {
  placed: ["ship", "deliver-on-time", "deliver-late", "cancel"],
  shipped: ["deliver-on-time", "deliver-late", "cancel"],
  delivered: ["refund"],
  cancelled: [],
  refunded: [],
};

/** True when the shop can do that with the order now. */
export const isPossible = (order: Order, action: Action): boolean => POSSIBLE[order.status].includes(action);

/** The order after something the shop did with it, and the event that says so. */
export function evolveOrder(order: Order, action: Action, now: number): { readonly order: Order; readonly event: OrderEvent } {
  const about = { order_id: order.id };
  switch (action) {
    case "ship":
      return {
        order: { ...order, status: "shipped" },
        event: { event: "Order Shipped", properties: { ...about, carrier: "Giao Hàng Xinh (demo)", promised_at: order.promisedAt } },
      };
    case "deliver-on-time":
    case "deliver-late": {
      const deliveredAt = iso(now);
      // The demo cannot wait two days, so a late delivery moves the promise instead of the clock.
      const promisedAt = action === "deliver-late" ? iso(now - 2 * DAY) : iso(Math.max(Date.parse(order.promisedAt), now + HOUR));
      return {
        order: { ...order, status: "delivered", promisedAt, deliveredAt },
        event: { event: "Order Delivered", properties: { ...about, promised_at: promisedAt, delivered_at: deliveredAt } },
      };
    }
    case "cancel":
      return { order: { ...order, status: "cancelled" }, event: { event: "Order Cancelled", properties: about } };
    case "refund":
      return {
        order: { ...order, status: "refunded" },
        event: { event: "Order Refunded", properties: { ...about, total: order.total, currency: "VND" } },
      };
  }
}

/** What the thank-you page tells Waystitch: Segment's Order Completed. */
export function describeOrder({ id, checkoutId, total, discount, coupon, promisedAt, lines }: Order) {
  return {
    order_id: id,
    checkout_id: checkoutId,
    total,
    revenue: total,
    discount,
    ...(coupon === undefined ? {} : { coupon }),
    currency: "VND",
    promised_at: promisedAt,
    products: lines,
  };
}
