import { EVENT, type JsonObject, parseTime } from "@waystitch/protocol";
import { type Evidence, evidenceOf, type Fact, type SiteSettings, textOf } from "../fact.js";
import { currencyOf, type Money, parseMoney } from "./money.js";
import { type Product, productsOf, sumOf } from "./products.js";

export type OrderStatus = "reported" | "placed" | "shipped" | "delivered" | "cancelled" | "refunded";

export interface Order extends Evidence {
  readonly orderId: string;
  readonly status: OrderStatus;
  readonly placedAt: number | null;
  readonly total: Money;
  readonly refunded: Money;
  readonly currency: string;
  readonly coupon: string | null;
  readonly products: readonly Product[];
  readonly shippedAt: number | null;
  readonly promisedAt: number | null;
  readonly deliveredAt: number | null;
}

/** True while an order counts: placed, and neither cancelled nor wholly refunded. */
export const counts = (order: Order): boolean => order.placedAt !== null && order.status !== "cancelled" && order.status !== "refunded";

/** True or false once both times are known. */
export function isLate({ promisedAt, deliveredAt }: Order): boolean | null {
  return promisedAt === null || deliveredAt === null ? null : deliveredAt > promisedAt;
}

function totalOf(properties: JsonObject, products: readonly Product[]): Money {
  for (const key of ["total", "revenue", "value"]) {
    const amount = parseMoney(properties[key]);
    if (amount !== null) return amount;
  }
  return sumOf(products);
}

/** What placing or updating an order says about it. */
function contentOf(fact: Fact, settings: SiteSettings): Pick<Order, "total" | "currency" | "coupon" | "products"> {
  const products = productsOf({ products: fact.properties["products"] ?? [] });
  return {
    total: totalOf(fact.properties, products),
    currency: currencyOf(fact.properties["currency"], settings.currency),
    coupon: textOf(fact.properties, "coupon"),
    products,
  };
}

const timeOf = (fact: Fact, key: string): number | null => parseTime(fact.properties[key]);

function refund(order: Order, fact: Fact): Order {
  const named = parseMoney(fact.properties["refund"]) ?? parseMoney(fact.properties["total"]) ?? parseMoney(fact.properties["value"]);
  const refunded = named === null ? order.total : order.refunded + named;
  const isWhole = refunded >= order.total;
  return { ...order, refunded: isWhole ? order.total : refunded, status: isWhole && order.placedAt !== null ? "refunded" : order.status };
}

/** The order after one more fact about it. A cancelled or refunded order stays so, whatever is shipped afterwards. */
export function evolveOrder(before: Order | undefined, fact: Fact, orderId: string, settings: SiteSettings): Order {
  const order: Order = before ?? {
    orderId,
    status: "reported",
    placedAt: null,
    total: 0n,
    refunded: 0n,
    currency: settings.currency,
    coupon: null,
    products: [],
    shippedAt: null,
    promisedAt: null,
    deliveredAt: null,
    ...evidenceOf(fact),
  };
  const isOver = order.status === "cancelled" || order.status === "refunded";
  const promisedAt = timeOf(fact, "promised_at") ?? order.promisedAt;
  switch (fact.name) {
    case EVENT.orderCompleted:
      if (order.placedAt !== null) return order;
      return {
        ...order,
        ...contentOf(fact, settings),
        ...evidenceOf(fact),
        promisedAt,
        placedAt: fact.at,
        status: order.status === "reported" ? "placed" : order.status,
      };
    case EVENT.orderUpdated:
      return { ...order, ...contentOf(fact, settings), promisedAt };
    case EVENT.orderShipped:
      return {
        ...order,
        promisedAt,
        shippedAt: order.shippedAt ?? fact.at,
        status: isOver || order.status === "delivered" ? order.status : "shipped",
      };
    case EVENT.orderDelivered:
      return {
        ...order,
        promisedAt,
        deliveredAt: order.deliveredAt ?? timeOf(fact, "delivered_at") ?? fact.at,
        status: isOver ? order.status : "delivered",
      };
    case EVENT.orderCancelled:
      return { ...order, status: "cancelled" };
    case EVENT.orderRefunded:
      return refund(order, fact);
    default:
      return order;
  }
}
