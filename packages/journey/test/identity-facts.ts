import { BLANK, HOUR, START, shuffled } from "@waystitch/testbed/facts";
import fc from "fast-check";
import type { Fact } from "../src/index.js";

// Histories in which everything that ties people together, or must not, happens often: kiosks, chains of contacts
// between users, servers' reports under every kind of visitor, aliases, placeholders.

/** Now and then a value that stands for nobody. */
const orNobody = (real: readonly string[], nobody: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...real) }, { weight: 1, arbitrary: fc.constant(nobody) });

const browser = orNobody(["v1", "v1", "v2", "v2", "v3", "v4", "v5"], "undefined");
const user = orNobody(["an", "binh", "chi"], "guest");
const orderId = orNobody(["A1", "A2"], "undefined");
const contact = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("email:1", "email:2", "phone:1", "phone:2") },
  { weight: 2, arbitrary: fc.constantFrom(...[3, 4, 5, 6, 7, 8].flatMap((n) => [`email:${n}`, `phone:${n}`])) },
);
const contacts = fc.uniqueArray(contact, { maxLength: 2 });
/** As a shop assistant's form sends them. */
const manyContacts = fc.subarray([1, 2, 3, 4, 5, 6, 7].map((n) => `email:${n}`).concat(["phone:1"]), { minLength: 5 });

const page = fc.record({ visitorId: browser, type: fc.constant("page") });
const identify = fc.record({
  visitorId: browser,
  type: fc.constant("identify"),
  userId: fc.oneof(fc.constant(null), user),
  identifiers: fc.oneof({ weight: 30, arbitrary: contacts }, { weight: 1, arbitrary: manyContacts }),
});
const order = fc.record({
  visitorId: browser,
  name: fc.constant("Order Completed"),
  properties: fc.record({ order_id: orderId }),
  identifiers: contacts,
});
/** What a server says about an order; it knows a browser, a user, or nothing but the order. */
const report = fc
  .tuple(
    fc.constantFrom("Order Completed", "Order Delivered"),
    orderId,
    fc.constantFrom("browser", "user", "none"),
    browser,
    user,
    contacts,
  )
  .map(([name, id, knows, visitorId, userId, identifiers]) => ({
    name,
    trusted: true,
    properties: { order_id: id },
    identifiers,
    userId: knows === "user" ? userId : null,
    visitorId: knows === "browser" ? visitorId : knows === "user" ? `@user:${userId}` : `@order:${id}`,
  }));
const alias = fc
  .tuple(user, user)
  .map(([userId, previousId]) => ({ visitorId: `@user:${userId}`, type: "alias", trusted: true, userId, previousId }));

const historyOf = (parts: readonly fc.Arbitrary<Partial<Fact>>[], weights: readonly number[]): fc.Arbitrary<Fact[]> =>
  fc
    .array(fc.tuple(fc.nat(30), fc.oneof(...parts.map((arbitrary, index) => ({ weight: weights[index] ?? 1, arbitrary })))), {
      maxLength: 20,
      size: "max",
    })
    .map((all) =>
      all.map(
        ([hours, part], index): Fact => ({ ...BLANK, ...part, at: START + hours * HOUR, eventId: `e${String(index).padStart(2, "0")}` }),
      ),
    );

export const tangled = historyOf([page, identify, order, report, alias], [3, 8, 1, 3, 1]);
export const tangledWithoutAlias = historyOf([page, identify, order, report], [3, 8, 1, 3]);

/** A history whose facts come in another order, some of them twice. */
export const twice = (history: fc.Arbitrary<Fact[]>): fc.Arbitrary<[Fact[], Fact[]]> =>
  history.chain((facts) => fc.tuple(fc.constant(facts), shuffled(facts)));

/** An e-mail that about as many visitors carry as may, among whom some are one user's, and one more history beside. */
export const crowded = fc
  .tuple(tangled, fc.integer({ min: 46, max: 56 }), fc.nat(8), fc.constantFrom("email:1", "email:crowd"))
  .map(([facts, size, signedIn, identifier]): Fact[] => [
    ...facts,
    ...Array.from(
      { length: size },
      (_, index): Fact => ({
        ...BLANK,
        type: "identify",
        visitorId: `w${index}`,
        eventId: "e",
        at: START + index,
        userId: index < signedIn ? "an" : null,
        identifiers: [identifier],
      }),
    ),
  ]);
