import { CATALOGUES, LIMITS, SERVER_EVENTS } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";
import { isRejection } from "../src/steps/in-order.js";
import { browser, page, rowOf, server, steps } from "./received.js";

const track = (event: string, properties: object = {}, rest: object = {}) => ({ ...page, type: "track", event, properties, ...rest });

describe("an event under another catalogue's name", () => {
  test("is stored under ours, and its own name in the context", () => {
    const items = [{ item_id: "k1", item_name: "Kính phố", price: 450_000, quantity: 2 }];
    const context = { timezone: "Asia/Ho_Chi_Minh" };
    expect(rowOf(track("add_to_cart", { currency: "VND", value: 900_000, items }, { context }))).toMatchObject({
      name: "Product Added",
      properties: { currency: "VND", value: 900_000, product_id: "k1", name: "Kính phố", price: 450_000, quantity: 2 },
      context: { timezone: "Asia/Ho_Chi_Minh", original_event: "add_to_cart" },
    });
  });

  test("is stored alike whoever sends it", () => {
    const raw = track("purchase", { transaction_id: "T1", value: 5 });
    const { name, properties, context } = rowOf(raw);
    expect(rowOf(raw, server)).toMatchObject({ name, properties, context });
  });

  test("is not, where it comes under ours or under nobody's name", () => {
    for (const event of ["Product Added", "Quiz Finished"])
      expect(rowOf(track(event, { items: [{ item_id: "k1" }] }))).toMatchObject({
        name: event,
        properties: { items: [{ item_id: "k1" }] },
        context: {},
      });
  });

  test("gives its contacts as any other", () => {
    const row = rowOf(track("Placed Order", { OrderId: "T1", BillingAddress: { FirstName: "Lan", Phone: "0912 345 678" } }));
    expect(row.identifiers).toEqual([expect.stringMatching(/^phone:/)]);
    expect(row.identifiers).toEqual(rowOf({ ...page, type: "identify", traits: { phone: "0912345678" } }).identifiers);
    expect(row.properties).toEqual({ order_id: "T1", billing_address: { FirstName: "Lan" } });
  });

  test("names the order that a server's event without a visitor belongs to", () => {
    expect(rowOf({ ...track("refund", { transaction_id: "T1" }), anonymousId: null }, server).visitor_id).toBe("@order:T1");
  });

  test("is rejected for what ours is rejected for", () => {
    expect(steps(track("purchase", { transaction_id: "" }), browser)).toMatchObject({ ok: false, reason: "order_id_empty" });
    for (const [name, ours] of CATALOGUES.flatMap(({ names }) => Object.entries(names)))
      if (SERVER_EVENTS.has(ours))
        expect(steps(track(name, { transaction_id: "T1" }), browser), name).toMatchObject({ ok: false, reason: "secret_key_required" });
  });
});

describe("an event made to be large", () => {
  const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

  test("of a million items is refused, under whatever name", () => {
    const items = new Array(1_000_000).fill({ item_id: "k1" });
    for (const event of ["add_to_cart", "purchase", "Product Added"])
      expect(steps(track(event, { order_id: "1", items }), browser)).toMatchObject({ ok: false, reason: "event_too_wide" });
  });

  test.each([
    ["of as many items as an event may hold", { items: new Array(960).fill({ id: 1 }) }],
    ["of one item that is nearly all there is", { items: [{ item_name: "x".repeat(32_000) }] }],
    ["of many items that are none", { items: new Array(1_900).fill(null) }],
    ["of many short fields", { items: [Object.fromEntries(Array.from({ length: 1_900 }, (_, index) => [`f${index}`, index]))] }],
    ["of many amounts", { currency: "VND", items: new Array(700).fill({ price: "450.000" }) }],
    ["of an object in an object in an object", { ecommerce: { add: { actionField: { id: 1 }, products: [{ id: 1 }] } } }],
  ])("%s grows by what longer names take, and no more", (_what, properties) => {
    const raw = track("add_to_cart", properties);
    expect(bytes(raw)).toBeLessThan(LIMITS.eventBytes);
    const row = rowOf(raw);
    expect(row.name).toBe("Product Added");
    // `id` becomes `product_id`, and `items` `products`.
    expect(bytes(row.properties)).toBeLessThanOrEqual(bytes(properties) + 961 * "product_".length);
    expect(bytes(row)).toBeLessThan(2 * LIMITS.eventBytes);
  });

  test.each([
    ["a text", '"x"'],
    ["a number", "1e20"],
    ["an object of lists", '{"0":[{"item_id":"k1"}]}'],
    ["lists in lists", '[[[[{"item_id":"k1"}]]]]'],
    ["prototypes", '[{"__proto__":{"item_id":"polluted"},"item_id":"k1","constructor":{"prototype":{"x":1}}}]'],
    ["names of methods", '[{"toString":1,"valueOf":2,"hasOwnProperty":3,"toJSON":"x","item_id":"k1"}]'],
    ["objects for ids", '[{"item_id":{"a":[1]},"price":{"b":2},"quantity":[3]}]'],
    ["numbers for texts", '[{"item_id":99999999999999999999,"item_name":-1e20,"price":1e-20,"quantity":-0}]'],
  ])("or strange, with %s for items, is stored", (_what, items) => {
    for (const name of ["add_to_cart", "view_item_list", "Added to Cart", "product_added"]) {
      const raw = JSON.parse(`{"type":"track","messageId":"m1","anonymousId":"v1","event":"${name}","properties":{"items":${items}}}`);
      expect(isRejection(steps(raw, browser)), name).toBe(false);
    }
    expect(({} as Record<string, unknown>)["item_id"]).toBeUndefined();
  });

  test("of numbers out of range is refused before anybody looks at them", () => {
    const raw = JSON.parse(
      '{"type":"track","messageId":"m1","anonymousId":"v1","event":"purchase","properties":{"items":[{"price":1e400}]}}',
    );
    expect(steps(raw, browser)).toMatchObject({ ok: false, reason: "number_out_of_range" });
  });
});
