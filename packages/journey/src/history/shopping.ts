import { EVENT } from "@waystitch/protocol";
import { type Cart, evolveCart, isReopened, orderCart, reopenCart } from "../commerce/carts.js";
import { formatMoney, type Money } from "../commerce/money.js";
import { counts, evolveOrder, isLate, isPaidBack, type Order } from "../commerce/orders.js";
import { type Fact, type SiteSettings, textOf } from "../fact.js";
import { orderIdOf } from "../identity/nodes.js";
import { addMilestone, type History } from "./history.js";

/** How many orders count: placed, and neither cancelled nor wholly refunded. */
export function countingOrders(orders: ReadonlyMap<string, Order>): number {
  let count = 0;
  for (const order of orders.values()) if (counts(order)) count++;
  return count;
}

/** Notices a product put into the cart or taken out, and the start of a checkout. */
export function noticeCart(history: History, fact: Fact, settings: SiteSettings): void {
  const { carts, milestones } = history;
  const last = carts.at(-1);
  const open = last?.status === "open" ? last : undefined;
  const cart = evolveCart(open, fact, carts.length + 1, settings);
  if (cart === undefined) return;
  carts[cart.sequence - 1] = cart;
  const value = { value: formatMoney(cart.value) };
  const isNew = open === undefined;
  if (fact.name === EVENT.productAdded && (open === undefined || isReopened(open)))
    addMilestone(milestones, "cart_added", isNew ? "cart_opened" : "cart_reopened", fact, value);
  if (cart.checkoutStartedAt !== null && (open === undefined || open.checkoutStartedAt === null))
    addMilestone(milestones, "checkout_started", "checkout_event", fact, value);
}

const isTripwire = (fact: Fact): boolean => textOf(fact.properties, "offer")?.toLowerCase() === "tripwire";

function closeCart(carts: Cart[], fact: Fact, orderId: string): void {
  const last = carts.at(-1);
  if (last?.status === "open") carts[carts.length - 1] = orderCart(last, fact, orderId);
}

/** A cart is only taken up again while the person has not begun another one. */
function takeUpCart(carts: Cart[], fact: Fact, orderId: string): void {
  const last = carts.at(-1);
  if (last?.status === "ordered" && last.orderId === orderId) carts[carts.length - 1] = reopenCart(last, fact);
}

/** How an order relates to those placed before it that still count. */
function placeAmong(orders: ReadonlyMap<string, Order>, placed: Order) {
  let before = 0;
  let core = 0;
  let largest: Money | null = null;
  for (const order of orders.values()) {
    if (order === placed || !counts(order)) continue;
    before++;
    if (!order.isTripwire) core++;
    if (order.currency === placed.currency && (largest === null || order.total > largest)) largest = order.total;
  }
  return { before, core, isLarger: largest !== null && placed.total > largest };
}

function notePlaced(history: History, order: Order, fact: Fact): void {
  const { before, core, isLarger } = placeAmong(history.orders, order);
  const attributes = {
    order_id: order.orderId,
    total: formatMoney(order.total),
    currency: order.currency,
    ...(isLarger ? { larger: true } : {}),
  };
  if (order.isTripwire) addMilestone(history.milestones, "committed", "tripwire_order", fact, attributes);
  else addMilestone(history.milestones, "order_completed", "order_event", fact, attributes);
  if (before > 0) addMilestone(history.milestones, "order_repeated", "second_order", fact, { ...attributes, core_orders_before: core });
  closeCart(history.carts, fact, order.orderId);
}

function noteShipped(history: History, orderId: string, fact: Fact): void {
  const carrier = textOf(fact.properties, "carrier");
  const about = { order_id: orderId, ...(carrier === null ? {} : { carrier }) };
  addMilestone(history.milestones, "order_shipped", "shipping_event", fact, about);
}

function noteDelivered(history: History, order: Order, fact: Fact): void {
  const { orderId, deliveredAt, promisedAt } = order;
  if (deliveredAt === null) return;
  addMilestone(history.milestones, "order_delivered", "delivery_event", fact, {
    order_id: orderId,
    delivered_at: new Date(deliveredAt).toISOString(),
    ...(promisedAt === null ? {} : { promised_at: new Date(promisedAt).toISOString(), late: isLate(order) }),
  });
}

/** An order can be cancelled by an event that comes before the one that places it; it counts once both are there. */
const isCalledOff = (order: Order | undefined): boolean => order !== undefined && order.placedAt !== null && order.cancelledAt !== null;

/** Notices what an event says about one of the person's own orders. */
export function noticeOrder(history: History, fact: Fact, settings: SiteSettings): void {
  const orderId = orderIdOf(fact);
  if (orderId === null || history.foreignOrders.has(orderId)) return;
  const before = history.orders.get(orderId);
  const after = evolveOrder(before, fact, orderId, settings);
  if (after === before) return;
  const isPlaced = (before?.placedAt ?? null) === null && after.placedAt !== null;
  const order = isPlaced && isTripwire(fact) ? { ...after, isTripwire: true } : after;
  history.orders.set(orderId, order);
  if (isPlaced) notePlaced(history, order, fact);
  if ((before?.shippedAt ?? null) === null && order.shippedAt !== null) noteShipped(history, orderId, fact);
  if ((before?.deliveredAt ?? null) === null) noteDelivered(history, order, fact);
  // An order that counted until now may take the person back with it; one that is over already does not do so twice.
  const counted = isPlaced || (before !== undefined && counts(before));
  const about = { order_id: orderId, ...(counted ? { orders_left: countingOrders(history.orders) } : {}) };
  if (!isCalledOff(before) && isCalledOff(order)) {
    addMilestone(history.milestones, "order_cancelled", "cancel_event", fact, about);
    takeUpCart(history.carts, fact, orderId);
  }
  if (order.placedAt !== null && (fact.name === EVENT.orderRefunded || (isPlaced && order.refunded > 0n)))
    addMilestone(history.milestones, "order_refunded", isPaidBack(order) ? "whole_refund" : "partial_refund", fact, about);
}
