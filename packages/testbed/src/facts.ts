import type { Fact } from "@waystitch/journey";
import type { JsonObject } from "@waystitch/protocol";
import fc from "fast-check";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The moment every story begins: 22 November 2026, 9:00 in Vietnam. */
export const START = Date.UTC(2026, 10, 22, 2);

/** A fact about which nothing is known; tests say what matters to them. */
export const BLANK: Fact = {
  visitorId: "v1",
  eventId: "",
  type: "track",
  name: null,
  at: START,
  trusted: false,
  isBot: false,
  userId: null,
  previousId: null,
  identifiers: [],
  pageUrl: null,
  referrer: null,
  campaign: null,
  properties: {},
  device: "desktop",
  browser: null,
};

const line = { product_id: "p1", price: 100_000, quantity: 1 };
const other = { product_id: "p2", variant: "đỏ", price: "59000.5", quantity: 2, currency: "USD" };
const ON_SITE: readonly (readonly [name: string, properties: JsonObject])[] = [
  ["Product Viewed", line],
  ["Product Added", line],
  ["Product Added", other],
  ["Product Removed", line],
  ["Checkout Started", {}],
  ["Lead Captured", { lead_magnet: "Quiz" }],
  ["Signed Up", {}],
  ["Webinar Registered", { name: "Chọn kính" }],
  ["Article Read", {}],
  ["Product Reviewed", { rating: 5 }],
  ["Product Reviewed", { rating: "1" }],
  ["Feedback Given", { score: 10, scale: "nps" }],
  ["Feedback Given", { score: 7, scale: "nps" }],
  ["Feedback Given", { score: 2, scale: "csat" }],
  ["Email Unsubscribed", {}],
  ["Referral Shared", {}],
  ["Chat Started", { channel: "zalo" }],
  ["Contact Clicked", { channel: "phone" }],
  ["Link Clicked", { url: "https://blog.example/" }],
  ["Page Engaged", { engaged_ms: 9000 }],
  ["Page Engaged", { engaged_ms: 1000, scroll_percent: 40 }],
  ["Something Else", { order_id: "A1" }],
];
const OFF_SITE = ["Call Logged", "Store Visited", "Email Link Clicked", "Support Contacted"] as const;
const ORDERS: readonly (readonly [name: string, properties: JsonObject])[] = [
  ["Order Completed", { total: 100_000 }],
  ["Order Completed", { total: 9000, offer: "tripwire" }],
  ["Order Completed", { products: [line, other] }],
  ["Order Completed", { total: 12.5, currency: "USD" }],
  ["Order Updated", { total: 150_000 }],
  ["Order Shipped", {}],
  ["Order Delivered", { promised_at: new Date(START + DAY).toISOString() }],
  ["Order Delivered", {}],
  ["Order Cancelled", {}],
  ["Order Refunded", {}],
  ["Order Refunded", { total: 40_000 }],
];

const visitor = fc.constantFrom("v1", "v2", "v3", "v4");
const user = fc.constantFrom("an", "binh", "chi");
const contact = fc.constantFrom("email:a", "email:b", "phone:c");
const orderId = fc.constantFrom("A1", "A2", "A3");
/** Hours that make gaps inside and beyond a session, over midnight, a cart's week and half a year; equal times are likely. */
const at = fc
  .oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 48, max: 96 }), fc.integer({ min: 0, max: 9000 }))
  .map((hours) => START + (hours * HOUR) / 4);

const page = fc.record({
  visitorId: visitor,
  type: fc.constant("page"),
  pageUrl: fc.constantFrom(
    "https://shop.example/",
    "https://shop.example/?utm_source=zalo&utm_medium=social",
    "https://shop.example/?gclid=x",
  ),
  referrer: fc.constantFrom(null, null, "https://www.google.com/", "https://pay.vnpay.vn/"),
  browser: fc.constantFrom("Chrome 143", "Chrome 143", "Zalo 24"),
  isBot: fc.constantFrom(false, false, false, true),
});
const track = fc.tuple(visitor, fc.constantFrom(...ON_SITE)).map(([visitorId, [name, properties]]) => ({ visitorId, name, properties }));
const offSite = fc.tuple(user, fc.constantFrom(...OFF_SITE)).map(([userId, name]) => ({
  visitorId: `@user:${userId}`,
  userId,
  name,
  trusted: true,
  device: null,
}));
const identify = fc.record({
  visitorId: visitor,
  type: fc.constant("identify"),
  userId: fc.option(user),
  identifiers: fc.uniqueArray(contact, { maxLength: 2 }),
});
/** A browser reports only that an order is placed; a server reports everything. */
const order = fc.tuple(visitor, orderId, fc.constantFrom(...ORDERS), fc.boolean()).map(([browser, id, [name, properties], isServer]) => {
  const trusted = isServer || name !== "Order Completed";
  return { visitorId: trusted ? `@order:${id}` : browser, trusted, name, properties: { order_id: id, ...properties } };
});
const alias = fc
  .tuple(user, user)
  .map(([userId, previousId]) => ({ visitorId: `@user:${userId}`, type: "alias", trusted: true, userId, previousId }));

/** Ids that are unique within a visitor only, which is all that senders promise. */
function numbered(facts: readonly Fact[]): Fact[] {
  const counts = new Map<string, number>();
  return facts.map((fact) => {
    const count = counts.get(fact.visitorId) ?? 0;
    counts.set(fact.visitorId, count + 1);
    return { ...fact, eventId: `e${String(count).padStart(2, "0")}` };
  });
}

/** Small histories of a few visitors who share users, contacts and orders as much as they can. */
export const randomFacts: fc.Arbitrary<Fact[]> = fc
  .array(
    fc.tuple(
      at,
      fc.oneof(
        { weight: 4, arbitrary: page },
        { weight: 5, arbitrary: track },
        { weight: 3, arbitrary: identify },
        { weight: 4, arbitrary: order },
        { weight: 1, arbitrary: offSite },
        { weight: 1, arbitrary: alias },
      ),
    ),
    {
      maxLength: 25,
    },
  )
  .map((parts) => numbered(parts.map(([time, part]): Fact => ({ ...BLANK, ...part, at: time }))));

/** The same facts in another order, some of them twice or more. */
export const shuffled = (facts: readonly Fact[]): fc.Arbitrary<Fact[]> =>
  fc.shuffledSubarray([...facts], { minLength: facts.length }).chain((all) => fc.subarray(all).map((again) => [...again, ...all]));

/** As long after `START` as no random fact lies. */
export const LATER = START + 9000 * HOUR;
