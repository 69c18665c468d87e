import { CATALOGUES, EVENT, type JsonObject, LATER_STEPS, normaliseEvent, type SaidEvent, SERVER_EVENTS } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";
import { browser, judged, server } from "./judged.js";

const said = (name: string, properties: JsonObject = {}, rest: Partial<SaidEvent> = {}): SaidEvent => ({
  type: "track",
  eventId: "m1",
  anonymousId: "v1",
  userId: null,
  previousId: null,
  groupId: null,
  name,
  properties,
  context: { locale: "vi-VN" },
  clientTime: null,
  ...rest,
});

const normalised = (name: string, properties: JsonObject = {}) => {
  const event = normaliseEvent(said(name, properties));
  return [event.name, event.properties];
};

describe("what is not ours to change comes back as the same object", () => {
  const untouched: readonly SaidEvent[] = [
    ...Object.values(EVENT).map((name) => said(name, { items: [{ item_id: "k1" }], value: "450.000₫" })),
    said("Quiz Finished", { items: [{ item_id: "k1" }] }),
    said("x".repeat(200)),
    said("constructor"),
    said("add_to_cart", {}, { type: "page" }),
    said("add_to_cart", {}, { type: "identify" }),
    said("", {}, { type: "page", name: null }),
    said("snowplow_ecommerce_action", { type: "promo_view" }),
    said("snowplow_ecommerce_action", { type: "purchase", transaction_id: "T1" }),
    said("snowplow_ecommerce_action", { type: ["add_to_cart"] }),
    said("snowplow_ecommerce_action"),
  ];

  test.each(untouched.map((event) => ({ event, what: `${event.type} ${event.name}`.slice(0, 40) })))("$what", ({ event }) => {
    expect(normaliseEvent(event)).toBe(event);
  });
});

describe("names", () => {
  const aliases = CATALOGUES.flatMap(({ title, names }) => Object.entries(names).map(([name, ours]) => ({ title, name, ours })));

  test.each(aliases)("$title: $name is $ours", ({ name, ours }) => {
    expect(normaliseEvent(said(name))).toEqual(said(ours, {}, { context: { locale: "vi-VN", original_event: name } }));
  });

  test.each(aliases.filter(({ title }) => title === "Snowplow"))("Snowplow's one event of the type $name is $ours", ({ name, ours }) => {
    expect(normalised("snowplow_ecommerce_action", { type: name })).toEqual([ours, { type: name }]);
  });

  test.each([
    ["product_added", "Product Added"],
    ["productAdded", "Product Added"],
    ["PRODUCT ADDED", "Product Added"],
    ["Product added", "Product Added"],
    ["order-completed", "Order Completed"],
    ["Order  completed", "Order Completed"],
    ["Add To Cart", "Product Added"],
    ["ADD_TO_CART", "Product Added"],
    ["placed order", "Order Completed"],
  ])("%s is %s in another spelling", (name, ours) => {
    expect(normalised(name)[0]).toBe(ours);
  });

  test("that two catalogues use mean the same in both, however they are spelt", () => {
    const meanings = new Map<string, Set<string>>();
    for (const { name, ours } of [...aliases, ...Object.values(EVENT).map((event) => ({ name: event, ours: event }))]) {
      const folded = name.toLowerCase().replace(/[^a-z]/g, "");
      meanings.set(folded, (meanings.get(folded) ?? new Set()).add(ours));
    }
    for (const [name, meant] of meanings) expect([...meant], name).toHaveLength(1);
  });

  test.each(Object.entries(LATER_STEPS))("%s is a start at step 1 or without a step, and %s from the second on", (name, later) => {
    for (const step of [1, "1", 0, null, "x", {}]) expect(normalised(name, { step })[0], String(step)).toBe("Checkout Started");
    for (const step of [2, "2", 7]) expect(normalised(name, { step })).toEqual([later, { step }]);
  });
});

const kinh = { item_id: "k1", item_name: "Kính phố", item_brand: "Mắt Xinh", item_category: "Kính", item_variant: "đen", index: 3 };
const kinhOurs = { product_id: "k1", name: "Kính phố", brand: "Mắt Xinh", category: "Kính", variant: "đen", position: 3 };

const SHAPES: readonly (readonly [what: string, name: string, properties: JsonObject, ours: JsonObject])[] = [
  [
    "one product added has its fields beside the event's",
    "add_to_cart",
    { currency: "VND", value: 900_000, items: [{ ...kinh, price: 450_000, quantity: 2, coupon: "TET" }] },
    { currency: "VND", value: 900_000, ...kinhOurs, price: 450_000, quantity: 2, coupon: "TET" },
  ],
  [
    "several products added at once stand in one list, and none of them beside the event",
    "add_to_cart",
    { currency: "VND", value: 3, items: [kinh, { item_id: "k2", price: 2 }] },
    { currency: "VND", value: 3, products: [kinhOurs, { product_id: "k2", price: 2 }] },
  ],
  [
    "one product that says otherwise than its event stands in the list",
    "view_item",
    { coupon: "A", items: [{ item_id: "k1", coupon: "B" }] },
    { coupon: "A", products: [{ product_id: "k1", coupon: "B" }] },
  ],
  [
    "one product that says the same as its event does not",
    "view_item",
    { coupon: "A", items: [{ item_id: "k1", coupon: "A" }] },
    { coupon: "A", product_id: "k1" },
  ],
  [
    "an order keeps its list, of one product too",
    "purchase",
    { transaction_id: "T1", value: 450_000, tax: 0, shipping: 30_000, coupon: "TET", currency: "VND", items: [kinh] },
    { order_id: "T1", value: 450_000, tax: 0, shipping: 30_000, coupon: "TET", currency: "VND", products: [kinhOurs] },
  ],
  ["a search", "search", { search_term: "kính râm" }, { query: "kính râm" }],
  [
    "a share",
    "share",
    { method: "Zalo", content_type: "product", item_id: "k1" },
    { share_via: "Zalo", content_type: "product", product_id: "k1" },
  ],
  ["a sign-up keeps its method", "sign_up", { method: "Zalo" }, { method: "Zalo" }],
  ["payment", "add_payment_info", { payment_type: "COD", items: [kinh] }, { payment_method: "COD", products: [kinhOurs] }],
  ["shipping", "add_shipping_info", { shipping_tier: "Nhanh" }, { shipping_method: "Nhanh" }],
  [
    "a list",
    "view_item_list",
    { item_list_id: "l1", item_list_name: "Mới", items: [kinh] },
    { list_id: "l1", item_list_name: "Mới", products: [kinhOurs] },
  ],
  ["all of the dataLayer's object", "add_to_cart", { ecommerce: { currency: "VND", items: [kinh] } }, { currency: "VND", ...kinhOurs }],
  [
    "Enhanced Ecommerce's product",
    "add_to_cart",
    { currencyCode: "VND", add: { actionField: { list: "Mới" }, products: [{ id: "k1", name: "Kính", price: "450000", quantity: 1 }] } },
    { currency: "VND", list: "Mới", product_id: "k1", name: "Kính", price: 450_000, quantity: 1 },
  ],
  [
    "Enhanced Ecommerce's order",
    "purchase",
    {
      currencyCode: "VND",
      purchase: {
        actionField: { id: "T1", revenue: "480.000", tax: "0", shipping: "30.000", coupon: "TET", affiliation: "web" },
        products: [{ id: "k1", price: "450.000", quantity: "1" }],
      },
    },
    {
      currency: "VND",
      order_id: "T1",
      revenue: 480_000,
      tax: 0,
      shipping: 30_000,
      coupon: "TET",
      affiliation: "web",
      products: [{ product_id: "k1", price: 450_000, quantity: 1 }],
    },
  ],
  [
    "Enhanced Ecommerce's list",
    "view_item_list",
    { currencyCode: "VND", impressions: [{ id: "k1", position: 1 }] },
    { currency: "VND", products: [{ product_id: "k1", position: 1 }] },
  ],
  [
    "Enhanced Ecommerce's later step",
    "begin_checkout",
    { checkout: { actionField: { step: 2, option: "COD" }, products: [{ id: "k1" }] } },
    { step: 2, option: "COD", products: [{ product_id: "k1" }] },
  ],
  [
    "Snowplow's order",
    "transaction",
    { transaction_id: "T1", revenue: 5, currency: "VND", discount_code: "TET", discount_amount: 1, products: [{ id: "k1", price: 5 }] },
    { order_id: "T1", revenue: 5, currency: "VND", coupon: "TET", discount: 1, products: [{ product_id: "k1", price: 5 }] },
  ],
  ["Snowplow's product", "product_view", { id: "k1", name: "Kính", price: 5 }, { product_id: "k1", name: "Kính", price: 5 }],
  ["Snowplow's refund", "refund", { transaction_id: "T1", refund_amount: 5 }, { order_id: "T1", total: 5 }],
  [
    "Klaviyo's product added, the rest of the cart beside it",
    "Added to Cart",
    {
      $value: 9,
      AddedItemProductID: 7,
      AddedItemProductName: "Kính",
      AddedItemPrice: 5,
      AddedItemQuantity: 1,
      Items: [{ ProductID: "k2" }],
    },
    { value: 9, product_id: 7, name: "Kính", price: 5, quantity: 1, Items: [{ ProductID: "k2" }] },
  ],
  [
    "Klaviyo's checkout",
    "Started Checkout",
    { $event_id: "c1", $value: 9, Items: [{ ProductID: "k2", SKU: "s", ProductName: "Kính", ItemPrice: 9, Quantity: 1, ProductURL: "u" }] },
    { $event_id: "c1", value: 9, products: [{ product_id: "k2", sku: "s", name: "Kính", price: 9, quantity: 1, url: "u" }] },
  ],
  [
    "Klaviyo's order",
    "Placed Order",
    { OrderId: "T1", $event_id: "T1", DiscountCode: "TET", Items: [{ ProductID: "k2" }], BillingAddress: { Phone: "0912345678" } },
    { order_id: "T1", $event_id: "T1", coupon: "TET", products: [{ product_id: "k2" }], billing_address: { Phone: "0912345678" } },
  ],
  [
    "Segment's own fields under another spelling, but for the amounts",
    "order_completed",
    { order_id: "1", total: "5.5", products: [{ product_id: "k1", price: "5.50", quantity: "1" }] },
    { order_id: "1", total: 5.5, products: [{ product_id: "k1", price: 5.5, quantity: 1 }] },
  ],
  [
    "texts that may be another amount, or none",
    "purchase",
    { order_id: "1", value: "450k", shipping: "450.000", items: [{ item_id: "k1", price: "450.000", quantity: "two" }] },
    { order_id: "1", value: "450k", shipping: "450.000", products: [{ product_id: "k1", price: "450.000", quantity: "two" }] },
  ],
  [
    "amounts in the currency that the product names, or else the event",
    "purchase",
    { order_id: "1", currency: "VND", items: [{ price: "450.000", currency: "USD" }, { price: "450.000" }] },
    { order_id: "1", currency: "VND", products: [{ price: "450.000", currency: "USD" }, { price: 450_000 }] },
  ],
  ["a product's fields beside an event about many", "view_cart", { id: "c1", Price: 5 }, { id: "c1", Price: 5 }],
];

describe("fields", () => {
  test.each(SHAPES.map(([what, name, properties, ours]) => ({ what, name, properties, ours })))("$what", ({ name, properties, ours }) => {
    const before = JSON.stringify(properties);
    expect(normalised(name, properties)[1]).toEqual(ours);
    expect(JSON.stringify(properties)).toBe(before);
  });

  test("of ours that say something stay, and theirs beside them", () => {
    expect(normalised("purchase", { order_id: "O1", transaction_id: "T1", items: [{ product_id: "a", item_id: "b" }] })[1]).toEqual({
      order_id: "O1",
      transaction_id: "T1",
      products: [{ product_id: "a", item_id: "b" }],
    });
    expect(normalised("add_to_cart", { add: { actionField: { list: "a" }, products: [] }, list: "b", products: [] })[1]).toEqual({
      actionField: { list: "a" },
      list: "b",
    });
  });

  test("that are said twice are kept once", () => {
    const purchase = { actionField: { id: "T1", coupon: "A" }, coupon: "A" };
    expect(normalised("purchase", { coupon: "A", purchase })[1]).toEqual({ order_id: "T1", coupon: "A" });
  });

  test("of ours that are empty give way", () => {
    expect(normalised("purchase", { transaction_id: "T1", order_id: "" })[1]).toEqual({ order_id: "T1" });
    expect(normalised("purchase", { order_id: "", transaction_id: "T1", currency: null, currencyCode: "VND" })[1]).toEqual({
      order_id: "T1",
      currency: "VND",
    });
  });

  test("of theirs that are empty are passed over, and of several the one that counts most is taken", () => {
    expect(normalised("Placed Order", { OrderId: "", $event_id: "E1" })[1]).toEqual({ OrderId: "", order_id: "E1" });
    expect(normalised("view_item", { items: [{ id: "7", item_id: "k1" }] })[1]).toEqual({ id: "7", product_id: "k1" });
    expect(normalised("view_item", { items: [{ item_id: "k1", id: "7" }] })[1]).toEqual({ id: "7", product_id: "k1" });
  });

  test("that hold no list of products, or an empty one, stay as they are", () => {
    for (const items of ["x", 1, true, { 0: kinh }, []])
      expect(normalised("add_to_cart", { items, id: "k1" })[1]).toEqual({ items, product_id: "k1" });
    expect(normalised("purchase", { items: [] })[1]).toEqual({ items: [] });
    // An empty list of ours would be taken for all there is.
    expect(normalised("add_to_cart", { products: [], id: "k1" })[1]).toEqual({ product_id: "k1" });
    expect(normalised("add_to_cart", { products: [], items: [kinh] })[1]).toEqual({ ...kinhOurs });
  });

  test("that hold a list of what are no products keep it whole", () => {
    expect(normalised("add_to_cart", { items: [1] })[1]).toEqual({ products: [1] });
    expect(normalised("add_to_cart", { items: [null, ["x"], kinh] })[1]).toEqual({ products: [null, ["x"], kinhOurs] });
  });

  test("that are wrapped in what is no object stay there", () => {
    expect(normalised("add_to_cart", { ecommerce: null, add: [1], purchase: {} })[1]).toEqual({ ecommerce: null, add: [1], purchase: {} });
    expect(normalised("purchase", { purchase: { purchase: 1, actionField: "x" } })[1]).toEqual({
      purchase: { purchase: 1 },
      actionField: "x",
    });
  });
});

describe("the rules for an event hold under every name of it", () => {
  const event = (name: string, properties: JsonObject = {}) => ({
    type: "track",
    messageId: "m1",
    anonymousId: "v1",
    event: name,
    properties,
  });
  const aliases = CATALOGUES.flatMap(({ names }) => Object.entries(names));

  test.each(aliases.filter(([, ours]) => SERVER_EVENTS.has(ours)))("%s is a server's to report, as %s is", (name) => {
    expect(judged(event(name, { transaction_id: "T1" }), browser)).toMatchObject({ ok: false, reason: "secret_key_required" });
    expect(judged(event(name, { transaction_id: "T1" }), server)).toMatchObject({ ok: true, event: { properties: { order_id: "T1" } } });
  });

  test("an order without an id is refused", () => {
    for (const properties of [{}, { transaction_id: "" }, { transaction_id: null }, { purchase: { actionField: { id: "" } } }])
      expect(judged(event("purchase", properties))).toMatchObject({ ok: false, reason: "order_id_empty" });
    expect(judged(event("purchase", { transaction_id: { a: 1 } }))).toMatchObject({ ok: false, reason: "id_invalid" });
    expect(judged(event("purchase", { transaction_id: "x".repeat(101) }))).toMatchObject({ ok: false, reason: "id_invalid" });
  });

  test("a server's order that names nobody belongs to its order", () => {
    expect(judged({ ...event("purchase", { transaction_id: 7 }), anonymousId: null }, server)).toMatchObject({
      event: { visitorId: "@order:7", name: "Order Completed" },
    });
  });

  test("the sender's own original_event gives way only where there is one to tell", () => {
    const context = { original_event: "mine" };
    expect(judged({ ...event("add_to_cart"), context })).toMatchObject({ event: { context: { original_event: "add_to_cart" } } });
    expect(judged({ ...event("Product Added"), context })).toMatchObject({ event: { context: { original_event: "mine" } } });
  });
});
