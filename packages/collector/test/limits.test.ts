import { isAllowedOrigin, isOriginPattern } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";
import { createRateLimit } from "../src/limits/rate-limit.js";
import { createShare } from "../src/limits/share.js";
import { sourceOf } from "../src/limits/source-of.js";

describe("the source of a request is", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8:1:2::1", "2001:db8:1:2"],
    ["2001:0db8:0001:0002:ffff::", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["fe80::1%eth0", null],
    ["::1", null],
    ["fd00::1", null],
    ["127.0.0.1", null],
    ["::ffff:127.0.0.1", null],
    ["10.1.2.3", null],
    ["192.168.1.1", null],
    ["172.31.0.1", null],
    ["172.32.0.1", "172.32.0.1"],
    ["169.254.1.1", null],
    ["no address", null],
    ["", null],
  ])("of %j %j", (address, source) => {
    expect(sourceOf(address)).toBe(source);
  });
});

describe("a limit", () => {
  test("takes a burst of some seconds' worth, then says how long to wait, to each source by itself", async () => {
    const limit = createRateLimit();
    for (let second = 0; second < 5; second++) expect(await limit.take("a", 10, 10)).toBe(0);
    const waitMs = await limit.take("a", 1, 10);
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(5_000);
    expect(await limit.take("b", 1, 10)).toBe(0);
  });

  test("that a single request exceeds lets that one through alone", async () => {
    const limit = createRateLimit();
    expect(await limit.take("a", 1_000, 2)).toBe(0);
    expect(await limit.take("a", 1, 2)).toBeGreaterThan(0);
  });
});

test("an owner holds its share of the places and no more, and gets back what it gives back", () => {
  const share = createShare(2);
  expect([share.enter("a"), share.enter("a"), share.enter("a"), share.enter("b")]).toEqual([true, true, false, true]);
  share.leave("a");
  expect([share.enter("a"), share.enter("a")]).toEqual([true, false]);
});

describe("an origin", () => {
  test.each([
    [[], "https://any.example", true],
    [[], undefined, true],
    [["https://shop.vn"], "https://shop.vn", true],
    [["https://shop.vn"], "https://www.shop.vn", false],
    [["https://shop.vn"], "http://shop.vn", false],
    [["https://shop.vn"], "https://shop.vn:8443", false],
    [["https://shop.vn"], "https://shop.vn.evil.example", false],
    [["https://shop.vn"], "null", false],
    [["https://shop.vn"], undefined, false],
    [["https://a.vn", "https://*.shop.vn"], "https://www.shop.vn", true],
    [["https://*.shop.vn"], "https://a.b.shop.vn", true],
    [["https://*.shop.vn"], "https://shop.vn", false],
    [["https://*.shop.vn"], "https://evilshop.vn", false],
    [["https://*.shop.vn"], "http://www.shop.vn", false],
    [["https://*.shop.vn:8443"], "https://www.shop.vn:8443", true],
  ] as const)("with the list %j, %j: %s", (allowed, origin, isAllowed) => {
    expect(isAllowedOrigin(allowed, origin)).toBe(isAllowed);
  });

  test.each([
    ["https://shop.vn", true],
    ["http://localhost:3000", true],
    ["https://*.shop.vn", true],
    ["http://[::1]:8080", true],
    ["shop.vn", false],
    ["https://shop.vn/", false],
    ["https://*", false],
    ["https://SHOP.vn", false],
    ["*", false],
    ["ftp://shop.vn", false],
  ])("%s can stand in a list: %s", (text, can) => {
    expect(isOriginPattern(text)).toBe(can);
  });
});
