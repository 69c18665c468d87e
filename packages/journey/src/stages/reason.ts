import type { Json } from "@waystitch/protocol";
import type { Milestone, MilestoneName } from "./milestone.js";

type Attributes = Milestone["attributes"];

const quoted = (value: Json | undefined): string => (value === undefined || value === null ? "" : ` “${String(value)}”`);
const grouped = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
const money = ({ total, currency }: Attributes): string =>
  total === undefined ? "" : ` for ${grouped(String(total))} ${String(currency)}`;

/** One English sentence a milestone; the attributes fill it in. */
const REASONS: Readonly<Record<MilestoneName, (attributes: Attributes, rule: string) => string>> = {
  first_touch: () => "First seen.",
  engaged: (_, rule) =>
    rule === "content_event"
      ? "Read, watched or searched."
      : rule === "second_session"
        ? "Came back for a second visit."
        : "Looked at a second page.",
  product_viewed: ({ product_id }) => `Viewed product${quoted(product_id)}.`,
  lead_captured: ({ lead_magnet }) => (lead_magnet === undefined ? "Left a contact." : `Left a contact for${quoted(lead_magnet)}.`),
  committed: ({ offer, order_id }) =>
    order_id === undefined ? `Committed to${quoted(offer) || " an offer"}.` : `Bought the entry offer, order${quoted(order_id)}.`,
  cart_added: () => "Put a product into the cart.",
  checkout_started: () => "Started checkout.",
  order_completed: (attributes) => `Placed order${quoted(attributes["order_id"])}${money(attributes)}.`,
  order_repeated: (attributes) => `Ordered again: order${quoted(attributes["order_id"])}${money(attributes)}.`,
  order_shipped: ({ order_id }) => `Order${quoted(order_id)} was shipped.`,
  order_delivered: ({ order_id, late }) =>
    `Order${quoted(order_id)} was delivered${late === undefined ? "" : late ? " late" : " on time"}.`,
  order_cancelled: ({ order_id }) => `Order${quoted(order_id)} was cancelled.`,
  order_refunded: ({ order_id }) => `Order${quoted(order_id)} was refunded.`,
  reviewed: ({ rating }) => `Reviewed with ${String(rating)} of 5 stars.`,
  satisfied: ({ score, scale }) => `Said to be satisfied: ${String(score)} (${String(scale)}).`,
  dissatisfied: ({ score, scale, rating }) =>
    rating === undefined ? `Said to be dissatisfied: ${String(score)} (${String(scale)}).` : `Reviewed with ${String(rating)} of 5 stars.`,
  referred: () => "Recommended the shop to others.",
  support_contacted: () => "Contacted support.",
  unsubscribed: () => "Unsubscribed from e-mail.",
  cart_expired: () => "The cart was left for 7 days without an order.",
  lapsed: () => "No event for 180 days.",
};

/** Why a milestone moved someone, as an English sentence. */
export function reasonOf(milestone: Milestone): string {
  return REASONS[milestone.milestone](milestone.attributes, milestone.rule);
}
