import { type Cart, formatMoney, isLate, isStandIn, type Journey, type Milestone, type Order, type Product } from "../src/index.js";
import { clockOf, type ExpectedPerson, withKeys } from "./golden-file.js";

type Json = Readonly<Record<string, unknown>>;

const clockOrNull = (time: number | null): string | null => (time === null ? null : clockOf(time));

interface Told {
  readonly channel: string;
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  readonly landingPage: string | null;
}

/** `Paid Search google/cpc mua-he to /kinh-mat`; what is not known is left out. */
function originWords({ channel, source, medium, campaign, landingPage }: Told): string {
  const from = [source, medium].filter((part) => part !== null).join("/");
  return [channel, from, campaign ?? "", landingPage === null ? "" : `to ${landingPage}`].filter((part) => part !== "").join(" ");
}

const pages = (count: number): string => `${count} ${count === 1 ? "page" : "pages"}`;
const productWords = ({ productId, name, quantity }: Product): string => `${quantity} x ${name ?? productId}`;

const cartWords = (cart: Cart): Json => ({
  status: cart.status,
  opened: clockOf(cart.openedAt),
  changed: clockOf(cart.changedAt),
  checkout: clockOrNull(cart.checkoutStartedAt),
  abandoned: clockOrNull(cart.abandonedAt),
  closed: clockOrNull(cart.closedAt),
  reopened: clockOrNull(cart.reopenedAt),
  order: cart.orderId,
  value: formatMoney(cart.value),
  currency: cart.currency,
  products: cart.products.map(productWords),
});

const orderWords = (order: Order): Json => ({
  id: order.orderId,
  status: order.status,
  placed: clockOrNull(order.placedAt),
  shipped: clockOrNull(order.shippedAt),
  promised: clockOrNull(order.promisedAt),
  delivered: clockOrNull(order.deliveredAt),
  late: isLate(order),
  total: formatMoney(order.total),
  refunded: formatMoney(order.refunded),
  currency: order.currency,
  coupon: order.coupon,
  tripwire: order.isTripwire,
  products: order.products.map(productWords),
});

const milestoneWords = (milestone: Milestone): Json => ({
  is: `${clockOf(milestone.occurredAt)} ${milestone.milestone}`,
  rule: milestone.rule,
  has: milestone.attributes,
  proof: milestone.evidenceEventId,
});

function summaryWords({ summary }: Journey): Json {
  const origin = (told: Told | null): string | null => (told === null ? null : originWords(told));
  return {
    ...summary,
    first: origin(summary.first),
    last: origin(summary.last),
    deciding: origin(summary.deciding),
    leadAt: clockOrNull(summary.leadAt),
    openCart: summary.openCart === null ? null : formatMoney(summary.openCart.value),
  };
}

/** The way through the stages of every model: `Attract/aware > Convert/lead > < Attract/aware`, `<` for a move back. */
const wayWords = ({ standings }: Journey): Json =>
  Object.fromEntries(
    standings.map(({ model, entries }) => [
      model.id,
      entries.map(({ direction, stage, step }) => `${direction === "back" ? "< " : ""}${stage}/${step}`).join(" > "),
    ]),
  );

/** Of what there is, only what the file asks for; asking for what does not exist is an error. */
function asked(there: Json, expected: unknown, where: string): Json {
  const keys = Object.keys(withKeys(expected, Object.keys(there), where));
  return Object.fromEntries(keys.map((key) => [key, there[key]]));
}

/** As many as there are; each as much as the file asks of it, the ones it does not know of whole. */
function askedEach(there: readonly Json[], expected: unknown, where: string): unknown[] {
  const list: readonly unknown[] = Array.isArray(expected) ? expected : [];
  return there.map((item, index) => (index < list.length ? asked(item, list[index], `${where} ${index + 1}`) : item));
}

/** A milestone is asked for in short, `2026-11-22 09:00 engaged`, or with rule, attributes or proof. */
function milestonesAsked(there: readonly Json[], expected: unknown): unknown[] {
  const list: readonly unknown[] = Array.isArray(expected) ? expected : [];
  return there.map((item, index) => (typeof list[index] === "object" ? asked(item, list[index], `milestone ${index + 1}`) : item["is"]));
}

/** The browsers of a person, or the stand-ins of one who has none. */
export function whoOf({ person }: Pick<Journey, "person">): string[] {
  const all = [...new Set(person.visitors.map(({ visitorId }) => visitorId))].sort();
  const browsers = all.filter((visitorId) => !isStandIn(visitorId));
  return browsers.length > 0 ? browsers : all;
}

/** A journey in the words of a golden file, about those things that the file expects something of. */
export function told(journey: Journey, expected: ExpectedPerson): Json {
  const tell: { readonly [Key in keyof Required<ExpectedPerson>]: () => unknown } = {
    who: () => whoOf(journey),
    user: () => journey.person.userId,
    isBot: () => journey.isBot,
    refused: () =>
      journey.person.identifiers.flatMap(({ identifier, refusedBecause }) =>
        refusedBecause === null ? [] : `${identifier} ${refusedBecause}`,
      ),
    foreignOrders: () => journey.person.foreignOrders,
    ways: () => asked(wayWords(journey), expected.ways, "ways"),
    sessions: () => journey.sessions.map((session) => `${clockOf(session.startedAt)} ${originWords(session)}, ${pages(session.pageViews)}`),
    touchpoints: () => journey.touchpoints.map((point) => `${clockOf(point.occurredAt)} ${point.kind} ${originWords(point)}`),
    milestones: () => milestonesAsked(journey.milestones.map(milestoneWords), expected.milestones),
    orders: () => askedEach(journey.orders.map(orderWords), expected.orders, "order"),
    carts: () => askedEach(journey.carts.map(cartWords), expected.carts, "cart"),
    summary: () => asked(summaryWords(journey), expected.summary, "summary"),
    changesNext: () => clockOrNull(journey.dueAt),
  };
  // The reader has let through no other keys.
  const keys = Object.keys(expected) as (keyof ExpectedPerson)[];
  return Object.fromEntries(keys.map((key) => [key, tell[key]()]));
}
