import { createHash } from "node:crypto";
import { LIMITS, partOf } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";
import type { Received } from "../src/steps/draft.js";
import { ago, browser, hash, noon, page, rowOf, server, steps } from "./received.js";

test("a page view becomes one row, every field in its column", () => {
  const raw = {
    ...page,
    name: "Trang chủ",
    properties: { category: "home" },
    context: {
      page: { url: "https://shop.vn/a?b=c", path: "/a", search: "?b=c", title: "Kính", referrer: "https://google.com/", hash: "top" },
      campaign: { source: "google", medium: "cpc" },
      locale: "en_US",
      timezone: "Asia/Ho_Chi_Minh",
      userAgent: "what the page says of itself",
      ip: "198.51.100.1",
    },
    originalTimestamp: ago(1_000),
  };
  expect(rowOf(raw)).toEqual({
    part: partOf("demo", "v1"),
    site_id: "demo",
    visitor_id: "v1",
    event_id: "m1",
    type: "page",
    name: "Trang chủ",
    occurred_at: ago(1_000),
    received_at: ago(0),
    trusted: false,
    user_id: null,
    previous_id: null,
    group_id: null,
    identifiers: [],
    page_url: "https://shop.vn/a?b=c",
    page_title: "Kính",
    referrer: "https://google.com/",
    campaign: { source: "google", medium: "cpc" },
    properties: { category: "home" },
    context: { timezone: "Asia/Ho_Chi_Minh", page: { hash: "top" } },
    device: "desktop",
    browser: "Chrome 143",
    os: "Windows 10",
    language: "en-US",
    ip_prefix: "203.0.113.0/24",
    bot_reason: null,
    country: null,
  });
});

describe("time", () => {
  const at = (raw: object, received: Received) => rowOf({ ...page, ...raw }, received).occurred_at;

  test("of a browser is corrected by when it sent the request", () => {
    expect(at({ timestamp: ago(-3_600_000 + 1_000) }, { ...browser, sentAt: noon + 3_600_000 })).toBe(ago(1_000));
  });

  test("of a server is believed, years back, and its sentAt with it", () => {
    const tenYears = 10 * 365 * 86_400_000;
    expect(at({ timestamp: ago(tenYears) }, { ...server, sentAt: noon - 3_600_000 })).toBe(ago(tenYears));
  });

  test("is never later than when it was received, from either", () => {
    for (const received of [browser, server]) expect(at({ timestamp: ago(-60_000) }, received)).toBe(ago(0));
  });

  test("of a browser may reach back as far as its queue, and not further", () => {
    expect(at({ timestamp: ago(LIMITS.browserBackdateMs) }, browser)).toBe(ago(LIMITS.browserBackdateMs));
    expect(steps({ ...page, timestamp: ago(LIMITS.browserBackdateMs + 1) }, browser)).toMatchObject({
      ok: false,
      reason: "timestamp_too_old",
    });
    expect(at({ timestamp: ago(LIMITS.browserBackdateMs + 1) }, server)).toBe(ago(LIMITS.browserBackdateMs + 1));
  });
});

describe("contact data", () => {
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
  const lan = `email:${hash("email", sha256("lan@shop.vn"))}`;
  const phone = `phone:${hash("phone", sha256("+84912345678"))}`;

  test("becomes identifiers and is nowhere else in the row", () => {
    const raw = {
      type: "identify",
      messageId: "lan@shop.vn",
      anonymousId: "v-lan@shop.vn",
      userId: "Lan@shop.vn",
      traits: { email: " LAN@shop.vn", Phone: "0912 345 678", name: "Lan lan@shop.vn", address: { sdt: "84912345678", city: "Huế" } },
      context: {
        traits: { email: "lan@shop.vn", plan: "gold" },
        page: { url: "https://shop.vn/?email=lan@shop.vn&a=1", title: "lan@shop.vn", referrer: "https://m.vn/?to=lan%40shop.vn" },
        campaign: { source: "mail", term: "lan@shop.vn" },
        "lan@shop.vn": "lan@shop.vn",
      },
    };
    const row = rowOf(raw);
    expect(row.identifiers).toEqual([lan, phone]);
    expect(row.user_id).toBe(lan);
    expect(row.properties).toEqual({ name: "Lan [removed]", address: { city: "Huế" } });
    expect(row.context).toEqual({ traits: { plan: "gold" }, "[removed]": "[removed]" });
    expect(row.page_url).toBe("https://shop.vn/?email=[removed]&a=1");
    expect(row.part).toBe(partOf("demo", row.visitor_id));
    expect(JSON.stringify(row)).not.toMatch(/lan(?:@|%40)shop\.vn|912 ?345 ?678/i);
  });

  test("of an order stands in its customer, shipping and billing", () => {
    const properties = {
      order_id: "1",
      customer: { email: "lan@shop.vn" },
      billing: { phone: "0912345678" },
      products: [{ product_id: "k1" }],
    };
    const row = rowOf({ ...page, type: "track", event: "Order Completed", properties });
    expect(row.identifiers).toEqual([lan, phone]);
    expect(row.properties).toEqual({ order_id: "1", customer: {}, billing: {}, products: [{ product_id: "k1" }] });
  });

  test("that the browser hashed is the same, and is not stored either", () => {
    const hashed = { email_sha256: sha256("lan@shop.vn"), phone_sha256: sha256("+84912345678") };
    const row = rowOf({ ...page, type: "identify", userId: `email_sha256:${hashed.email_sha256}`, traits: { ...hashed, plan: "gold" } });
    expect(row).toMatchObject({ identifiers: [lan, phone], user_id: lan, properties: { plan: "gold" } });
    for (const value of Object.values(hashed)) expect(JSON.stringify(row)).not.toContain(value);
  });

  test("of a group names none of its people", () => {
    const row = rowOf({ ...page, type: "group", groupId: "g1", traits: { email: "lan@shop.vn", name: "Công ty" } });
    expect(row.identifiers).toEqual([]);
    expect(row.properties).toEqual({ name: "Công ty" });
  });

  test("that names no one is removed and is no identifier", () => {
    for (const email of ["none", "test@test.com", "N/A", "", true])
      expect(rowOf({ ...page, type: "identify", traits: { email } }).identifiers).toEqual([]);
    expect(rowOf({ ...page, type: "identify", traits: { email: "none" } }).properties).toEqual({});
  });
});
