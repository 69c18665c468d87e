import { EXPIRED_DAYS, LAPSED_DAYS } from "./days.js";
import type { Rated, Reasons, Told } from "./told.js";

/** A word before what may be missing: `and(" for ", null)` is nothing. */
const and = (word: string, part: string | null): string => (part === null ? "" : `${word}${part}`);

const SCORES: Readonly<Record<Rated["scale"], (score: string) => string>> = {
  nps: (score) => `NPS ${score} of 10`,
  csat: (score) => `CSAT ${score} of 5`,
  stars: (score) => `${score} of 5 stars`,
  satisfaction: (score) => `satisfaction ${score} of 100`,
};

const score = (rated: Rated | null): string | null => rated && SCORES[rated.scale](rated.score);
const anOrder = ({ order }: Told): string => (order === null ? "An order" : `Order ${order}`);
const noneLeft = ({ isLastOrder }: Told): string => (isLastOrder ? ", and no order is left" : "");
const order = ({ order, total }: Told): string => `${order === null ? "an order" : `order ${order}`}${and(" for ", total)}`;
const reviewed = ({ product, rated }: Told): string => `Reviewed ${product === null ? "" : `product ${product} `}with ${score(rated)}.`;

/** Why a milestone moved someone, in English. */
export const REASONS_EN: Reasons = {
  first_touch: () => "First seen.",
  engaged: ({ rule }) =>
    rule === "content_event"
      ? "Read, watched or searched."
      : rule === "second_session"
        ? "Came back for a second visit."
        : "Looked at a second page.",
  product_viewed: ({ product }) => (product === null ? "Viewed a product." : `Viewed product ${product}.`),
  lead_captured: ({ leadMagnet }) => `Left a contact${and(" for ", leadMagnet)}.`,
  committed: (told) =>
    told.rule === "tripwire_order" ? `Bought the entry offer, ${order(told)}.` : `Committed to ${told.offer ?? "an offer"}.`,
  cart_added: ({ rule }) =>
    rule === "cart_reopened" ? "Put another product into the cart after its order was cancelled." : "Put a product into the cart.",
  checkout_started: () => "Started checkout.",
  order_completed: (told) => `Placed ${order(told)}.`,
  order_repeated: (told) => `Ordered again${told.isLarger ? ", and more than before" : ""}: ${order(told)}.`,
  order_shipped: (told) => `${anOrder(told)} was shipped.`,
  order_delivered: (told) => `${anOrder(told)} was delivered${told.isLate === null ? "" : told.isLate ? " late" : " on time"}.`,
  order_cancelled: (told) => `${anOrder(told)} was cancelled${noneLeft(told)}.`,
  order_refunded: (told) =>
    told.rule === "partial_refund"
      ? `Money was paid back for ${told.order === null ? "an order" : `order ${told.order}`}${noneLeft(told)}.`
      : `${anOrder(told)} was refunded${noneLeft(told)}.`,
  reviewed: (told) => (told.rated === null ? "Wrote a review." : reviewed(told)),
  satisfied: ({ rated }) => `Gave good feedback${and(": ", score(rated))}.`,
  dissatisfied: (told) =>
    told.rule === "bad_review" && told.rated !== null ? reviewed(told) : `Gave bad feedback${and(": ", score(told.rated))}.`,
  referred: ({ channel }) => `Recommended the shop to others${and(" through ", channel)}.`,
  support_contacted: ({ channel }) => `Contacted support${and(" through ", channel)}.`,
  unsubscribed: () => "Unsubscribed from e-mail.",
  cart_expired: () => `The cart was left for ${EXPIRED_DAYS} days without an order.`,
  lapsed: () => `No event for ${LAPSED_DAYS} days.`,
};
