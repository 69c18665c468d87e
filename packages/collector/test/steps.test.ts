import { LIMITS, partOf, type Rejection } from "@waystitch/protocol";
import type { EventRow } from "@waystitch/store";
import { describe, expect, test } from "vitest";
import { createKeyedHash } from "../src/scrub/keyed-hash.js";
import { buildRejectedRow } from "../src/steps/build-rejected-row.js";
import type { Received } from "../src/steps/draft.js";
import { isRejection } from "../src/steps/in-order.js";
import { ipPrefix } from "../src/steps/ip-prefix.js";
import { createSteps } from "../src/steps/steps.js";
import { createReadUserAgent } from "../src/steps/user-agent.js";

const readUserAgent = createReadUserAgent();
const hash = createKeyedHash("a secret of this test");
const steps = createSteps({ readUserAgent, hash });

const noon = Date.UTC(2026, 10, 22, 12);
const ago = (ms: number): string => new Date(noon - ms).toISOString();
const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
const PIXEL = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36";

const browser: Received = {
  siteId: "demo",
  sender: { trusted: false },
  receivedAt: noon,
  sentAt: noon,
  context: { ok: true, value: {} },
  userAgent: CHROME,
  acceptLanguage: "vi-VN,vi;q=0.9,en;q=0.8",
  address: "203.0.113.77",
};
const server: Received = { ...browser, sender: { trusted: true }, userAgent: "node", acceptLanguage: null, address: "192.0.2.1" };
const page = { type: "page", messageId: "m1", anonymousId: "v1" };

function rowOf(raw: unknown, received: Received = browser): EventRow {
  const outcome = steps(raw, received);
  if (isRejection(outcome)) throw new Error(`${outcome.reason}: ${outcome.detail}`);
  return outcome;
}

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

describe("who sent it", () => {
  test("is a phone, a tablet, a television by its user agent", () => {
    const deviceOf = (userAgent: string) => rowOf(page, { ...browser, userAgent }).device;
    expect(deviceOf(PIXEL)).toBe("mobile");
    expect(
      deviceOf(
        "Mozilla/5.0 (iPad; CPU OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1",
      ),
    ).toBe("tablet");
    expect(deviceOf("Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/6.0 TV Safari/538.1")).toBe(
      "tv",
    );
    expect(deviceOf("something new")).toBe("desktop");
  });

  test.each([
    ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"],
    ["curl/8.5.0"],
    [CHROME.replace("Chrome", "HeadlessChrome")],
  ])("is a robot by %s", (userAgent) => {
    expect(rowOf(page, { ...browser, userAgent }).bot_reason).toMatch(/^user agent: ./);
  });

  test("is a robot when a browser's key comes without a user agent", () => {
    expect(rowOf(page, { ...browser, userAgent: null })).toMatchObject({
      bot_reason: "no user agent",
      device: null,
      browser: null,
      os: null,
    });
  });

  test("is nobody's browser when a server speaks for itself", () => {
    expect(rowOf(page, server)).toMatchObject({ bot_reason: null, device: null, browser: null, language: null, ip_prefix: "192.0.2.0/24" });
  });

  test("is the browser that a server speaks for", () => {
    const context = { userAgent: PIXEL, locale: "vi-VN", ip: "2001:db8:1:2::3" };
    expect(rowOf({ ...page, context }, server)).toMatchObject({
      device: "mobile",
      browser: "Chrome 143",
      os: "Android 15",
      language: "vi-VN",
      ip_prefix: "2001:db8:1::/48",
      context: {},
    });
  });

  test("speaks the first language it accepts, when the page does not say", () => {
    expect(rowOf(page).language).toBe("vi-VN");
    expect(rowOf(page, { ...browser, acceptLanguage: "*" }).language).toBeNull();
    expect(rowOf({ ...page, context: { locale: "x".repeat(500) } }).language).toBe("vi-VN");
  });

  test.each(["", "x".repeat(20_000), "Chrome/".repeat(2_000), `Mozilla/5.0 (${"a;".repeat(5_000)})`])(
    "may have a strange user agent",
    (userAgent) => {
      const { browser: name, os, botReason } = readUserAgent(userAgent);
      for (const text of [name, os, botReason]) expect(text?.length ?? 0).toBeLessThanOrEqual(80);
    },
  );
});

test.each([
  ["203.0.113.77", "203.0.113.0/24"],
  ["::ffff:203.0.113.77", "203.0.113.0/24"],
  ["2001:db8:abcd:1::9", "2001:db8:abcd::/48"],
  ["2001:0DB8::1", "2001:db8:0::/48"],
  ["1::2:3:4:5:6:7", "1:0:2::/48"],
  ["fe80::1%eth0", "fe80:0:0::/48"],
  ["::1", "0:0:0::/48"],
  ["::", "0:0:0::/48"],
  ["203.0.113", null],
  ["", null],
  ["unix:", null],
])("the network of %s is %s", (address, prefix) => {
  expect(ipPrefix(address)).toBe(prefix);
});

describe("contact data", () => {
  const lan = `email:${hash("email", "lan@shop.vn")}`;
  const phone = `phone:${hash("phone", "+84912345678")}`;

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

describe("a rejected event", () => {
  const rejection: Rejection = { ok: false, reason: "type_unknown", detail: 'type "lan@shop.vn"' };
  const rejected = (raw: unknown, received = browser) => buildRejectedRow(raw, rejection, received, hash);

  test("is kept scrubbed, with the sender's id of it", () => {
    const row = rejected({ messageId: "m9", type: "nope", traits: { email: "lan@shop.vn" }, note: "lan@shop.vn", writeKey: "wk_1" });
    expect(row).toMatchObject({ reason: "type_unknown", detail: 'type "[removed]"', message_id: "m9", site_id: "demo", trusted: false });
    expect(row.payload).toBe('{"messageId":"m9","type":"nope","traits":{},"note":"[removed]"}');
    expect(row.part).toBe(partOf("demo", row.rejected_id));
  });

  test("has the same id each time it comes, and another when it differs in what was removed", () => {
    const first = rejected({ email: "lan@shop.vn" });
    expect(rejected({ email: "lan@shop.vn" }, { ...browser, receivedAt: noon + 1 }).rejected_id).toBe(first.rejected_id);
    const other = rejected({ email: "minh@shop.vn" });
    expect(other.payload).toBe(first.payload);
    expect(other.rejected_id).not.toBe(first.rejected_id);
  });

  test.each([
    ["deep", JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)],
    ["deep in objects", JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`)],
    ["wide", new Array(100_000).fill("x")],
    ["long", "x".repeat(400_000)],
    ["long in its keys", { ["k".repeat(400_000)]: 1 }],
    ["full of what PostgreSQL refuses", "\u0000\ud800".repeat(10_000)],
    ["beyond numbers", JSON.parse("[1e400,-1e400]")],
    ["reaching for a prototype", JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":1}}')],
    ["nothing", undefined],
  ])("that is %s is kept in a bounded payload", (_, raw) => {
    const { payload, detail, rejected_id } = rejected(raw);
    expect(payload.length).toBeLessThanOrEqual(8_000);
    expect(() => encodeURIComponent(payload)).not.toThrow();
    expect(payload).not.toContain("\u0000");
    expect(detail.length).toBeLessThanOrEqual(300);
    expect(rejected_id).toHaveLength(43);
  });

  test("holds no half of an address where it was cut", () => {
    for (let length = 7_960; length < 8_020; length++) {
      const { payload } = rejected({ text: `${"x ".repeat(length / 2)}${length % 2 ? " " : ""}lan@shop.vn` });
      expect(payload).not.toMatch(/lan/);
    }
  });
});
