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
const NAMES: readonly (readonly [name: string, properties: JsonObject])[] = [
  ["Product Added", line],
  ["Product Removed", line],
  ["Checkout Started", {}],
  ["Lead Captured", { lead_magnet: "Quiz" }],
  ["Product Reviewed", { rating: 5 }],
  ["Product Reviewed", { rating: 1 }],
  ["Email Unsubscribed", {}],
  ["Referral Shared", {}],
];
const ORDER_NAMES = ["Order Completed", "Order Delivered", "Order Cancelled", "Order Refunded"] as const;

const visitor = fc.constantFrom("v1", "v2", "v3", "v4");
const user = fc.constantFrom("an", "binh", "chi");
const contact = fc.constantFrom("email:a", "email:b", "phone:c");
/** Hours that make gaps inside and beyond a session, a cart's week and half a year; equal times are likely. */
const at = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 9000 })).map((hours) => START + (hours * HOUR) / 4);

const page = fc.record({
  visitorId: visitor,
  type: fc.constant("page"),
  pageUrl: fc.constantFrom("https://shop.example/", "https://shop.example/?utm_source=zalo&utm_medium=social"),
});
const track = fc.tuple(visitor, fc.constantFrom(...NAMES)).map(([visitorId, [name, properties]]) => ({ visitorId, name, properties }));
const identify = fc.record({
  visitorId: visitor,
  type: fc.constant("identify"),
  userId: fc.option(user),
  identifiers: fc.uniqueArray(contact, { maxLength: 2 }),
});
const order = fc.tuple(visitor, fc.constantFrom("A1", "A2"), fc.constantFrom(...ORDER_NAMES)).map(([browser, orderId, name]) => {
  const trusted = name !== "Order Completed";
  return { visitorId: trusted ? `@order:${orderId}` : browser, trusted, name, properties: { order_id: orderId, total: 100_000 } };
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
        { weight: 3, arbitrary: order },
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
