import type { MilestoneName } from "./milestone.js";

/** What an attribute holds. An amount is a decimal number as text, whose currency stands beside it; a time is ISO 8601. */
export type AttributeKind = "text" | "number" | "yes or no" | "amount" | "time";

const ORDER = { order_id: "text", total: "amount", currency: "text", larger: "yes or no" } as const;
const ORDERS_LEFT = { order_id: "text", orders_left: "number" } as const;
const FEEDBACK = { score: "number", scale: "text", satisfaction: "number" } as const;
const REVIEW = { rating: "number", satisfaction: "number", product_id: "text" } as const;

/** Which attributes each milestone may carry; conditions of models may ask for these and no others. */
export const MILESTONE_ATTRIBUTES: Readonly<Record<MilestoneName, Readonly<Record<string, AttributeKind>>>> = {
  first_touch: {},
  engaged: {},
  product_viewed: { product_id: "text" },
  lead_captured: { lead_magnet: "text" },
  committed: { offer: "text", ...ORDER },
  cart_added: { value: "amount" },
  checkout_started: { value: "amount" },
  order_completed: ORDER,
  order_repeated: { ...ORDER, core_orders_before: "number" },
  order_shipped: { order_id: "text", carrier: "text" },
  order_delivered: { order_id: "text", delivered_at: "time", promised_at: "time", late: "yes or no" },
  order_cancelled: ORDERS_LEFT,
  order_refunded: ORDERS_LEFT,
  reviewed: REVIEW,
  satisfied: FEEDBACK,
  dissatisfied: { ...FEEDBACK, ...REVIEW },
  referred: { channel: "text" },
  support_contacted: { channel: "text" },
  unsubscribed: {},
  cart_expired: { orders_left: "number", value: "amount" },
  lapsed: { orders_left: "number" },
};
