import type { Json } from "./json.js";
import { EVENT, type KnownEventName } from "./names.js";

/** What a catalogue's own documentation calls its events, each with Waystitch's name for the same thing. */
export interface Catalogue {
  readonly title: string;
  readonly source: string;
  readonly names: Readonly<Record<string, KnownEventName>>;
}

const GA4: Catalogue = {
  title: "Google Analytics 4",
  source: "https://developers.google.com/analytics/devguides/collection/ga4/reference/events",
  names: {
    search: EVENT.productsSearched,
    view_item_list: EVENT.productListViewed,
    select_item: EVENT.productClicked,
    view_item: EVENT.productViewed,
    add_to_cart: EVENT.productAdded,
    remove_from_cart: EVENT.productRemoved,
    add_to_wishlist: EVENT.productAddedToWishlist,
    view_cart: EVENT.cartViewed,
    begin_checkout: EVENT.checkoutStarted,
    add_shipping_info: EVENT.checkoutStepCompleted,
    add_payment_info: EVENT.paymentInfoEntered,
    purchase: EVENT.orderCompleted,
    refund: EVENT.orderRefunded,
    share: EVENT.productShared,
    generate_lead: EVENT.leadCaptured,
    sign_up: EVENT.signedUp,
  },
};

const ENHANCED_ECOMMERCE: Catalogue = {
  title: "Universal Analytics, Enhanced Ecommerce",
  source: "https://developers.google.com/tag-manager/enhanced-ecommerce",
  names: {
    productClick: EVENT.productClicked,
    addToCart: EVENT.productAdded,
    removeFromCart: EVENT.productRemoved,
    checkout: EVENT.checkoutStarted,
  },
};

const SNOWPLOW: Catalogue = {
  title: "Snowplow",
  source: "https://docs.snowplow.io/docs/events/ootb-data/ecommerce-events",
  names: {
    list_view: EVENT.productListViewed,
    list_click: EVENT.productClicked,
    product_view: EVENT.productViewed,
    add_to_cart: EVENT.productAdded,
    remove_from_cart: EVENT.productRemoved,
    checkout_step: EVENT.checkoutStarted,
    transaction: EVENT.orderCompleted,
    refund: EVENT.orderRefunded,
  },
};

const KLAVIYO: Catalogue = {
  title: "Klaviyo",
  source: "https://developers.klaviyo.com/en/docs/guide_to_integrating_a_platform_without_a_pre_built_klaviyo_integration",
  names: {
    "Viewed Product": EVENT.productViewed,
    "Added to Cart": EVENT.productAdded,
    "Started Checkout": EVENT.checkoutStarted,
    "Placed Order": EVENT.orderCompleted,
    "Fulfilled Order": EVENT.orderShipped,
    "Cancelled Order": EVENT.orderCancelled,
    "Refunded Order": EVENT.orderRefunded,
  },
};

/** The catalogues whose events are taken as ours, as they stood in November 2026. docs/events.md shows them. */
export const CATALOGUES: readonly Catalogue[] = [GA4, ENHANCED_ECOMMERCE, SNOWPLOW, KLAVIYO];

/** Snowplow's one event, whose property `type` says which of its names is meant. */
export const SNOWPLOW_ACTION = "snowplow_ecommerce_action";

/** What a start of a checkout is when its property `step` says that it is the second step or a later one. */
export const LATER_STEPS: Readonly<Record<string, KnownEventName>> = {
  checkout: EVENT.checkoutStepViewed,
  begin_checkout: EVENT.checkoutStepViewed,
  checkout_step: EVENT.checkoutStepCompleted,
};

/** What an event's name stands for. */
export interface Alias {
  readonly event: KnownEventName;
  /** Its name instead from the second step on. */
  readonly laterStep: KnownEventName | undefined;
}

/** No name that is known is longer; a longer one is not taken apart. */
const LONGEST = 40;

/** `Product Added`, `product_added`, `productAdded` and `PRODUCT-ADDED` are one name. */
const fold = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, "");

function aliasesIn(names: Readonly<Record<string, KnownEventName>>): [string, Alias][] {
  return Object.entries(names).map(([name, event]) => [fold(name), { event, laterStep: LATER_STEPS[name] }]);
}

function createAliases(): ReadonlyMap<string, Alias> {
  const aliases = new Map<string, Alias>();
  for (const { names } of CATALOGUES) for (const [folded, alias] of aliasesIn(names)) aliases.set(folded, alias);
  for (const name of Object.values(EVENT)) aliases.set(fold(name), { event: name, laterStep: undefined });
  return aliases;
}

// Marked as pure for the browser script, which takes what it needs of this package and must not take these along.
const OURS: ReadonlySet<string> = /* @__PURE__ */ new Set(Object.values(EVENT));
const ALIASES = /* @__PURE__ */ createAliases();
const SNOWPLOW_TYPES: ReadonlyMap<string, Alias> = /* @__PURE__ */ new Map(/* @__PURE__ */ aliasesIn(SNOWPLOW.names));
const FOLDED_ACTION = /* @__PURE__ */ fold(SNOWPLOW_ACTION);

/**
 * What a name that is not spelt as Waystitch spells it stands for; `null` for Waystitch's own names and for those that
 * nobody knows. Every event passes here: its own spelling is found at once, and another one costs one more look.
 *
 * @param type the event's property `type`
 */
export function aliasOf(name: string, type: Json | undefined): Alias | null {
  if (OURS.has(name) || name.length > LONGEST) return null;
  const folded = fold(name);
  if (folded === FOLDED_ACTION) return typeof type === "string" ? (SNOWPLOW_TYPES.get(fold(type)) ?? null) : null;
  return ALIASES.get(folded) ?? null;
}
