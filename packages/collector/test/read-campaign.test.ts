import { describe, expect, test } from "vitest";
import { browser, page, rowOf, server } from "./received.js";

const at = (url: unknown, context: object = {}) => ({ ...page, context: { page: { url }, ...context } });

describe("the campaign in a page's address", () => {
  test.each([
    ["https://shop.vn/?utm_source=google&utm_medium=cpc&utm_campaign=he", { source: "google", medium: "cpc", name: "he" }],
    ["https://shop.vn/a?x=1&utm_id=7&utm_term=k%C3%ADnh+r%C3%A2m&utm_content=a", { id: "7", term: "kính râm", content: "a" }],
    ["https://shop.vn/?utm_source=&utm_source=b", null],
    ["https://shop.vn/?utm_source=a&utm_source=b", { source: "a" }],
    ["https://shop.vn/?utm%5Fsource=zalo", { source: "zalo" }],
    ["https://shop.vn/?utm_source=%ff%E0%A4%A", { source: "\ufffd\ufffd%A" }],
    ["https://shop.vn/?utm_source=a%00b&utm_medium=%ED%A0%80", { source: "a\ufffdb", medium: "\ufffd\ufffd\ufffd" }],
    ["https://shop.vn/?UTM_SOURCE=a", null],
    ["https://shop.vn/?my_utm_source=a", null],
    ["https://shop.vn/utm_source=a", null],
    ["https://shop.vn/#?utm_source=a", null],
    ["https://shop.vn/?a=1#utm_source=a", null],
    ["/?utm_source=a", null],
    ["?utm_source=a", null],
    ["https://?utm_source=a", null],
    ["", null],
    [7, null],
    [{ utm_source: "a" }, null],
  ])("%s says %j", (url, campaign) => {
    expect(rowOf(at(url)).campaign).toEqual(campaign);
  });

  test("gives way to the one that the page names itself, even an empty one", () => {
    const url = "https://shop.vn/?utm_source=a";
    expect(rowOf(at(url, { campaign: { source: "b" } })).campaign).toEqual({ source: "b" });
    expect(rowOf(at(url, { campaign: {} })).campaign).toEqual({});
    expect(rowOf(at(url, { campaign: "b" }))).toMatchObject({ campaign: null, context: { campaign: "b" } });
    expect(rowOf(at(url, { campaign: null }))).toMatchObject({ campaign: { source: "a" }, context: {} });
  });

  test("is a browser's: a server says which campaign it means", () => {
    expect(rowOf(at("https://shop.vn/?utm_source=a"), server).campaign).toBeNull();
  });

  test("is read from the context that a batch gives to all its events, too", () => {
    const value = { page: { url: "https://shop.vn/?utm_source=a" } };
    expect(rowOf(page, { ...browser, context: { ok: true, value } }).campaign).toEqual({ source: "a" });
  });

  test("is stored without the contacts in it", () => {
    expect(rowOf(at("https://shop.vn/?utm_source=mail&utm_term=lan%40shop.vn")).campaign).toEqual({ source: "mail", term: "[removed]" });
  });

  test("stays in the address alone where it is longer than any campaign's name", () => {
    const url = `https://shop.vn/?utm_source=a&utm_term=${"x".repeat(1_001)}&utm_content=${"y".repeat(1_000)}`;
    expect(rowOf(at(url)).campaign).toEqual({ source: "a", content: "y".repeat(1_000) });
    expect(rowOf(at(url)).page_url).toBe(url);
  });

  test.each([
    ["?".repeat(30_000)],
    [`https://shop.vn/?${"utm".repeat(10_000)}`],
    [`https://shop.vn/?${"utm_x=&".repeat(4_000)}`],
    [`https://shop.vn/?utm_source=${"%ff".repeat(9_000)}`],
  ])("is looked for in time that grows with the length", (url) => {
    expect(rowOf(at(url)).campaign).toBeNull();
  });
});

/** What a browser's script can leave out, because the address says it. */
const ADDRESSES = [
  "https://shop.vn/",
  "https://shop.vn/kinh/pho",
  "https://shop.vn/kinh/ph%E1%BB%91?mau=%C4%91en&x=1",
  "https://xn--knh-7ma.vn/a//b/?",
  "http://127.0.0.1:8080/a?b#c",
  "https://shop.vn/?utm_source=google&utm_medium=cpc&utm_campaign=kinh-ram-he&gclid=1",
  "https://shop.vn/a;b=c/d,e?utm_source=zalo&utm_source=facebook&utm_term=k%C3%ADnh+r%C3%A2m",
  "https://shop.vn/?email=lan@shop.vn&utm_content=lan%40shop.vn&utm_id=+",
];

describe("path, query and campaign change no column when they are left out", () => {
  test.each(ADDRESSES)("%s", (url) => {
    const { pathname, search, searchParams } = new URL(url);
    const named = {
      source: "utm_source",
      medium: "utm_medium",
      name: "utm_campaign",
      term: "utm_term",
      content: "utm_content",
      id: "utm_id",
    };
    const said = Object.entries(named).flatMap(([name, parameter]) => {
      const value = searchParams.get(parameter);
      return value ? [[name, value]] : [];
    });
    const campaign = said.length === 0 ? {} : { campaign: Object.fromEntries(said) };
    const seen = { title: "Kính", referrer: "https://google.com/" };
    for (const type of ["page", "track"]) {
      const event = { ...page, type, event: "Product Viewed", properties: { product_id: "k1" } };
      const told = rowOf({
        ...event,
        context: { page: { url, path: pathname, search, ...seen }, ...campaign, timezone: "Asia/Ho_Chi_Minh" },
      });
      expect(rowOf({ ...event, context: { page: { url, ...seen }, timezone: "Asia/Ho_Chi_Minh" } })).toEqual(told);
    }
  });
});
