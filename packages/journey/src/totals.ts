import { formatMoney, type Money } from "./commerce/money.js";
import { counts, type Order } from "./commerce/orders.js";

/** What a person ordered in one currency; amounts are decimal strings. */
export interface CurrencyTotal {
  readonly currency: string;
  /** Orders that count: neither cancelled nor wholly refunded. */
  readonly orders: number;
  /** Sum of the orders that were not cancelled, refunds not taken off. */
  readonly revenue: string;
  readonly refunds: string;
}

/** Totals by currency, in order of their codes: amounts of different currencies are never added. */
export function totalsOf(orders: readonly Order[]): CurrencyTotal[] {
  const sums = new Map<string, { orders: number; revenue: Money; refunds: Money }>();
  for (const order of orders) {
    if (order.placedAt === null || order.status === "cancelled") continue;
    const sum = sums.get(order.currency) ?? { orders: 0, revenue: 0n, refunds: 0n };
    if (counts(order)) sum.orders++;
    sum.revenue += order.total;
    sum.refunds += order.refunded;
    sums.set(order.currency, sum);
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { orders, revenue, refunds }]) => ({
      currency,
      orders,
      revenue: formatMoney(revenue),
      refunds: formatMoney(refunds),
    }));
}
