import { ipPrefix } from "@waystitch/service";
import { describe, expect, test } from "vitest";
import { browser, CHROME, PIXEL, page, readUserAgent, rowOf, server } from "./received.js";

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

  const WEB_VIEW =
    "Mozilla/5.0 (Linux; Android 14; SM-A546E; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/129.0.0.0 Mobile Safari/537.36";
  test.each([
    ["Zalo 240901", `${WEB_VIEW} Zalo android/240901 ZaloTheme/light ZaloLanguage/vn`],
    ["Messenger 480", `${WEB_VIEW} [FB_IAB/Orca-Android;FBAV/480.0.0.1;]`],
    ["Facebook 480", `${WEB_VIEW} [FB_IAB/FB4A;FBAV/480.0.0.1;]`],
    ["Instagram 350", `${WEB_VIEW} Instagram 350.0.0.1 Android`],
    ["TikTok 2023", `${WEB_VIEW} trill_2023 BytedanceWebview/d8a21c6`],
    ["Threads 340", `${WEB_VIEW} Barcelona 340.0.0.1 Android`],
    ["Pinterest", `${WEB_VIEW} [Pinterest/Android]`],
  ])("comes in the browser of an app: %s", (name, userAgent) => {
    expect(rowOf(page, { ...browser, userAgent })).toMatchObject({ browser: name, bot_reason: null });
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
