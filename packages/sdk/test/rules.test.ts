import type { KnownEventName } from "@waystitch/protocol";
import { SERVER_EVENTS } from "@waystitch/protocol";
import { expect, expectTypeOf, test, vi } from "vitest";
import { takeEarlyCalls } from "../src/early-calls.js";
import type { CallOptions, KnownEvents, Tracker } from "../src/index.js";
import { isNewView } from "../src/page-views.js";
import { setItem } from "../src/storage.js";

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

test.each<[option: string | undefined, known: string | undefined, browser: object, dnt: "honour" | undefined, denied: boolean]>([
  ["granted", undefined, {}, undefined, false],
  ["granted", "denied", {}, undefined, true],
  ["granted", 'denied{"ads":false}', {}, undefined, true],
  ["denied", "granted", {}, undefined, true],
  ["granted", "granted", { globalPrivacyControl: true }, undefined, true],
  ["granted", "granted", { globalPrivacyControl: 1 }, undefined, true],
  ["granted", "granted", { globalPrivacyControl: false }, undefined, false],
  ["granted", "granted", { doNotTrack: "1" }, undefined, false],
  ["granted", "granted", { doNotTrack: "1" }, "honour", true],
  ["pending", "nonsense", {}, undefined, false],
])("A site that says %s, a remembered %s, a browser that says %o, DNT %s: denied is %s", async (option, known, browser, dnt, denied) => {
  vi.resetModules();
  vi.stubGlobal("navigator", browser);
  vi.stubGlobal("localStorage", { ws_consent: known });
  const { isDenied, prepareGate } = await import("../src/gate.js");
  prepareGate({ writeKey: "wk", collector: "c", consent: option as "granted", dnt });
  expect(isDenied()).toBe(denied);
  vi.unstubAllGlobals();
});

test("Early calls of several pages are taken once, in order", () => {
  setItem("ws_early", `,[["track",["A"],1,"u"],["page",[],2,"u"]],[["track",["B"],3,"v"]]`);
  expect(takeEarlyCalls().map(([method, args]) => [method, args[0]])).toEqual([
    ["track", "A"],
    ["page", undefined],
    ["track", "B"],
  ]);
  expect(takeEarlyCalls()).toEqual([]);
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
