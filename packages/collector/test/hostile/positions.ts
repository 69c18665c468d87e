import { EVENT_TYPES } from "@waystitch/protocol";

/** What the documentation asks of the value at a position. */
export type Asked =
  | "nothing"
  | "type"
  | "messageId"
  /** The only thing that says who acted. */
  | "visitor"
  /** An id that may be left out. */
  | "id"
  /** The order's id, of an event about an order. */
  | "orderId"
  | "eventName"
  | "pageName"
  | "time"
  | "object";

/** Where in an event a hostile value is put. `§` stands for it in the fields, which are JSON texts. */
export interface Position {
  readonly where: string;
  readonly asked: Asked;
  /** True where only the inside of a text goes: a key, or a part of a longer text. */
  readonly isInside: boolean;
  /** The event's fields; those that are not named are a valid event's. */
  readonly fields: Readonly<Record<string, string>>;
}

type Fields = Position["fields"];
const page = { type: '"page"' };
const track = (name: string, properties: string): Fields => ({ type: '"track"', event: `"${name}"`, properties });
const identify = (traits: string): Fields => ({ type: '"identify"', traits });

const at = (where: string, asked: Asked, fields: Fields): Position => ({ where, asked, isInside: false, fields });
const inside = (where: string, fields: Fields): Position => ({ where, asked: "nothing", isInside: true, fields: { ...page, ...fields } });

const ENVELOPE: readonly Position[] = [
  at("type", "type", { type: "§" }),
  at("messageId", "messageId", { ...page, messageId: "§" }),
  at("anonymousId", "visitor", { ...page, anonymousId: "§" }),
  at("userId", "id", { ...page, userId: "§" }),
  at("previousId", "id", { ...page, previousId: "§" }),
  at("groupId", "id", { type: '"group"', groupId: "§" }),
  at("event", "eventName", { type: '"track"', event: "§" }),
  at("event of a page", "nothing", { ...page, event: "§" }),
  at("name of a screen", "pageName", { type: '"screen"', name: "§" }),
  at("name of a track", "nothing", { ...track("A", "{}"), name: "§" }),
  at("timestamp", "time", { ...page, timestamp: "§" }),
  at("originalTimestamp", "time", { ...page, originalTimestamp: "§" }),
  at("timestamp beside a good originalTimestamp", "nothing", { ...page, timestamp: "§", originalTimestamp: '"2099-01-01T00:00:00Z"' }),
  ...["sentAt", "receivedAt", "integrations", "writeKey", "batch", "version", "ok", "_metadata"].map((field) =>
    at(field, "nothing", { ...page, [field]: "§" }),
  ),
];

const CONTEXT = [
  "page",
  "campaign",
  "traits",
  "userAgent",
  "locale",
  "timezone",
  "ip",
  "library",
  "screen",
  "device",
  "referrer",
  "original_event",
];
const PAGE = ["url", "path", "title", "referrer", "search"];
const CAMPAIGN = ["source", "medium", "name", "term", "content", "id"];
const TRAITS = ["email", "phone", "email_sha256", "password", "address", "createdAt"];

const CONTEXTS: readonly Position[] = [
  ...CONTEXT.map((field) => at(`context.${field}`, "nothing", { ...page, context: `{"${field}":§}` })),
  ...PAGE.map((field) => at(`context.page.${field}`, "nothing", { ...page, context: `{"page":{"${field}":§}}` })),
  ...CAMPAIGN.map((field) => at(`context.campaign.${field}`, "nothing", { ...page, context: `{"campaign":{"${field}":§}}` })),
  ...TRAITS.map((field) => at(`context.traits.${field}`, "nothing", { ...page, context: `{"traits":{"${field}":§}}` })),
];

const PRODUCT = ["product_id", "price", "quantity", "name"];
const ORDER = ["total", "currency", "coupon", "email", "shipping"];

const PROPERTIES: readonly Position[] = [
  at("a property", "nothing", track("A", '{"x":§}')),
  at("a property in a list", "nothing", track("A", '{"x":[0,§,0]}')),
  at("a property deep down", "nothing", track("A", '{"a":{"b":[{"c":§}]}}')),
  at("properties.products", "nothing", track("Product Added", '{"products":§}')),
  at("an entry of products", "nothing", track("Order Completed", '{"order_id":"1","products":[{"product_id":"k1"},§]}')),
  ...PRODUCT.map((field) => at(`products[].${field}`, "nothing", track("Product Added", `{"products":[{"${field}":§}]}`))),
  ...PRODUCT.map((field) => at(`properties.${field}`, "nothing", track("Product Viewed", `{"${field}":§}`))),
  ...ORDER.map((field) => at(`properties.${field}`, "nothing", track("Order Completed", `{"order_id":"1","${field}":§}`))),
  at("order_id of an order", "orderId", track("Order Completed", '{"order_id":§}')),
  at("order_id of a page", "id", { ...page, properties: '{"order_id":§}' }),
  at("transaction_id", "orderId", track("purchase", '{"transaction_id":§}')),
  at("ecommerce", "nothing", track("add_to_cart", '{"ecommerce":§}')),
  at("ecommerce.items[].price", "nothing", track("add_to_cart", '{"ecommerce":{"currency":"VND","items":[{"item_id":"k1","price":§}]}}')),
  at("an entry of items", "nothing", track("view_item_list", '{"items":[§,{"item_id":"k1"}]}')),
  at("purchase.actionField", "nothing", track("purchase", '{"transaction_id":"1","purchase":{"actionField":§}}')),
  at("step", "nothing", track("begin_checkout", '{"step":§}')),
  at("Snowplow's type", "nothing", track("snowplow_ecommerce_action", '{"type":§}')),
  at("Klaviyo's $value", "nothing", track("Started Checkout", '{"$value":§,"Items":[{"ItemPrice":"1"}]}')),
  ...TRAITS.map((field) => at(`traits.${field}`, "nothing", identify(`{"${field}":§}`))),
  at("a trait of a group", "nothing", { type: '"group"', groupId: '"g"', traits: '{"email":§}' }),
];

const TEXTS: readonly Position[] = [
  inside("a key of the event", { "§": "1" }),
  inside("a key of the properties", { properties: '{"§":1}' }),
  inside("a key deep down", { properties: '{"a":[{"b":{"§":"x"}}]}' }),
  inside("a key of the context", { context: '{"§":{"§":1}}' }),
  inside("a key of the campaign", { context: '{"campaign":{"§":"x"}}' }),
  inside("a key of the traits", { context: '{"traits":{"§":"a@b.example"}}' }),
  inside("a key of a product", track("add_to_cart", '{"items":[{"§":1}]}')),
  inside("a campaign in an address", { context: '{"page":{"url":"https://shop.example/?utm_source=§&utm_medium=§"}}' }),
  inside("a path", { context: '{"page":{"url":"https://shop.example/§","path":"/§"}}' }),
  inside("a host", { context: '{"page":{"url":"https://§/?utm_source=x"}}' }),
  inside("a mailbox", { context: '{"page":{"title":"§@shop.example"}}' }),
  inside("a domain", { properties: '{"x":"victim@§"}' }),
];

/** What every type has, in every type. */
const OF_EVERY_TYPE: readonly Position[] = EVENT_TYPES.flatMap((type) => {
  const own: Fields = { type: `"${type}"`, userId: '"u1"', ...(type === "track" ? { event: '"A"' } : {}) };
  return [
    ...["properties", "traits", "context"].map((field) => at(`${field} of ${type}`, "object", { ...own, [field]: "§" })),
    ...["properties", "traits"].map((field) => at(`a field of the ${field} of ${type}`, "nothing", { ...own, [field]: '{"x":§}' })),
  ];
});

export const POSITIONS: readonly Position[] = [...ENVELOPE, ...CONTEXTS, ...PROPERTIES, ...TEXTS, ...OF_EVERY_TYPE];
