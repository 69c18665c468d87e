import type { JsonObject } from "@waystitch/protocol";
import { describe, expect, it } from "vitest";
import { formatMoney, parseMoney } from "../src/index.js";
import { DAY, HOUR, journeyAfter, MINUTE, START, type Story, story, wayOf } from "./story.js";

const round = { product_id: "p1", price: 500_000, quantity: 1 };
const square = { product_id: "p2", price: 0.1, quantity: 3 };

describe("money", () => {
  it("is exact and reads numbers and plain decimal strings, but guesses at no separators", () => {
    for (const [value, text] of [
      [1_290_000, "1290000"],
      ["9.50", "9.5"],
      [0.1, "0.1"],
      [-3, "-3"],
      ["0.1234567", "0.123456"],
    ] as const)
      expect(formatMoney(parseMoney(value) ?? 0n)).toBe(text);
    for (const value of ["1.290.000", "12,5", "", "NaN", "1e3", null, true, 1e300, {}]) expect(parseMoney(value), String(value)).toBeNull();
  });
});

describe("a cart", () => {
  it("holds what was added less what was taken out, on every device", () => {
    const told = story()
      .track("Product Added", round)
      .track("Product Added", { ...round, quantity: 2 })
      .track("Product Added", square)
      .track("Product Removed", { ...round, quantity: 1 });
    expect(journeyAfter(told).carts).toMatchObject([
      {
        status: "open",
        value: 1_000_000_300_000n,
        products: [
          { productId: "p1", quantity: 2 },
          { productId: "p2", quantity: 3 },
        ],
      },
    ]);
    const phone = story()
      .identify(["email:an"])
      .track("Product Added", round)
      .on("v2")
      .identify(["email:an"])
      .track("Product Removed", round);
    expect(journeyAfter(phone).carts).toMatchObject([{ status: "emptied" }]);
  });

  it("takes in every product of one event, and lets them out again, however they are told", () => {
    const both = journeyAfter(story().track("Product Added", { products: [round, square] })).carts;
    const apart = journeyAfter(story().track("Product Added", round).track("Product Added", square)).carts;
    expect(both[0]).toMatchObject({ value: apart[0]?.value, products: apart[0]?.products });
    const out = story().track("Product Added", round).track("Product Added", square).after(MINUTE);
    expect(journeyAfter(out.track("Product Removed", { products: [round, square] })).carts).toMatchObject([
      { status: "emptied", products: [] },
    ]);
  });

  it("is abandoned after an hour, and no longer once it is touched again", () => {
    const told = story().track("Product Added", round);
    expect(journeyAfter(told, HOUR - 1).summary.openCart?.abandonedAt).toBeNull();
    expect(journeyAfter(told, HOUR).summary.openCart?.abandonedAt).toBe((told.facts[0]?.at ?? 0) + HOUR);
    expect(journeyAfter(told.after(2 * HOUR).track("Product Added", square)).summary.openCart?.abandonedAt).toBeNull();
  });

  it("says that it had been abandoned before it was ordered", () => {
    const told = story()
      .track("Product Added", round)
      .after(5 * HOUR)
      .track("Order Completed", { order_id: "A1" });
    expect(journeyAfter(told).carts).toMatchObject([{ status: "ordered", orderId: "A1", abandonedAt: (told.facts[0]?.at ?? 0) + HOUR }]);
  });

  it("expires after seven days, and the next product opens another one", () => {
    const told = story()
      .track("Product Added", round)
      .after(7 * DAY)
      .track("Product Added", square);
    expect(journeyAfter(told).carts.map((cart) => cart.status)).toEqual(["expired", "open"]);
  });

  it("is not closed by a thank-you page that is opened again", () => {
    const ordered = story().track("Product Added", round).track("Order Completed", { order_id: "A1", total: 500_000 });
    const told = ordered
      .after(MINUTE)
      .track("Product Added", square)
      .after(MINUTE)
      .track("Order Completed", { order_id: "A1", total: 500_000 });
    const journey = journeyAfter(told);
    expect(journey.carts.map((cart) => cart.status)).toEqual(["ordered", "open"]);
    expect(journey.summary).toMatchObject({ orders: 1, revenue: "500000" });
  });
});

describe("a cart and the order it becomes", () => {
  const ordered = () =>
    story()
      .track("Product Added", round)
      .after(MINUTE)
      .track("Checkout Started")
      .after(MINUTE)
      .track("Order Completed", { order_id: "A1", total: 500_000 })
      .after(HOUR);
  const milestones = (told: Story) => journeyAfter(told).milestones.map(({ milestone, rule }) => `${milestone} ${rule}`);

  it("is closed by a server's order, as when it was paid in the store", () => {
    const told = story().identify(["email:an"], "an").track("Product Added", round).after(DAY);
    const inStore = told
      .on("@user:an")
      .fact({ name: "Order Completed", userId: "an", trusted: true, properties: { order_id: "S1", total: 450_000 } });
    expect(journeyAfter(inStore).carts).toMatchObject([{ status: "ordered", orderId: "S1", closedAt: START + DAY }]);
  });

  it("is open again when that order is cancelled, and ages from then on", () => {
    const told = ordered().server("Order Cancelled", { order_id: "A1" });
    const cancelledAt = START + HOUR + 2 * MINUTE;
    expect(journeyAfter(told).carts).toMatchObject([
      { status: "open", orderId: null, closedAt: null, checkoutStartedAt: null, reopenedAt: cancelledAt, value: 500_000_000_000n },
    ]);
    expect(journeyAfter(told, HOUR).summary.openCart?.abandonedAt).toBe(cancelledAt + HOUR);
    expect(journeyAfter(told, 7 * DAY).carts).toMatchObject([{ status: "expired", closedAt: cancelledAt + 7 * DAY }]);
  });

  it("counts as filled and checked out anew once the person goes on with it", () => {
    const told = ordered()
      .server("Order Cancelled", { order_id: "A1" })
      .on("v1")
      .after(MINUTE)
      .track("Product Added", square)
      .after(MINUTE)
      .track("Product Added", square)
      .track("Checkout Started");
    expect(milestones(told).slice(-4)).toEqual([
      "order_cancelled cancel_event",
      "engaged second_session",
      "cart_added cart_reopened",
      "checkout_started checkout_event",
    ]);
  });

  it("stays an order's when another order, or an older one, is cancelled", () => {
    const other = ordered().track("Order Completed", { order_id: "A2", total: 1 }).server("Order Cancelled", { order_id: "A2" });
    expect(journeyAfter(other).carts).toMatchObject([{ status: "ordered", orderId: "A1" }]);
    const older = ordered().track("Product Added", square).after(MINUTE).server("Order Cancelled", { order_id: "A1" });
    expect(journeyAfter(older).carts.map((cart) => cart.status)).toEqual(["ordered", "open"]);
  });
});

describe("an order", () => {
  it("keeps what an update does not name", () => {
    const told = story().track("Order Completed", { order_id: "A1", total: 100, currency: "USD", coupon: "TET", products: [round] });
    expect(journeyAfter(told.server("Order Updated", { order_id: "A1", total: 90 })).orders).toMatchObject([
      { total: 90_000_000n, currency: "USD", coupon: "TET", products: [{ productId: "p1" }] },
    ]);
  });

  it("that was cancelled or refunded before it was placed is so from the moment it is placed", () => {
    const cancelled = story()
      .server("Order Cancelled", { order_id: "A1" })
      .on("v1")
      .after(1)
      .track("Order Completed", { order_id: "A1", total: 5 });
    expect(journeyAfter(cancelled).milestones.map((m) => m.milestone)).toEqual(["first_touch", "order_completed", "order_cancelled"]);
    const refunded = story()
      .server("Order Refunded", { order_id: "A1", total: 2 })
      .on("v1")
      .after(1)
      .track("Order Completed", { order_id: "A1", total: 5 });
    expect(journeyAfter(refunded).orders).toMatchObject([{ status: "placed", refunded: 2_000_000n }]);
    expect(journeyAfter(refunded).milestones.map((m) => m.rule)).toEqual(["first_event", "order_event", "partial_refund"]);
  });

  it("is refunded by an amount, by the products listed, or, when a refund names neither, whole; and never beyond its total", () => {
    const refunded = (properties: JsonObject, products: JsonObject[] = []) =>
      journeyAfter(
        story()
          .track("Order Completed", { order_id: "A1", total: 1_000_000, ...(products.length === 0 ? {} : { products }) })
          .server("Order Refunded", { order_id: "A1", ...properties }),
      ).orders.map((order) => [order.status, order.refunded]);
    expect(refunded({ total: 1 })).toEqual([["placed", 1_000_000n]]);
    expect(refunded({ value: -2 })).toEqual([["placed", 2_000_000n]]);
    expect(refunded({ products: [round] })).toEqual([["placed", 500_000_000_000n]]);
    // Without a price, a product is paid back at the one it was ordered for.
    expect(refunded({ products: [{ product_id: "p1", quantity: 1 }] }, [{ ...round, quantity: 2 }])).toEqual([
      ["placed", 500_000_000_000n],
    ]);
    expect(refunded({ products: [{ ...round, price: 1 }] }, [round])).toEqual([["placed", 1_000_000n]]);
    expect(refunded({ products: [{ product_id: "p3", quantity: 1 }] }, [round])).toEqual([["refunded", 1_000_000_000_000n]]);
    expect(refunded({})).toEqual([["refunded", 1_000_000_000_000n]]);
    expect(refunded({ total: 2_000_000 })).toEqual([["refunded", 1_000_000_000_000n]]);
  });

  it("takes the person back when it is lost, once: not again when the refunded one is cancelled, nor with a new cart in hand", () => {
    const refunded = story()
      .track("Order Completed", { order_id: "A1", total: 5 })
      .after(MINUTE)
      .server("Order Refunded", { order_id: "A1" })
      .on("v1")
      .after(MINUTE)
      .track("Product Added", round)
      .after(MINUTE);
    const told = refunded.server("Order Cancelled", { order_id: "A1" }).server("Order Refunded", { order_id: "A1", total: 5 });
    expect(wayOf(journeyAfter(told))).toBe("Attract/aware > Close/customer > < Attract/aware > Close/cart");
    const late = journeyAfter(told).milestones.filter(({ milestone }) => milestone.startsWith("order_"));
    expect(late.map(({ rule, attributes }) => [rule, attributes["orders_left"]])).toEqual([
      ["order_event", undefined],
      ["whole_refund", 0],
      ["cancel_event", undefined],
      ["whole_refund", undefined],
    ]);
  });

  it("says whether it is larger than every one before it, and how many full orders came before", () => {
    const buy = (told: Story, id: string, total: number, more: JsonObject = {}) =>
      told.after(DAY).track("Order Completed", { order_id: id, total, ...more });
    const told = buy(buy(buy(story(), "A0", 9, { offer: "tripwire" }), "A1", 100), "A2", 50);
    const attributes = journeyAfter(buy(told, "A3", 200, { currency: "USD" })).milestones.map(({ milestone, attributes: a }) => [
      milestone,
      a["order_id"],
      a["core_orders_before"],
      a["larger"],
    ]);
    expect(attributes).toEqual([
      ["first_touch", undefined, undefined, undefined],
      ["committed", "A0", undefined, undefined],
      ["engaged", undefined, undefined, undefined],
      ["order_completed", "A1", undefined, true],
      ["order_repeated", "A1", 0, true],
      ["order_completed", "A2", undefined, undefined],
      ["order_repeated", "A2", 1, undefined],
      ["order_completed", "A3", undefined, undefined],
      ["order_repeated", "A3", 2, undefined],
    ]);
  });

  it("is summed up by currency", () => {
    const told = story()
      .track("Order Completed", { order_id: "A1", total: 0.1, currency: "USD" })
      .track("Order Completed", { order_id: "A2", total: 0.2, currency: "USD" })
      .track("Order Completed", { order_id: "A3", total: 200_000 })
      .server("Order Refunded", { order_id: "A3", total: 50_000 })
      .server("Order Cancelled", { order_id: "A1" });
    expect(journeyAfter(told).summary.totals).toEqual([
      { currency: "USD", orders: 1, revenue: "0.2", refunds: "0" },
      { currency: "VND", orders: 1, revenue: "200000", refunds: "50000" },
    ]);
  });

  it("takes its total from total, revenue or value, or else from its products", () => {
    for (const properties of [{ total: 5 }, { revenue: 5 }, { value: "5" }, { products: [{ product_id: "p", price: 2.5, quantity: 2 }] }])
      expect(journeyAfter(story().track("Order Completed", { order_id: "A1", ...properties })).summary.revenue).toBe("5");
  });

  it("in another currency is kept and not added to the revenue", () => {
    const told = story()
      .track("Order Completed", { order_id: "A1", total: 100, currency: "usd" })
      .track("Order Completed", { order_id: "A2", total: 200_000 });
    const journey = journeyAfter(told);
    expect(journey.orders.map((order) => order.currency)).toEqual(["USD", "VND"]);
    expect(journey.summary).toMatchObject({ orders: 2, revenue: "200000" });
  });

  it("adds partial refunds up to the whole", () => {
    const told = story().track("Order Completed", { order_id: "A1", total: 100 }).server("Order Refunded", { order_id: "A1", total: 40 });
    expect(journeyAfter(told).orders).toMatchObject([{ status: "placed", refunded: 40_000_000n }]);
    expect(journeyAfter(told.server("Order Refunded", { order_id: "A1", total: 60 })).orders).toMatchObject([
      { status: "refunded", refunded: 100_000_000n },
    ]);
  });

  it("is late when it arrives after the promise, and unknown without one", () => {
    const delivered = (promised?: string) => {
      const told = story()
        .track("Order Completed", { order_id: "A1" })
        .after(DAY)
        .server("Order Delivered", { order_id: "A1", ...(promised && { promised_at: promised }) });
      return journeyAfter(told).summary.lateDeliveries;
    };
    expect([delivered("2026-11-22T00:00:00Z"), delivered("2026-11-30T00:00:00Z"), delivered()]).toEqual([1, 0, 0]);
  });
});
