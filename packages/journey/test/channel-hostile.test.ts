import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Arrival, arrivalOf, CHANNEL_LABELS, classifyChannel, type Fact } from "../src/index.js";
import { isSameOrigin, parseAddress, parseHost } from "../src/sources/address.js";
import { campaignKeyOf, mayNameCampaign } from "../src/sources/arrival.js";
import { listOf } from "../src/sources/lists.js";
import { isPaid, isShopCampaign } from "../src/sources/media.js";
import { readParameters } from "../src/sources/parameters.js";
import { BLANK, SHOP } from "./story.js";

const SEEDED = { seed: 20261122, numRuns: 2000 };

const arrive = (more: Partial<Fact>): Arrival => arrivalOf({ ...BLANK, type: "page", ...more }, SHOP);

const channelOf = (source: string): string => classifyChannel({ source, medium: "referral", campaign: null });

/** Pieces that addresses break on, in any order. */
const pieces = fc
  .array(
    fc.constantFrom(
      ..."https://|http://|HTTPS:|//|/|?|#|&|=|@|:|:443|:99999|.|..|%2e|%|%ff|+| |\t|\n|\\|a|shop.example|www.|xn--|kính.vn|1.2.3.4|0x7f.1|[::1]|utm_source=zalo|utm_source=|gclid=1|utm_so\turce=b|utm%5Fsource=c|\u0000|😀|ß|İ".split(
        "|",
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));
const addresses = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  pieces.map((text) => `https://${text}`),
  pieces,
);

const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^www\./, "");

function urlOf(text: string): URL | null {
  if (!/^\s*https?:/i.test(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

describe("reading an address without URL", () => {
  const expectAsUrl = (text: string): void => {
    const url = urlOf(text);
    const host = url === null ? null : bare(url.hostname);
    expect(parseHost(text)).toBe(host);
    expect(parseAddress(text)?.host ?? null).toBe(host);
    expect(parseAddress(text)?.path ?? null).toBe(url === null ? null : url.pathname);
  };

  it("gives the host and the path that URL gives", () => {
    fc.assert(fc.property(addresses, expectAsUrl), SEEDED);
  });

  it.each([
    "https://shop.example/%2E%2e/a",
    "https://shop.example/a/.",
    "https://shop.example/.a",
    "https://shop.example:65536/",
    "https://shop.example:8080/",
    "https://xn--/",
    "https://1.2.3/",
    "https://shop.example\\@evil.example/",
    "  https://Shop.Example  ",
  ])("gives what URL gives for %s", expectAsUrl);

  it("gives the campaign that URLSearchParams gives", () => {
    fc.assert(
      fc.property(addresses, fc.array(pieces, { maxLength: 3 }), (text, more) => {
        const address = `${text}?${more.join("&")}`;
        // URL drops it at the end, and no stored text holds it.
        fc.pre(!address.includes("\u0000"));
        const values = urlOf(address)?.searchParams.getAll("utm_source") ?? [];
        expect(readParameters(parseAddress(address)?.query ?? "").source).toBe(values.map((value) => value.trim()).find(Boolean) ?? null);
      }),
      SEEDED,
    );
  });

  it("passes over no page that names a campaign", () => {
    fc.assert(
      fc.property(addresses, fc.array(pieces, { maxLength: 3 }), (text, more) => {
        const page = { ...BLANK, type: "page", pageUrl: `${text}?${more.join("&")}` };
        if (!mayNameCampaign(page)) expect(campaignKeyOf(arrivalOf(page, SHOP))).toBeNull();
      }),
      SEEDED,
    );
    expect(mayNameCampaign({ ...BLANK, pageUrl: "https://shop.example/a?page=2&sort=gia&aid=1&prepaid=1#gclid=1" })).toBe(false);
    expect(mayNameCampaign({ ...BLANK, pageUrl: null })).toBe(false);
    expect(mayNameCampaign({ ...BLANK, pageUrl: null, campaign: { name: "tet" } })).toBe(true);
  });

  it("takes two addresses for one origin only when their hosts are the same", () => {
    fc.assert(
      fc.property(addresses, pieces, (one, more) => {
        const address = parseAddress(one);
        const other = `${one.slice(0, 30)}${more}`;
        if (address === null || !isSameOrigin(address.origin, other)) return;
        expect(parseHost(other)).toBe(address.host);
      }),
      SEEDED,
    );
  });
});

describe("GA4's patterns without a regular expression", () => {
  const words = fc.array(fc.constantFrom(..."cp|p|c|paid|ppc|retargeting|shop|shopping|ping|e|a|z|-| |ế|sho".split("|")), { maxLength: 6 });

  it("find the same media paid and the same campaigns shops'", () => {
    fc.assert(
      fc.property(
        words.map((parts) => parts.join("")),
        (text) => {
          expect(isPaid(text)).toBe(/^(.*cp.*|ppc|retargeting|paid.*)$/.test(text));
          expect(isShopCampaign(text)).toBe(/^(.*(([^a-df-z]|^)shop|shopping).*)$/.test(text));
        },
      ),
      SEEDED,
    );
  });
});

describe("look-alikes", () => {
  const HOSTS = ["notgoogle.com", "google.com.evil.example", "google.evil.com", "xn--ggle-55da.com", "gооgle.com", "googIe.vn.evil"];
  it.each(HOSTS)("%s is a referral", (host) => {
    expect(channelOf(host)).toBe("Referral");
    expect(classifyChannel(arrive({ pageUrl: "https://shop.example/", referrer: `https://${host}/` }))).toBe("Referral");
  });

  it("a source from the prototype of objects is unknown", () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      expect(listOf(name)).toBeNull();
      expect(channelOf(name)).toBe("Referral");
      expect(arrive({ pageUrl: `https://shop.example/?${name}=1`, browser: `${name} 1` }).source).toBeNull();
    }
  });
});

describe("hostile text", () => {
  it("never throws, and gives a known channel", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), pieces, fc.constant(null));
    fc.assert(
      fc.property(text, text, text, text, (pageUrl, referrer, browser, source) => {
        const arrival = arrive({ pageUrl, referrer, browser, campaign: source === null ? null : { source, medium: source, name: source } });
        expect(Object.keys(CHANNEL_LABELS)).toContain(classifyChannel(arrival));
      }),
      SEEDED,
    );
  });

  /** 32 kB of each, on which a backtracking pattern would take minutes. */
  const LONG = [
    "c",
    "p",
    "cp",
    "shop",
    "shopp",
    "a.",
    "a-",
    ".",
    "-",
    "%",
    "+",
    "&",
    "=",
    "&a%",
    "utm_source=&",
    "/.",
    "0x.",
    "xn--a.",
    "😀",
  ].map((part) => part.repeat(32_768 / part.length));

  it("costs no more than its length", () => {
    const begin = performance.now();
    for (const text of LONG) {
      classifyChannel({ source: text, medium: text, campaign: text });
      for (const start of ["https://", "https://a.vn/", "https://a.vn/?", "https://a.vn/?a=", "android-app://", "javascript:", ""]) {
        const address = `${start}${text}`;
        classifyChannel(arrive({ pageUrl: address, referrer: address, browser: text }));
        classifyChannel(arrive({ pageUrl: `${address}\u00ff`, referrer: `${address}\u00ff` }));
      }
    }
    expect(performance.now() - begin).toBeLessThan(5_000);
  }, 30_000);

  it("keeps a source of 10 kB, and knows it for no list", () => {
    const source = `${"x".repeat(10_240)}.google.com`;
    expect(classifyChannel({ source, medium: null, campaign: null })).toBe("Unassigned");
    expect(classifyChannel({ source: `${"x.".repeat(200)}zalo.me`, medium: null, campaign: null })).toBe("Unassigned");
  });
});
