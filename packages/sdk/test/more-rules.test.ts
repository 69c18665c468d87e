import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { normalisePhone } from "../src/more/contact-digest.js";
import { hashContacts } from "../src/more/hash-contacts.js";
import { domainOf, domainsIn, isOtherDomain, withoutParameter, withParameter } from "../src/more/link-address.js";
import { type Browser, linkToken, visitorOfToken } from "../src/more/link-token.js";
import { hex, hmacSha256, sha256, utf8 } from "../src/more/sha256.js";
import { consentOf } from "../src/more/tcf.js";
import { type FormFacts, whyNoLead } from "../src/more/why-no-lead.js";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("SHA-256", () => {
  test("is the standard's for every length around its blocks, and for texts in any script", () => {
    const texts = Array.from({ length: 200 }, (_, length) => "a".repeat(length));
    for (const text of [...texts, "Số điện thoại", "😀".repeat(40), "x".repeat(100_000)])
      expect(hex(sha256(utf8(text)))).toBe(digest(text));
  });

  test("keyed is the standard's, too, for short and long keys", () => {
    for (const key of ["", "wk_test", "k".repeat(64), "k".repeat(65), "k".repeat(200)])
      expect(hex(hmacSha256(key, "Xin chào"))).toBe(createHmac("sha256", key).update("Xin chào").digest("hex"));
  });
});

describe("a link's parameter", () => {
  test.each([
    ["https://b.vn/", "https://b.vn/?ws_link=T"],
    ["https://b.vn/a?b=c%20d+e", "https://b.vn/a?b=c%20d+e&ws_link=T"],
    ["https://b.vn/a?", "https://b.vn/a?ws_link=T"],
    ["https://b.vn/a?b&", "https://b.vn/a?b&ws_link=T"],
    ["https://b.vn/#/cart?x=1", "https://b.vn/?ws_link=T#/cart?x=1"],
    ["https://b.vn/?a=1#x#y", "https://b.vn/?a=1&ws_link=T#x#y"],
    ["https://b.vn/?ws_link=old&a=1", "https://b.vn/?a=1&ws_link=T"],
  ])("%s becomes %s and back", (address, decorated) => {
    expect(withParameter(address, "ws_link", "T")).toBe(decorated);
  });

  test.each([
    ["https://b.vn/?ws_link=T", "https://b.vn/"],
    ["https://b.vn/?ws_link=T#x", "https://b.vn/#x"],
    ["https://b.vn/?ws_link=T&a=%20#x", "https://b.vn/?a=%20#x"],
    ["https://b.vn/?a=1&ws_link=T&b=2", "https://b.vn/?a=1&b=2"],
    ["https://b.vn/?a=1&ws_link", "https://b.vn/?a=1"],
    ["https://b.vn/?ws_linked=1&my_ws_link=2", "https://b.vn/?ws_linked=1&my_ws_link=2"],
    [`{"url":"https://b.vn/?ws_link=T","search":"?ws_link=T"}`, `{"url":"https://b.vn/","search":""}`],
    [`{"url":"https://b.vn/?a=1&ws_link=T&b=2"}`, `{"url":"https://b.vn/?a=1&b=2"}`],
  ])("is taken out of %s", (text, clean) => {
    expect(withoutParameter(text, "ws_link")).toBe(clean);
  });
});

describe("the site's domains", () => {
  const domains = domainsIn("https://www.Shop-A.vn/, shop-b.vn;blog.shop-c.vn");

  test("are named as people paste them", () => {
    expect(domains).toEqual(["shop-a.vn", "shop-b.vn", "blog.shop-c.vn"]);
  });

  test.each([
    ["shop-a.vn", "shop-a.vn"],
    ["www.shop-a.vn", "shop-a.vn"],
    ["notshop-a.vn", undefined],
    ["shop-a.vn.evil.example", undefined],
    ["shop-c.vn", undefined],
  ])("%s belongs to %s", (host, domain) => {
    expect(domainOf(host, domains)).toBe(domain);
  });

  test.each([
    ["https://www.shop-a.vn/", "https://shop-b.vn/x", true],
    ["https://www.shop-a.vn/", "https://pay.shop-b.vn/x", true],
    ["https://www.shop-a.vn/", "https://m.shop-a.vn/", false],
    ["https://www.shop-a.vn/", "https://elsewhere.vn/", false],
    ["https://www.shop-a.vn/", "http://shop-b.vn/", false],
    ["http://www.shop-a.vn/", "https://shop-b.vn/", true],
    ["http://www.shop-a.vn/", "http://shop-b.vn/", true],
    ["https://www.shop-a.vn/", "javascript:shop()", false],
    ["https://www.shop-a.vn/", "mailto:an@shop-b.vn", false],
    ["https://third.vn/", "https://shop-b.vn/", true],
  ])("A link from %s to %s takes the visitor along: %s", (here, there, is) => {
    // An address has all of a location that is looked at.
    expect(isOtherDomain(new URL(there), new URL(here) as unknown as Location, domains)).toBe(is);
  });
});

describe("what a link says of its visitor", () => {
  const browser: Browser = { userAgent: "Mozilla/5.0", language: "vi-VN", timeOffset: -420 };
  const [visitor, now] = ["0197a0b0-0000-7000-8000-000000000001", Date.UTC(2026, 10, 22, 9, 30)];
  const token = linkToken(visitor, now, browser, "wk_test");

  test("is short and needs no encoding in an address", () => {
    expect(token).toMatch(/^[\w-]{36}\.[a-z0-9]{6}\.[0-9a-f]{32}$/);
  });

  test("is taken for two minutes, by the same browser and site", () => {
    for (const age of [0, 1, 60_000, 119_000]) expect(visitorOfToken(token, now + age, browser, "wk_test")).toBe(visitor);
    for (const age of [-2_000, 121_000, 86_400_000]) expect(visitorOfToken(token, now + age, browser, "wk_test")).toBeUndefined();
    for (const [key, value] of Object.entries({ userAgent: "Mozilla/5.1", language: "en", timeOffset: -540 }))
      expect(visitorOfToken(token, now, { ...browser, [key]: value }, "wk_test")).toBeUndefined();
    expect(visitorOfToken(token, now, browser, "wk_other")).toBeUndefined();
  });

  test("is not taken with another visitor, another time, or in another form", () => {
    const [id = "", stamp = "", signature = ""] = token.split(".");
    const later = (Number.parseInt(stamp, 36) + 1).toString(36);
    for (const other of [
      [id.replace("1", "2"), stamp, signature].join("."),
      [id, later, signature].join("."),
      [id, stamp, signature.slice(1)].join("."),
      `${token}.x`,
      `${token}\n`,
      "",
      "..",
    ])
      expect(visitorOfToken(other, now + 5_000, browser, "wk_test"), other).toBeUndefined();
  });
});

describe("a phone number in the browser", () => {
  // The same spellings, and the same one of them, as in the collector's tests.
  test.each([
    "0912 345 678",
    "+84 912 345 678",
    "84912345678",
    "0912.345.678",
    "(+84) 912-345-678",
    "0084 912345678",
    "912345678",
    "+840912345678",
    "+84 (0)912 345 678",
    "(084) 0912 345 678",
    "(84) 912345678",
    "（+84） 0912 345 678",
    "０９１２３４５６７８",
  ])("%s is one spelling of the same", (text) => {
    expect(normalisePhone(text)).toBe("+84912345678");
  });

  test.each([
    ["024 3825 1234", "+842438251234"],
    ["849123456", "+84849123456"],
    ["0849 123 456", "+84849123456"],
    ["+1 212 555 2368", "+12125552368"],
    ["001 212 555 2368", "+12125552368"],
  ])("%s is %s", (text, number) => {
    expect(normalisePhone(text)).toBe(number);
  });

  test.each([
    "",
    "none",
    "113",
    "0000000000",
    "0900000000",
    "0999999999",
    "1234567890123456789012345678901",
    "09123",
    "0912 345 678 ext. 5",
    "iPhone 15",
    "12345678",
  ])("%j cannot be called", (text) => {
    expect(normalisePhone(text)).toBeNull();
  });
});

describe("an event whose contacts are hashed", () => {
  const hashed = (event: object): Record<string, unknown> => JSON.parse(hashContacts(JSON.stringify(event)));
  const [lan, minh, phone] = [digest("lan@shop.vn"), digest("minh@shop.vn"), digest("+84912345678")];

  test("has digests under the names the collector reads, at every level", () => {
    expect(
      hashed({
        type: "identify",
        traits: { email: " LAN@Shop.vn", "Số điện thoại": "0912 345 678", plan: "gold", address: { tel: 912345678, city: "Huế" } },
      }),
    ).toEqual({
      type: "identify",
      traits: { email_sha256: lan, phone_sha256: phone, plan: "gold", address: { phone_sha256: phone, city: "Huế" } },
    });
    expect(hashed({ properties: { phone: "lan@shop.vn", mail: ["minh@shop.vn", "0912345678"] } })).toEqual({
      properties: { email_sha256: [lan, minh], phone_sha256: phone },
    });
  });

  test("holds no contact field that is none, nor one of an address that names no one", () => {
    expect(hashed({ traits: { email: "none", phone: "113", mobile: true, mail: { opened: true, to: "x" } } })).toEqual({
      traits: { mobile: true, mail: { opened: true, to: "x" } },
    });
    expect(hashed({ traits: { email: "test@example.com", phone: [] } })).toEqual({ traits: {} });
  });

  test("holds no address in any text, key or address of a page", () => {
    const text = JSON.stringify(
      hashed({
        properties: { note: "gọi lan@shop.vn nhé", "lan@shop.vn": 1, image: "a@2x" },
        context: { page: { url: "https://shop.vn/?to=lan%40shop.vn&a=1&Phone=0912+345", title: "<lan@shop.vn>" } },
      }),
    );
    expect(text).not.toMatch(/lan(@|%40)/);
    expect(JSON.parse(text)).toMatchObject({ properties: { note: "gọi [removed] nhé", image: "a@2x" } });
    expect(text).toContain('https://shop.vn/?to=[removed]&a=1&Phone=[removed]"');
  });

  test("keeps ids apart that are addresses or numbers, and others as they are", () => {
    expect(hashed({ userId: "Lan@shop.vn", previousId: "0912345678", groupId: "12345678", messageId: "lan@shop.vn-1" })).toEqual({
      userId: `email_sha256:${lan}`,
      previousId: `phone_sha256:${phone}`,
      groupId: "12345678",
      messageId: `id_sha256:${digest("lan@shop.vn-1")}`,
    });
  });
});

describe("a form that is no lead", () => {
  const lead: FormFacts = {
    off: false,
    ignored: false,
    valid: true,
    otherPurpose: false,
    types: ["text", "email", "password", "search"],
    fields: [{ open: true, filled: true }],
  };
  const closed = { open: false, filled: false };
  const empty = { open: true, filled: false };

  test.each<[facts: Partial<FormFacts>, why: string]>([
    [{ off: true, ignored: true }, "off"],
    [{ ignored: true, valid: false }, "ignored"],
    [{ valid: false, otherPurpose: true }, "invalid"],
    [{ otherPurpose: true }, "login"],
    [{ otherPurpose: true, types: ["search", "email"], fields: [] }, "search"],
    [{ otherPurpose: true, types: ["email"], fields: [] }, "purpose"],
    [{ fields: [] }, "field"],
    [{ fields: [closed] }, "hidden"],
    [{ fields: [closed, empty] }, "value"],
    [{ fields: [closed, empty, { open: true, filled: true }] }, "again"],
    [{}, "again"],
  ])("of which %j is so is none because of the rule: %s", (facts, why) => {
    expect(whyNoLead({ ...lead, ...facts })).toBe(why);
  });
});

describe("a consent dialog that speaks TCF", () => {
  const chosen = { eventStatus: "useractioncomplete", gdprApplies: true };
  const both = { consents: { 1: true, 8: true } };
  test.each([
    ["nothing yet", { eventStatus: "cmpuishown", purpose: both }, undefined],
    ["that nobody has to ask", { eventStatus: "tcloaded", gdprApplies: false }, "granted"],
    ["yes to storing and measuring", { ...chosen, purpose: both }, "granted"],
    ["yes when it was asked earlier", { eventStatus: "tcloaded", purpose: both }, "granted"],
    [
      "yes to storing, and no objection to measuring",
      { ...chosen, purpose: { consents: { 1: true }, legitimateInterests: { 8: true } } },
      "granted",
    ],
    [
      "no to storing, which no interest replaces",
      { ...chosen, purpose: { consents: { 8: true }, legitimateInterests: { 1: true } } },
      "denied",
    ],
    ["no to measuring", { ...chosen, purpose: { consents: { 1: true, 8: false } } }, "denied"],
    ["no purposes at all", chosen, "denied"],
  ])("says %s", (_, data, consent) => {
    expect(consentOf(data)).toBe(consent);
  });
});
