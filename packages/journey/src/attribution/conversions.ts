import type { Money } from "../commerce/money.js";
import { counts, type Order } from "../commerce/orders.js";
import type { Evidence } from "../fact.js";
import type { Milestone } from "../stages/milestone.js";

export type ConversionKind = "lead" | "order";

/** What marketing wanted and got: a person became a lead, or placed an order. */
export interface Conversion extends Evidence {
  readonly kind: ConversionKind;
  /** Unique within the person: `lead`, or `order:` and the order id. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  /** What there is to credit, never negative: one unit for a lead, the total less refunds for an order. */
  readonly value: Money;
  /** ISO 4217; `null` for a lead, which is a number and no money. */
  readonly currency: string | null;
  /**
   * False for an order that was cancelled or wholly refunded. It is worth nothing and credited to nobody, but it
   * still shows what leads to orders: an old path does not become a failure when a parcel comes back.
   */
  readonly counts: boolean;
}

/** One lead. */
export const ONE: Money = 1_000_000n;

/** The part of a journey that conversions are read from. */
export interface Outcomes {
  readonly milestones: readonly Milestone[];
  readonly orders: readonly Order[];
}

function leadOf(milestones: readonly Milestone[]): Conversion[] {
  let first: Milestone | undefined;
  for (const milestone of milestones)
    if (milestone.milestone === "lead_captured" && (first === undefined || milestone.occurredAt < first.occurredAt)) first = milestone;
  if (first === undefined) return [];
  const { occurredAt, evidenceVisitorId, evidenceEventId } = first;
  return [{ kind: "lead", id: "lead", occurredAt, value: ONE, currency: null, counts: true, evidenceVisitorId, evidenceEventId }];
}

function conversionOf(order: Order, placedAt: number): Conversion {
  const { orderId, currency, evidenceVisitorId, evidenceEventId } = order;
  const isCounted = counts(order);
  const net = order.total - order.refunded;
  return {
    kind: "order",
    id: `order:${orderId}`,
    occurredAt: placedAt,
    value: isCounted && net > 0n ? net : 0n,
    currency,
    counts: isCounted,
    evidenceVisitorId,
    evidenceEventId,
  };
}

/**
 * A person's conversions in order of time. Only the first lead is one: whoever fills in a second form is the same
 * lead, and was already won. Every order that was placed is one.
 */
export function conversionsOf({ milestones, orders }: Outcomes): Conversion[] {
  const conversions = leadOf(milestones);
  for (const order of orders) if (order.placedAt !== null) conversions.push(conversionOf(order, order.placedAt));
  return conversions.sort((a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1));
}

/** The same conversion counted instead of weighed: to ask how many orders a channel brought, not how much money. */
export function countOf(conversion: Conversion): Conversion {
  return { ...conversion, value: conversion.counts ? ONE : 0n, currency: null };
}
