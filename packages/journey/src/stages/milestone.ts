import type { JsonObject } from "@waystitch/protocol";
import type { Evidence } from "../fact.js";

/** Every milestone there is; models may name these and no others. */
export const MILESTONES = [
  "first_touch",
  "engaged",
  "product_viewed",
  "lead_captured",
  "committed",
  "cart_added",
  "checkout_started",
  "order_completed",
  "order_repeated",
  "order_shipped",
  "order_delivered",
  "order_cancelled",
  "order_refunded",
  "reviewed",
  "satisfied",
  "dissatisfied",
  "referred",
  "support_contacted",
  "unsubscribed",
  "cart_expired",
  "lapsed",
] as const;

export type MilestoneName = (typeof MILESTONES)[number];

/** A dated fact about a person, with the event that proves it. */
export interface Milestone extends Evidence {
  /** Place in time, from 1. */
  readonly sequence: number;
  readonly milestone: MilestoneName;
  readonly occurredAt: number;
  /** Name of the rule that found it. */
  readonly rule: string;
  readonly attributes: JsonObject;
}
