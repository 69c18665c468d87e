import { type Properties, see } from "./acts.js";

/**
 * The names GA4 has for what a visitor does in a shop, by the key under which Universal Analytics' Enhanced Ecommerce has the
 * same. https://developers.google.com/analytics/devguides/collection/ga4/reference/events,
 * https://developers.google.com/analytics/devguides/collection/ua/gtm/enhanced-ecommerce
 *
 * Not taken are what a page merely shows (lists, promotions), steps within a checkout, refunds, which a browser may not
 * report, sign-ups and leads, which forms tell, and what is no e-commerce, such as a search and its words.
 */
const ACTIONS: readonly (readonly [key: string, name: string])[] = [
  ["add", "add_to_cart"],
  ["remove", "remove_from_cart"],
  ["detail", "view_item"],
  ["checkout", "begin_checkout"],
  ["purchase", "purchase"],
];

/** All that may leave the page. Sites push customers' names and contacts beside, and whatever they like into an item. In the order that compresses best. */
const KEYS =
  /^(items|currency(Code)?|remove|shipping|sku|detail|tax|\d+|discount|add|affiliation|checkout|quantity|index|purchase|products|coupon|value|(item_)?(id|name|brand|variant|category\d?)|revenue|price|actionField|transaction_id)$/;

/** Levels of `ecommerce.purchase.products[0].price`. */
const DEPTH = 4;

/** What was pushed may be anything; these are its parts when it is what it seems. */
interface Pushed {
  readonly event: unknown;
  readonly ecommerce: Properties | undefined;
  readonly [index: number]: unknown;
}

const allowed = (from: Properties, depth: number): Properties => {
  if (Object(from) !== from) return from;
  // A list is an object with the keys 0, 1 and so on.
  const kept = (Array.isArray(from) ? [] : {}) as Record<string, unknown>;
  if (depth) for (const key of Object.keys(from)) if (KEYS.test(key)) kept[key] = allowed(from[key] as Properties, depth - 1);
  return kept;
};

/**
 * Sees the e-commerce event in an entry of the data layer, if it is one: `{event, ecommerce}` in GA4's form, the same as
 * arguments of `gtag`, or `{ecommerce: {add: {products}}}` in Universal Analytics', whatever the event's name. Sites that serve
 * two libraries push an act in two forms, so that each form is a source.
 */
export const seeAnalyticsEvent = (entry: unknown): void => {
  const pushed = Object(entry) as Pushed;
  const { event, ecommerce } = pushed;
  const [command, name, data] = (pushed[0] ? pushed : ["event", event, ecommerce]) as readonly [unknown, unknown, Properties];
  if (command !== "event" || !data) return;
  for (const [key, action] of ACTIONS) {
    const { products } = Object(data[key]) as Properties;
    if (products || action === name) {
      see("dataLayer", action, allowed(data, DEPTH), products ? key : !ecommerce);
      return;
    }
  }
};
