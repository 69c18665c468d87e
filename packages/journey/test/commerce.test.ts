import { describe, expect, it } from "vitest";
import { formatMoney, parseMoney } from "../src/index.js";
import { DAY, HOUR, journeyAfter, MINUTE, story } from "./story.js";

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

describe("an order", () => {
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
