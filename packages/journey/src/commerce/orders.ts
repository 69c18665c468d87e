import { EVENT, type JsonObject, parseTime } from "@waystitch/protocol";
import { type Evidence, evidenceOf, type Fact, type SiteSettings, textOf } from "../fact.js";
import { currencyOf, type Money, parseMoney } from "./money.js";
import { type Product, productsOf, sumOf } from "./products.js";

export type OrderStatus = "reported" | "placed" | "shipped" | "delivered" | "cancelled" | "refunded";

export interface Order extends Evidence {
  readonly orderId: string;
  readonly status: OrderStatus;
  /** A small first offer, made to win a customer. */
  readonly isTripwire: boolean;
  readonly placedAt: number | null;
  readonly total: Money;
  /** What was paid back, never more than the total. */
  readonly refunded: Money;
  /** The sum of the amounts that refunds named, and whether one of them named none. */
  readonly refundClaimed: Money;
  readonly isWhollyRefunded: boolean;
  readonly currency: string;
  readonly coupon: string | null;
  readonly products: readonly Product[];
  readonly shippedAt: number | null;
  readonly promisedAt: number | null;
  readonly deliveredAt: number | null;
  readonly cancelledAt: number | null;
}

/** True while an order counts: placed, and neither cancelled nor wholly refunded. */
export const counts = (order: Pick<Order, "placedAt" | "status">): boolean =>
  order.placedAt !== null && order.status !== "cancelled" && order.status !== "refunded";

/** True or false once both times are known. */
export function isLate({ promisedAt, deliveredAt }: Order): boolean | null {
  return promisedAt === null || deliveredAt === null ? null : deliveredAt > promisedAt;
}

function amountIn(properties: JsonObject, keys: readonly string[]): Money | null {
  for (const key of keys) {
    const amount = parseMoney(properties[key]);
    if (amount !== null) return amount;
  }
  return null;
}

/** What placing or updating an order says about it; what it does not name stays as it was. */
function contentOf(order: Order, { properties }: Fact): Partial<Order> {
  const listed = Array.isArray(properties["products"]) ? productsOf(properties) : null;
  const total = amountIn(properties, ["total", "revenue", "value"]) ?? (listed === null ? null : sumOf(listed));
  const coupon = textOf(properties, "coupon");
  return {
    currency: currencyOf(properties["currency"], order.currency),
    ...(listed === null ? {} : { products: listed }),
    ...(total === null ? {} : { total }),
    ...(coupon === null ? {} : { coupon }),
  };
}

const timeOf = (fact: Fact, key: string): number | null => parseTime(fact.properties[key]);

/** A product at the price it was ordered for, where its line names none. */
function priced(product: Product, { products }: Order): Product {
  const price = product.price === 0n ? products.find(({ productId }) => productId === product.productId)?.price : undefined;
  return price === undefined ? product : { ...product, price };
}

/** What a refund pays back: an amount, the price of the products it lists, or, when it names neither, everything. */
function refundOf(order: Order, { properties }: Fact): Money | "everything" {
  const amount = amountIn(properties, ["refund", "total", "value"]);
  if (amount !== null) return amount;
  const listed = sumOf(productsOf({ products: properties["products"] ?? [] }).map((product) => priced(product, order)));
  return listed > 0n ? listed : "everything";
}

/** The order with what follows from its parts: how much of the refunds it can bear, and its status. */
function settle(order: Order): Order {
  const refunded = order.isWhollyRefunded || order.refundClaimed > order.total ? order.total : order.refundClaimed;
  return { ...order, refunded, status: statusOf({ ...order, refunded }) };
}

/** True when all there was to pay has been paid back. */
export const isPaidBack = ({ isWhollyRefunded, refundClaimed, refunded, total }: Order): boolean =>
  isWhollyRefunded || (refundClaimed > 0n && refunded === total);

/** A cancelled or refunded order stays so, whatever is shipped afterwards. */
function statusOf(order: Order): OrderStatus {
  if (order.cancelledAt !== null) return "cancelled";
  if (order.placedAt !== null && isPaidBack(order)) return "refunded";
  if (order.deliveredAt !== null) return "delivered";
  if (order.shippedAt !== null) return "shipped";
  return order.placedAt === null ? "reported" : "placed";
}

function reported(fact: Fact, orderId: string, settings: SiteSettings): Order {
  return {
    orderId,
    status: "reported",
    isTripwire: false,
    placedAt: null,
    total: 0n,
    refundClaimed: 0n,
    isWhollyRefunded: false,
    refunded: 0n,
    currency: settings.currency,
    coupon: null,
    products: [],
    shippedAt: null,
    promisedAt: null,
    deliveredAt: null,
    cancelledAt: null,
    ...evidenceOf(fact),
  };
}

function changesBy(order: Order, fact: Fact): Partial<Order> {
  switch (fact.name) {
    case EVENT.orderCompleted:
      return { ...contentOf(order, fact), ...evidenceOf(fact), placedAt: fact.at };
    case EVENT.orderUpdated:
      return contentOf(order, fact);
    case EVENT.orderShipped:
      return { shippedAt: order.shippedAt ?? fact.at };
    case EVENT.orderDelivered:
      return { deliveredAt: order.deliveredAt ?? timeOf(fact, "delivered_at") ?? fact.at };
    case EVENT.orderCancelled:
      return { cancelledAt: order.cancelledAt ?? fact.at };
    case EVENT.orderRefunded: {
      const refund = refundOf(order, fact);
      return refund === "everything"
        ? { isWhollyRefunded: true }
        : { refundClaimed: order.refundClaimed + (refund > 0n ? refund : -refund) };
    }
    default:
      return {};
  }
}

/** The order after one more fact about it; a second `Order Completed` says nothing new. */
export function evolveOrder(before: Order | undefined, fact: Fact, orderId: string, settings: SiteSettings): Order {
  const order = before ?? reported(fact, orderId, settings);
  if (fact.name === EVENT.orderCompleted && order.placedAt !== null) return order;
  const promisedAt = timeOf(fact, "promised_at") ?? order.promisedAt;
  return settle({ ...order, promisedAt, ...changesBy(order, fact) });
}
