import { expect, test } from "vitest";
import { parseCart, sumOf } from "../src/cart.js";
import { ACTIONS, type Action, evolveOrder, isPossible, type Order, placeOrder } from "../src/orders.js";
import { LAN, NOW } from "./shopper.js";

const DAY = 24 * 60 * 60 * 1000;
const cart = parseCart("may.den.1~nang.kem.2");
const place = (coupon = ""): Order => placeOrder({ id: "MX-1", checkoutId: "c", shareCode: "S" }, cart, LAN, coupon, NOW);
const after = (...actions: readonly Action[]): Order => actions.reduce((order, action) => evolveOrder(order, action, NOW).order, place());

test("an order is promised three days ahead and costs what the cart costs", () => {
  expect(place()).toMatchObject({ status: "placed", promisedAt: new Date(NOW + 3 * DAY).toISOString(), total: sumOf(cart), discount: 0 });
});

test("the newsletter's code takes ten percent off, in any case, and no other code does", () => {
  expect(place(" xinh10 ")).toMatchObject({ coupon: "XINH10", discount: 507_000, total: 4_563_000 });
  expect(place("XINH99")).not.toHaveProperty("coupon");
  expect(place("XINH99").total).toBe(5_070_000);
});

test("a late delivery was promised two days before it came", () => {
  const { order, event } = evolveOrder(place(), "deliver-late", NOW);
  expect(order.status).toBe("delivered");
  expect(event).toEqual({
    event: "Order Delivered",
    properties: { order_id: "MX-1", promised_at: new Date(NOW - 2 * DAY).toISOString(), delivered_at: new Date(NOW).toISOString() },
  });
});

test("a delivery on time comes before it was promised, even when the promise has passed in the meantime", () => {
  const later = NOW + 10 * DAY;
  const { properties } = evolveOrder(place(), "deliver-on-time", later).event;
  expect(properties["delivered_at"]).toBe(new Date(later).toISOString());
  expect(String(properties["promised_at"]) > String(properties["delivered_at"])).toBe(true);
});

test("a refund names the whole amount, a cancellation only the order", () => {
  expect(evolveOrder(after("deliver-late"), "refund", NOW).event.properties).toEqual({
    order_id: "MX-1",
    total: 5_070_000,
    currency: "VND",
  });
  expect(evolveOrder(place(), "cancel", NOW).event).toEqual({ event: "Order Cancelled", properties: { order_id: "MX-1" } });
});

test("the shop can do only what comes next", () => {
  const possible = (order: Order): readonly Action[] => ACTIONS.filter((action) => isPossible(order, action));
  expect(possible(place())).toEqual(["ship", "deliver-on-time", "deliver-late", "cancel"]);
  expect(possible(after("ship"))).toEqual(["deliver-on-time", "deliver-late", "cancel"]);
  expect(possible(after("ship", "deliver-late"))).toEqual(["refund"]);
  expect(possible(after("cancel"))).toEqual([]);
  expect(possible(after("deliver-on-time", "refund"))).toEqual([]);
});
