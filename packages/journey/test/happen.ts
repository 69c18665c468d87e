import type { JsonObject } from "@waystitch/protocol";
import { BLANK, DAY } from "@waystitch/testbed/facts";
import { type Fact, type Journey, type MilestoneName, type Order, parseMoney, type Trigger } from "../src/index.js";

/** Whom something happens to, and when. */
export interface Moment {
  readonly journey: Journey;
  /** A fact of the person, whose browser the next ones come from. */
  readonly like: Fact;
  /** Reported by a server, and so in no visit. */
  readonly isOffSite: boolean;
  readonly at: number;
}

const counts = ({ placedAt, status }: Order): boolean => placedAt !== null && status !== "cancelled" && status !== "refunded";

const browser = ({ like, at, isOffSite }: Moment, name: string, properties: JsonObject = {}): Fact => ({
  ...BLANK,
  visitorId: like.visitorId,
  trusted: isOffSite,
  eventId: "zz",
  at,
  name,
  properties,
});

const server = ({ at }: Moment, name: string, { orderId }: Order, properties: JsonObject = {}): Fact => ({
  ...BLANK,
  visitorId: `@order:${orderId}`,
  trusted: true,
  device: null,
  eventId: "zz",
  at,
  name,
  properties: { order_id: orderId, ...properties },
});

/** Those of the person's orders that count, or else one of the others. */
function ordersToEnd({ journey }: Moment, isOther: (order: Order) => boolean): Order[] {
  const counting = journey.orders.filter(counts);
  return counting.length > 0 ? counting : journey.orders.filter((order) => order.placedAt !== null && isOther(order)).slice(0, 1);
}

/** Places a new order, larger than the others or not; amounts compare within a currency. */
function place(moment: Moment, isLarger: boolean, more: JsonObject = {}): Fact[] {
  const currency = moment.journey.orders.find(counts)?.currency ?? "VND";
  return [
    browser(moment, "Order Completed", {
      order_id: `new ${moment.journey.orders.length}`,
      total: isLarger ? 900_000_000 : 0,
      currency,
      ...more,
    }),
  ];
}

const iso = (at: number): string => new Date(at).toISOString();

function deliver(moment: Moment, late: boolean | undefined): Fact[] {
  const open = moment.journey.orders.filter((order) => counts(order) && order.deliveredAt === null);
  const order = late === undefined ? (open.find(({ promisedAt }) => promisedAt === null) ?? open[0]) : open[0];
  if (order === undefined) return [];
  const promise = late === undefined ? {} : { promised_at: iso(moment.at + (late ? -DAY : DAY)) };
  return [server(moment, "Order Delivered", order, promise)];
}

type Recipe = (moment: Moment, where: Trigger["where"]) => Fact[];

/** Facts that truly produce a milestone; time alone brings those that have none. */
const RECIPES: Readonly<Record<MilestoneName, Recipe | null>> = {
  first_touch: null,
  engaged: (moment) => [browser(moment, "Article Read")],
  product_viewed: (moment) => [browser(moment, "Product Viewed", { product_id: "p9" })],
  lead_captured: (moment) => [browser(moment, "Lead Captured", { lead_magnet: "Quiz" })],
  committed: (moment, where) =>
    where?.attribute === "order_id" && where.exists === true
      ? place(moment, false, { offer: "tripwire" })
      : [browser(moment, "Consultation Booked", { name: "Đo mắt" })],
  cart_added: (moment) => [browser(moment, "Product Added", { product_id: "p9", price: 1, quantity: 1 })],
  checkout_started: (moment) => [browser(moment, "Checkout Started")],
  order_completed: (moment, where) => place(moment, where?.attribute === "larger"),
  order_repeated: (moment, where) => place(moment, where?.attribute === "larger"),
  order_shipped: (moment) => {
    const order = moment.journey.orders.find((candidate) => counts(candidate) && candidate.shippedAt === null);
    return order === undefined ? [] : [server(moment, "Order Shipped", order)];
  },
  order_delivered: (moment, where) => deliver(moment, typeof where?.equals === "boolean" ? where.equals : undefined),
  order_cancelled: (moment) =>
    ordersToEnd(moment, (order) => order.cancelledAt === null).map((order) => server(moment, "Order Cancelled", order)),
  order_refunded: (moment) => ordersToEnd(moment, () => true).map((order) => server(moment, "Order Refunded", order)),
  reviewed: (moment, where) => [browser(moment, "Product Reviewed", { rating: where?.atLeast ?? 3 })],
  satisfied: (moment) => [browser(moment, "Feedback Given", { score: 9, scale: "nps" })],
  dissatisfied: (moment) => [browser(moment, "Feedback Given", { score: 6, scale: "nps" })],
  referred: (moment) => [browser(moment, "Referral Shared")],
  support_contacted: (moment) => [browser(moment, "Support Contacted")],
  unsubscribed: (moment) => [browser(moment, "Email Unsubscribed")],
  cart_expired: null,
  lapsed: null,
};

/** What would have to happen so that a trigger fires; `null` when only time can bring it. */
export function happen(moment: Moment, { milestone, where }: Trigger): Fact[] | null {
  return RECIPES[milestone]?.(moment, where) ?? null;
}

/** Single events of every kind the rules know, about the person's own orders and a new one. */
export function anyEvents(moment: Moment): Fact[] {
  const open = moment.journey.orders.filter(counts);
  return [
    ...(
      ["Article Read", "Consultation Booked", "Checkout Started", "Referral Shared", "Support Contacted", "Email Unsubscribed"] as const
    ).map((name) => browser(moment, name)),
    browser(moment, "Product Viewed", { product_id: "p9" }),
    browser(moment, "Product Added", { product_id: "p9" }),
    browser(moment, "Product Removed", { product_id: "p1" }),
    browser(moment, "Lead Captured"),
    ...[1, 2, 3, 4, 5].map((rating) => browser(moment, "Product Reviewed", { rating })),
    ...[0, 6, 7, 9].map((score) => browser(moment, "Feedback Given", { score, scale: "nps" })),
    ...place(moment, false),
    ...place(moment, true),
    ...place(moment, false, { offer: "tripwire" }),
    ...place(moment, true, { offer: "tripwire" }),
    ...moment.journey.orders
      .filter((order) => order.placedAt !== null)
      .flatMap((order) => [server(moment, "Order Cancelled", order), server(moment, "Order Refunded", order)]),
    ...open.flatMap((order) => [
      server(moment, "Order Shipped", order),
      server(moment, "Order Delivered", order),
      server(moment, "Order Delivered", order, { promised_at: iso(moment.at - DAY) }),
      server(moment, "Order Refunded", order, { total: Number(parseMoney("1") ?? 0n) / 1_000_000 }),
    ]),
    { ...browser(moment, ""), type: "page", name: null, pageUrl: "https://shop.example/sp" },
  ];
}
