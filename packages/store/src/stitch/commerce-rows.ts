import { conversionTouchesOf, describeProducts, formatMoney, isLate, type Journey, RULE_IDS, UNATTRIBUTED } from "@waystitch/journey";
import type { Json } from "@waystitch/protocol";
import { evidence, type Row, time } from "./columns.js";

/** Rows of `orders`. */
export function orderRows({ orders }: Journey): Row[] {
  return orders.map((order) => ({
    order_id: order.orderId,
    status: order.status,
    placed_at: time(order.placedAt),
    total: formatMoney(order.total),
    refunded: formatMoney(order.refunded),
    currency: order.currency,
    coupon: order.coupon,
    products: describeProducts(order.products),
    is_tripwire: order.isTripwire,
    shipped_at: time(order.shippedAt),
    promised_at: time(order.promisedAt),
    delivered_at: time(order.deliveredAt),
    cancelled_at: time(order.cancelledAt),
    is_late: isLate(order),
    ...evidence(order),
  }));
}

/** Rows of `carts`. */
export function cartRows({ carts }: Journey): Row[] {
  return carts.map((cart) => ({
    sequence: cart.sequence,
    status: cart.status,
    opened_at: time(cart.openedAt),
    changed_at: time(cart.changedAt),
    checkout_started_at: time(cart.checkoutStartedAt),
    abandoned_at: time(cart.abandonedAt),
    closed_at: time(cart.closedAt),
    reopened_at: time(cart.reopenedAt),
    order_id: cart.orderId,
    value: formatMoney(cart.value),
    currency: cart.currency,
    products: describeProducts(cart.products),
    ...evidence(cart),
  }));
}

/** Rows of `conversion_touches`. A lead is a number and no money: it has no values. */
export function conversionTouchRows(journey: Journey): Row[] {
  if (journey.isBot) return [];
  return conversionTouchesOf(journey).map(({ conversion, touch, shares, values }) => {
    const row: Record<string, Json> = {
      conversion: conversion.id,
      touchpoint: touch?.sequence ?? 0,
      kind: conversion.kind,
      converted_at: time(conversion.occurredAt),
      touched_at: time(touch?.occurredAt ?? null),
      channel: touch?.channel ?? UNATTRIBUTED,
      source: touch?.source ?? null,
      medium: touch?.medium ?? null,
      campaign: touch?.campaign ?? null,
    };
    for (const rule of RULE_IDS) row[`${rule}_share`] = formatMoney(shares[rule]);
    if (conversion.currency === null) return row;
    for (const rule of RULE_IDS) row[`${rule}_value`] = formatMoney(values[rule]);
    return { ...row, value: formatMoney(conversion.value), currency: conversion.currency };
  });
}
