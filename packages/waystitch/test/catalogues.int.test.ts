import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { stitchBatch } from "@waystitch/worker";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Back, createKeys, SITE, startBack } from "./shop-stack.js";

interface Said {
  readonly event: string;
  readonly properties: object;
  /** Minutes after the story began. */
  readonly at: number;
  /** Reported by the shop's server. */
  readonly isServer?: boolean;
}

const TWO = [
  { product_id: "k1", name: "Kính phố", price: 450_000, quantity: 2 },
  { product_id: "k2", name: "Khăn lau", price: 30_000, quantity: 1 },
];
const GA4_TWO = TWO.map(({ product_id, name, ...rest }) => ({ item_id: product_id, item_name: name, ...rest }));
const SHORT_TWO = TWO.map(({ product_id, ...rest }) => ({ id: product_id, ...rest }));
const KLAVIYO_TWO = TWO.map(({ product_id, name, price, quantity }) => ({
  ProductID: product_id,
  ProductName: name,
  ItemPrice: price,
  Quantity: quantity,
}));
const [first, second] = TWO;

/** One story, as each catalogue tells it: two products added, checkout, an order with a coupon, a part of it paid back. */
const STORIES: Readonly<Record<string, (orderId: string) => readonly Said[]>> = {
  Waystitch: (order_id) => [
    { at: 0, event: "Product Added", properties: { ...first, currency: "VND" } },
    { at: 1, event: "Product Added", properties: { ...second, currency: "VND" } },
    { at: 2, event: "Checkout Started", properties: { value: 930_000, currency: "VND", products: TWO } },
    { at: 3, event: "Order Completed", properties: { order_id, total: 930_000, currency: "VND", coupon: "TET", products: TWO } },
    { at: 4, event: "Order Refunded", properties: { order_id, total: 30_000 }, isServer: true },
  ],
  "Google Analytics 4": (transaction_id) => [
    { at: 1, event: "add_to_cart", properties: { currency: "VND", value: 930_000, items: GA4_TWO } },
    { at: 2, event: "begin_checkout", properties: { ecommerce: { currency: "VND", value: "930.000", items: GA4_TWO } } },
    { at: 3, event: "purchase", properties: { transaction_id, value: 930_000, tax: 0, currency: "VND", coupon: "TET", items: GA4_TWO } },
    { at: 4, event: "refund", properties: { transaction_id, value: 30_000, currency: "VND" }, isServer: true },
  ],
  "Enhanced Ecommerce": (id) => [
    { at: 1, event: "add_to_cart", properties: { currencyCode: "VND", add: { actionField: { list: "Mới" }, products: SHORT_TWO } } },
    { at: 2, event: "checkout", properties: { currencyCode: "VND", checkout: { actionField: { step: 1 }, products: SHORT_TWO } } },
    { at: 2, event: "checkout", properties: { currencyCode: "VND", checkout: { actionField: { step: 2, option: "COD" } } } },
    {
      at: 3,
      event: "purchase",
      properties: { currencyCode: "VND", purchase: { actionField: { id, revenue: "930.000₫", coupon: "TET" }, products: SHORT_TWO } },
    },
    { at: 4, event: "refund", properties: { refund: { actionField: { id }, products: [{ id: "k2", quantity: 1 }] } }, isServer: true },
  ],
  Snowplow: (transaction_id) => [
    { at: 1, event: "add_to_cart", properties: { products: SHORT_TWO, total_value: 930_000, currency: "VND" } },
    { at: 2, event: "snowplow_ecommerce_action", properties: { type: "checkout_step", step: 1 } },
    {
      at: 3,
      event: "transaction",
      properties: { transaction_id, revenue: 930_000, currency: "VND", discount_code: "TET", products: SHORT_TWO },
    },
    { at: 4, event: "refund", properties: { transaction_id, refund_amount: 30_000, currency: "VND" }, isServer: true },
  ],
  Klaviyo: (OrderId) => [
    ...TWO.map(({ product_id, name, price, quantity }, at) => ({
      at,
      event: "Added to Cart",
      properties: {
        $value: 930_000,
        AddedItemProductID: product_id,
        AddedItemProductName: name,
        AddedItemPrice: price,
        AddedItemQuantity: quantity,
        Items: KLAVIYO_TWO,
      },
    })),
    { at: 2, event: "Started Checkout", properties: { $value: 930_000, Items: KLAVIYO_TWO } },
    { at: 3, event: "Placed Order", properties: { OrderId, $value: 930_000, DiscountCode: "TET", Items: KLAVIYO_TWO } },
    { at: 4, event: "Refunded Order", properties: { OrderId, $value: 30_000 }, isServer: true },
  ],
};

const AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
const keys = createKeys();
let database: TestDatabase;
let back: Back;

beforeAll(async () => {
  database = await createTestDatabase();
  back = await startBack(database, keys);
});
afterAll(async () => {
  await back.stop();
  await database.drop();
});

/** Sends events as the wire has them, each of which has to be stored. */
async function send(writeKey: string, batch: readonly object[]): Promise<void> {
  const response = await fetch(`${back.collector.url}/v1/batch`, {
    method: "POST",
    headers: { "user-agent": AGENT },
    body: JSON.stringify({ writeKey, batch }),
  });
  expect(await response.json()).toMatchObject({ accepted: batch.length, rejected: [] });
}

async function tell(visitor: string, story: readonly Said[]): Promise<void> {
  const began = Date.now() - 3_600_000;
  for (const isServer of [false, true]) {
    const events = story.flatMap(({ event, properties, at, isServer: server = false }, index) =>
      server === isServer
        ? [{ type: "track", messageId: `${visitor}-${index}`, event, properties, timestamp: new Date(began + at * 60_000).toISOString() }]
        : [],
    );
    await send(isServer ? keys.secretKey : keys.writeKey, isServer ? events : events.map((one) => ({ ...one, anonymousId: visitor })));
  }
  while ((await stitchBatch(back.db, 50, Date.now())).visitors > 0);
}

/** What is known of a visitor's person, without what names the visitor. */
async function rowsOf(visitor: string) {
  const query = (columns: string, table: string, order: string) =>
    database.query<Record<string, unknown>>(
      `select ${columns} from ${table} where site_id = $1 and person_id = (select person_id from person_visitors where site_id = $1 and visitor_id = $2)
       order by ${order}`,
      [SITE, visitor],
    );
  return {
    carts: await query("sequence, status, value, currency, products, checkout_started_at is not null as checked_out", "carts", "sequence"),
    orders: await query("status, total, refunded, currency, coupon, products", "orders", "order_id"),
    rules: (await query("rule", "milestones", "occurred_at, sequence")).map(({ rule }) => rule),
  };
}

describe("a story gives the same cart and the same order", () => {
  const expected = {
    carts: [
      {
        sequence: 1,
        status: "ordered",
        value: "930000",
        currency: "VND",
        checked_out: true,
        products: [
          { product_id: "k1", name: "Kính phố", price: "450000", quantity: 2 },
          { product_id: "k2", name: "Khăn lau", price: "30000", quantity: 1 },
        ],
      },
    ],
    orders: [{ status: "placed", total: "930000", refunded: "30000", currency: "VND", coupon: "TET" }],
  };

  test.each(Object.entries(STORIES).map(([catalogue, story], index) => ({ catalogue, story, index })))(
    "told in the words of $catalogue",
    async ({ story, index }) => {
      const visitor = `visitor-${index}`;
      await tell(visitor, story(`T${index}`));
      const { carts, orders, rules } = await rowsOf(visitor);
      expect(carts).toEqual(expected.carts);
      expect(orders).toEqual(expected.orders.map((order) => ({ ...order, products: expected.carts[0]?.products })));
      expect(rules).toEqual(["first_event", "cart_opened", "checkout_event", "order_event", "partial_refund"]);
    },
  );

  test("and each event keeps the name it came under", async () => {
    const rows = await database.query(
      "select context->>'original_event' as original, name from events where visitor_id = 'visitor-1' order by occurred_at",
    );
    expect(rows).toEqual([
      { original: "add_to_cart", name: "Product Added" },
      { original: "begin_checkout", name: "Checkout Started" },
      { original: "purchase", name: "Order Completed" },
    ]);
  });
});

describe("what a page's address says", () => {
  const ADDRESSES = [
    "https://shop.vn/kinh/pho?utm_source=google&utm_medium=cpc&utm_campaign=kinh-ram-he&gclid=1",
    "https://shop.vn/?utm_source=zalo&utm_medium=social&utm_term=k%C3%ADnh+r%C3%A2m&utm_content=a&utm_id=7",
    "https://shop.vn/a?b=c",
  ];

  /** What the script says of a page when it says all of it. */
  function told(url: string) {
    const { pathname, search, searchParams } = new URL(url);
    const named = ["source", "medium", "campaign", "term", "content", "id"].flatMap((parameter) => {
      const value = searchParams.get(`utm_${parameter}`);
      return value === null ? [] : [[parameter === "campaign" ? "name" : parameter, value]];
    });
    return { page: { url, path: pathname, search }, ...(named.length === 0 ? {} : { campaign: Object.fromEntries(named) }) };
  }

  test.each(ADDRESSES.map((url, index) => ({ url, index })))("$url needs no saying twice", async ({ url, index }) => {
    const timestamp = new Date(Date.now() - 60_000).toISOString();
    const contexts = { whole: told(url), short: { page: { url } } };
    const rows: Record<string, unknown> = {};
    for (const [how, context] of Object.entries(contexts)) {
      const visitor = `${how}-${index}`;
      await send(keys.writeKey, [{ type: "page", messageId: visitor, anonymousId: visitor, timestamp, context }]);
      while ((await stitchBatch(back.db, 50, Date.now())).visitors > 0);
      const events = await database.query(
        "select type, occurred_at, page_url, page_title, referrer, campaign, properties, context from events where visitor_id = $1",
        [visitor],
      );
      const sessions = await database.query(
        `select channel, source, medium, campaign, landing_page, referrer from sessions
         join person_visitors using (site_id, person_id) where visitor_id = $1`,
        [visitor],
      );
      expect([events.length, sessions.length]).toEqual([1, 1]);
      rows[how] = { events, sessions };
    }
    expect(rows["short"]).toEqual(rows["whole"]);
  });
});
