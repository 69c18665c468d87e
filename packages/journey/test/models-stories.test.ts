import { describe, expect, it } from "vitest";
import {
  addsToCart,
  answersNps,
  arrives,
  books,
  buysEntryOffer,
  checksOut,
  type Deed,
  isCancelled,
  isDelivered,
  isRefunded,
  isShipped,
  leavesContact,
  looksAtProduct,
  orders,
  reads,
  recommends,
  reviewsWith,
  tell,
  unsubscribes,
} from "./deeds.js";
import { DAY, journeyAfter, MINUTE, wayOf } from "./story.js";

/** The way through a model of a person who does some deeds and is looked at a minute later, or after a wait. */
const way = (model: string, deeds: readonly Deed[], ms = MINUTE): string => wayOf(journeyAfter(tell(...deeds), ms), model);
const end = (model: string, deeds: readonly Deed[], ms = MINUTE): string => way(model, deeds, ms).split(" > ").slice(-2).join(" > ");

const everything = [arrives, reads, looksAtProduct, leavesContact, books, addsToCart, checksOut, orders("A1")];
const delighted = [...everything, isShipped("A1"), isDelivered("A1", "kept"), orders("A2"), reviewsWith(5), recommends];

describe("inbound and an entry offer", () => {
  it("counts the first full order after an entry offer as Close, and the second as Delight", () => {
    const first = [arrives, buysEntryOffer("T1"), orders("A1")];
    expect(way("inbound", first)).toBe("Attract/aware > Convert/committed > Close/customer");
    expect(end("inbound", [...first, orders("A2")])).toBe("Close/customer > Delight/repeat");
  });
});

describe("the value journey", () => {
  it("takes a stranger who becomes a promoter through all eight stages", () => {
    expect(way("value-journey", delighted)).toBe(
      "Aware/aware > Engage/engaged > Subscribe/lead > Convert/committed > Convert/customer > Excite/delivered > Ascend/repeat > Advocate/advocate > Promote/promoter",
    );
  });

  it("takes any order after the first for Ascend, also after an entry offer, and says when it is a larger one", () => {
    expect(end("value-journey", [arrives, orders("A1"), orders("A2")])).toBe("Convert/customer > Ascend/repeat");
    expect(end("value-journey", [arrives, orders("A1"), orders("A2", 2_000_000)])).toBe("Convert/customer > Ascend/larger");
    expect(way("value-journey", [arrives, buysEntryOffer("T1"), orders("A1")])).toBe(
      "Aware/aware > Convert/committed > Convert/customer > Ascend/larger",
    );
  });

  it("takes a person whose only order is cancelled or refunded to the furthest place that did not need it", () => {
    expect(end("value-journey", [...everything, isCancelled("A1")])).toBe("Convert/customer > < Convert/committed");
    expect(end("value-journey", [arrives, reads, leavesContact, orders("A1"), isRefunded("A1")])).toBe(
      "Convert/customer > < Subscribe/lead",
    );
    expect(end("value-journey", [arrives, reads, orders("A1"), isDelivered("A1"), isCancelled("A1")])).toBe(
      "Excite/delivered > < Engage/engaged",
    );
    expect(end("value-journey", [arrives, orders("A1"), isCancelled("A1")])).toBe("Convert/customer > < Aware/aware");
  });

  it("takes the dissatisfied back to Convert, and a lead who unsubscribes or lapses back to Engage", () => {
    expect(end("value-journey", [...delighted, reviewsWith(1)])).toBe("Promote/promoter > < Convert/customer");
    expect(end("value-journey", [arrives, reads, leavesContact, unsubscribes])).toBe("Subscribe/lead > < Engage/engaged");
    expect(end("value-journey", [arrives, leavesContact, books], 180 * DAY)).toBe("Convert/committed > < Aware/aware");
    expect(end("value-journey", [arrives, orders("A1")], 180 * DAY)).toBe("Aware/aware > Convert/customer");
  });
});

describe("the digital journey", () => {
  it("takes a stranger through research and consideration to the time after the purchase", () => {
    expect(way("digital", delighted)).toBe(
      "Awareness/aware > Research/engaged > Research/product > Consideration/lead > Consideration/booked > Consideration/cart > Purchase/checkout > Purchase/customer > Post-purchase/delivered > Post-purchase/repeat > Post-purchase/advocate > Post-purchase/promoter",
    );
  });

  it("takes an entry offer for a purchase", () => {
    expect(way("digital", [arrives, buysEntryOffer("T1")])).toBe("Awareness/aware > Purchase/customer");
  });

  it("takes a cart that expires back to where the person was without it", () => {
    expect(end("digital", [arrives, reads, leavesContact, addsToCart, checksOut], 7 * DAY)).toBe(
      "Purchase/checkout > < Consideration/lead",
    );
    expect(end("digital", [arrives, looksAtProduct, addsToCart], 7 * DAY)).toBe("Consideration/cart > < Research/product");
    expect(end("digital", [arrives, addsToCart], 7 * DAY)).toBe("Consideration/cart > < Awareness/aware");
  });

  it("lets those who only looked around begin again after 180 days, and keeps customers", () => {
    expect(end("digital", [arrives, reads], 180 * DAY)).toBe("Research/engaged > < Awareness/aware");
    expect(end("digital", everything, 180 * DAY)).toBe("Purchase/checkout > Purchase/customer");
  });

  it("takes the dissatisfied back to Purchase, cancelled orders to Consideration, and who unsubscribes to Research", () => {
    expect(end("digital", [...delighted, answersNps(2)])).toBe("Post-purchase/promoter > < Purchase/customer");
    expect(end("digital", [...everything, isCancelled("A1")])).toBe("Purchase/customer > < Consideration/booked");
    expect(end("digital", [arrives, reads, leavesContact, unsubscribes])).toBe("Consideration/lead > < Research/engaged");
  });
});

describe("the customer experience", () => {
  it("takes a stranger through the phases before, during and after the purchase", () => {
    expect(way("experience", [...everything, isDelivered("A1"), answersNps(10), orders("A2"), reviewsWith(5), recommends])).toBe(
      "Awareness/aware > Awareness/engaged > Consideration/product > Consideration/lead > Decision/booked > Decision/cart > Decision/checkout > Purchase/customer > Purchase/delivered > Retention/satisfied > Retention/repeat > Advocacy/reviewer > Advocacy/promoter",
    );
  });

  it("takes the dissatisfied out of Retention, but not out of a purchase that is over", () => {
    expect(end("experience", [...everything, isDelivered("A1"), answersNps(10), reviewsWith(2)])).toBe(
      "Retention/satisfied > < Purchase/delivered",
    );
    expect(end("experience", [...everything, isDelivered("A1"), reviewsWith(2)])).toBe("Purchase/customer > Purchase/delivered");
  });

  it("takes back a decision whose cart expires or whose orders are all cancelled, and a lead who unsubscribes or lapses", () => {
    expect(end("experience", [arrives, looksAtProduct, addsToCart], 7 * DAY)).toBe("Decision/cart > < Consideration/product");
    expect(end("experience", [...everything, isRefunded("A1")])).toBe("Purchase/customer > < Decision/booked");
    expect(end("experience", [arrives, looksAtProduct, leavesContact, unsubscribes])).toBe("Consideration/lead > < Consideration/product");
    expect(end("experience", [arrives, reads, leavesContact], 180 * DAY)).toBe("Consideration/lead > < Awareness/engaged");
  });
});

describe("the e-commerce journey", () => {
  it("takes a stranger from the first visit over the delivery to Delight", () => {
    expect(way("ecommerce", delighted)).toBe(
      "Awareness/aware > Awareness/engaged > Acquisition/product > Acquisition/lead > Nurture/booked > Nurture/cart > Nurture/checkout > Delivery/ordered > Delivery/shipped > Delivery/on_time > Delight/repeat > Delight/advocate > Delight/promoter",
    );
  });

  it("shows whether the promised date was kept or missed, or whether there was none", () => {
    const sent = [arrives, orders("A1"), isShipped("A1")];
    expect(end("ecommerce", [...sent, isDelivered("A1", "kept")])).toBe("Delivery/shipped > Delivery/on_time");
    expect(end("ecommerce", [...sent, isDelivered("A1", "missed")])).toBe("Delivery/shipped > Delivery/late");
    expect(end("ecommerce", [...sent, isDelivered("A1")])).toBe("Delivery/shipped > Delivery/undated");
  });

  it("takes a customer back whose next order comes late, until a promise is kept again", () => {
    const first = [arrives, orders("A1"), isDelivered("A1", "kept"), orders("A2"), isCancelled("A2"), reviewsWith(1)];
    expect(way("ecommerce", first)).toBe("Awareness/aware > Delivery/ordered > Delivery/on_time > Delight/repeat > < Delivery/on_time");
    const late = [...first, orders("A3"), reviewsWith(1), isDelivered("A3", "missed")];
    expect(end("ecommerce", late)).toBe("< Delivery/on_time > < Delivery/late");
    expect(end("ecommerce", [...late, orders("A4"), reviewsWith(1), isDelivered("A4", "kept")])).toBe("< Delivery/late > Delivery/on_time");
  });

  it("takes an entry offer into Delivery, and back when it is cancelled", () => {
    expect(way("ecommerce", [arrives, leavesContact, buysEntryOffer("T1"), isCancelled("T1")])).toBe(
      "Awareness/aware > Acquisition/lead > Delivery/ordered > < Acquisition/lead",
    );
  });

  it("takes a cart that expires back to what was acquired, and who lapses without an order to Awareness", () => {
    expect(end("ecommerce", [arrives, leavesContact, addsToCart], 7 * DAY)).toBe("Nurture/cart > < Acquisition/lead");
    expect(way("ecommerce", [arrives, reads, leavesContact, addsToCart], 180 * DAY)).toBe(
      "Awareness/aware > Awareness/engaged > Acquisition/lead > Nurture/cart > < Acquisition/lead > < Awareness/engaged",
    );
    expect(end("ecommerce", [arrives, looksAtProduct, leavesContact, unsubscribes])).toBe("Acquisition/lead > < Acquisition/product");
  });
});

describe("the buying decision", () => {
  it("takes a stranger from learning over considering to deciding, where it ends", () => {
    expect(way("buying", delighted)).toBe(
      "Learn/aware > Learn/engaged > Consider/product > Consider/lead > Consider/booked > Decide/cart > Decide/checkout > Decide/customer",
    );
  });

  it("takes a decision back when the cart expires or every order is cancelled", () => {
    expect(end("buying", [arrives, looksAtProduct, addsToCart], 7 * DAY)).toBe("Decide/cart > < Consider/product");
    expect(end("buying", [...everything, isCancelled("A1")])).toBe("Decide/customer > < Consider/booked");
    expect(end("buying", [arrives, orders("A1"), isRefunded("A1"), orders("A2")])).toBe("< Learn/aware > Decide/customer");
  });

  it("lets a lead who unsubscribes or lapses learn again", () => {
    expect(end("buying", [arrives, looksAtProduct, leavesContact, unsubscribes])).toBe("Consider/lead > < Consider/product");
    expect(end("buying", [arrives, reads, looksAtProduct], 180 * DAY)).toBe("Consider/product > < Learn/engaged");
  });
});
