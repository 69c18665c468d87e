import { EVENT, type KnownEventName, ORDER_EVENTS } from "./names.js";

/** A field of ours, the fields of other catalogues that say the same, the first that says something counting, and in which events. */
export interface Renaming {
  readonly ours: string;
  readonly theirs: readonly string[];
  /** Absent for every event. */
  readonly events?: ReadonlySet<string>;
}

/** Fields that stand beside the products. `$value` and `$event_id` are Klaviyo's, of which the second is the order's id in events about orders. */
export const EVENT_FIELDS: readonly Renaming[] = [
  { ours: "order_id", theirs: ["transaction_id", "OrderId", "OrderID", "$event_id", "id"], events: ORDER_EVENTS },
  { ours: "total", theirs: ["refund_amount"], events: new Set([EVENT.orderRefunded]) },
  { ours: "share_via", theirs: ["method"], events: new Set([EVENT.productShared]) },
  { ours: "currency", theirs: ["currencyCode"] },
  { ours: "value", theirs: ["$value"] },
  { ours: "coupon", theirs: ["discount_code", "DiscountCode"] },
  { ours: "discount", theirs: ["discount_amount", "DiscountValue"] },
  { ours: "query", theirs: ["search_term"] },
  { ours: "list_id", theirs: ["item_list_id"] },
  { ours: "payment_method", theirs: ["payment_type"] },
  { ours: "shipping_method", theirs: ["shipping_tier"] },
  { ours: "billing_address", theirs: ["BillingAddress"] },
  { ours: "shipping_address", theirs: ["ShippingAddress"] },
];

/** Fields of one product, in a list or beside the event's own. */
export const PRODUCT_FIELDS: readonly Renaming[] = [
  { ours: "product_id", theirs: ["item_id", "ProductID", "ProductId", "AddedItemProductID", "id"] },
  { ours: "sku", theirs: ["SKU", "AddedItemSKU"] },
  { ours: "name", theirs: ["item_name", "ProductName", "AddedItemProductName"] },
  { ours: "brand", theirs: ["item_brand", "Brand"] },
  { ours: "category", theirs: ["item_category"] },
  { ours: "variant", theirs: ["item_variant"] },
  { ours: "price", theirs: ["ItemPrice", "Price", "AddedItemPrice"] },
  { ours: "quantity", theirs: ["Quantity", "AddedItemQuantity"] },
  { ours: "position", theirs: ["index"] },
  { ours: "url", theirs: ["ProductURL", "URL", "AddedItemURL"] },
  { ours: "image_url", theirs: ["ImageURL", "AddedItemImageURL"] },
];

/** Events about one product, which has its fields beside the event's own. Several at once stand in `products`. */
export const ONE_PRODUCT: ReadonlySet<KnownEventName> = new Set<KnownEventName>([
  EVENT.productClicked,
  EVENT.productViewed,
  EVENT.productAdded,
  EVENT.productRemoved,
  EVENT.productAddedToWishlist,
  EVENT.productShared,
]);

/** Names of the list of products an event is about. */
export const LISTS: readonly string[] = ["products", "items", "impressions"];
/** Klaviyo's name of it, except where an event is about one product: there it lists all the rest of the cart. */
export const KLAVIYO_LIST = "Items";

/** Enhanced Ecommerce says what was done to products by the name of the object that holds them. */
export const ACTIONS: Readonly<Partial<Record<KnownEventName, string>>> = {
  [EVENT.productClicked]: "click",
  [EVENT.productViewed]: "detail",
  [EVENT.productAdded]: "add",
  [EVENT.productRemoved]: "remove",
  [EVENT.checkoutStarted]: "checkout",
  [EVENT.orderCompleted]: "purchase",
  [EVENT.orderRefunded]: "refund",
};

/** Fields that hold money, beside `quantity` the ones whose texts are read as numbers. */
export const AMOUNTS: ReadonlySet<string> = new Set([
  "price",
  "value",
  "revenue",
  "total",
  "subtotal",
  "tax",
  "shipping",
  "discount",
  "refund",
]);
