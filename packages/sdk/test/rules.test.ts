import type { KnownEventName } from "@waystitch/protocol";
import { SERVER_EVENTS } from "@waystitch/protocol";
import { expect, expectTypeOf, test } from "vitest";
import { campaignOf } from "../src/context.js";
import { takeEarlyCalls } from "../src/early-calls.js";
import { initialConsent } from "../src/gate.js";
import type { CallOptions, KnownEvents, Tracker } from "../src/index.js";
import { isNewView } from "../src/page-views.js";
import { createSafeStorage } from "../src/safe-storage.js";

test.each<[from: string, to: string, moved: boolean, hash: boolean, counts: boolean]>([
  ["/a", "/b", true, false, true],
  ["/a", "/a", true, false, false],
  ["/a?q=1", "/a?q=2", true, false, true],
  ["/a?q=1", "/a?q=2", false, false, false],
  ["/a?q=1", "/b?q=1", false, false, true],
  ["/a", "/a#x", true, false, false],
  ["/a#/x", "/a#/y", true, true, true],
  ["/a#/x", "/a?q=1#/x", false, true, false],
])("From %s to %s, another entry: %s, fragments count: %s - another view: %s", (from, to, moved, hash, counts) => {
  const site = "https://shop.example";
  expect(isNewView(site + from, site + to, moved, hash)).toBe(counts);
});

test.each<[option: string | undefined, known: string | undefined, gpc: boolean, consent: string]>([
  [undefined, undefined, false, "granted"],
  ["granted", undefined, false, "granted"],
  ["pending", undefined, false, "pending"],
  ["pending", "granted", false, "granted"],
  ["granted", "denied", false, "denied"],
  ["denied", "granted", false, "denied"],
  ["granted", "granted", true, "denied"],
  ["yes", undefined, false, "pending"],
  ["pending", "nonsense", false, "pending"],
])("A site that says %s, a remembered %s, GPC %s: consent is %s", (option, known, gpc, consent) => {
  expect(initialConsent(option, known, gpc)).toBe(consent);
});

test("A campaign has Segment's names, and is absent without one", () => {
  expect(campaignOf(new URLSearchParams("?utm_campaign=he&utm_source=zalo&utm_medium="))).toEqual({ name: "he", source: "zalo" });
  expect(campaignOf(new URLSearchParams("?gclid=1&source=x"))).toBeUndefined();
});

test("Early calls of several pages are taken once, in order", () => {
  const storage = createSafeStorage(() => expect.unreachable());
  storage.set("ws_early", `,[["track",["A"],1,"u"],["page",[],2,"u"]],[["track",["B"],3,"v"]]`);
  expect(takeEarlyCalls(storage).map(([method, args]) => [method, args[0]])).toEqual([
    ["track", "A"],
    ["page", undefined],
    ["track", "B"],
  ]);
  expect(takeEarlyCalls(storage)).toEqual([]);
});

test("Every known event a browser may report has typed properties", () => {
  type ServerOnly = "Order Updated" | "Order Refunded" | "Order Cancelled" | "Order Shipped" | "Order Delivered";
  expectTypeOf<Exclude<KnownEventName, ServerOnly>>().toEqualTypeOf<keyof KnownEvents & string>();
  expect([...SERVER_EVENTS].sort()).toEqual(["Order Cancelled", "Order Delivered", "Order Refunded", "Order Shipped", "Order Updated"]);
});

test("Names and properties are checked where a page says which it sends", () => {
  interface Mine {
    "Frame Tried": { frame: string };
    "Shop Opened": { shop?: string };
  }
  const typed = (tracker: Tracker<Mine>, open: Tracker): void => {
    tracker.track("Frame Tried", { frame: "f1" }, { messageId: "m" });
    tracker.track("Shop Opened");
    // @ts-expect-error frame is required
    tracker.track("Frame Tried");
    // @ts-expect-error no such event
    tracker.track("Frame Tired", { frame: "f1" });
    open.track("Order Completed", { order_id: "o1", color: "red" });
    open.track("Anything", { at: "all" });
    open.track("Product Viewed", { product_id: "p1" });
    // @ts-expect-error an order has an id
    open.track("Order Completed", { total: 5 });
  };
  expectTypeOf(typed).parameter(0).toEqualTypeOf<Tracker<Mine>>();
  expectTypeOf<CallOptions>().toHaveProperty("messageId");
});
