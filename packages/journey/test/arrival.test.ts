import { describe, expect, it } from "vitest";
import { type Arrival, arrivalOf, classifyChannel, type Fact, type SiteSettings } from "../src/index.js";
import { campaignKeyOf } from "../src/sources/arrival.js";
import world from "../src/sources/data/world.json" with { type: "json" };
import { CLICKS, SHARES } from "../src/sources/parameters.js";
import { BLANK, SHOP } from "./story.js";

/** What a page view of the shop shows; `path` may carry a query. */
function arrive(path: string, more: Partial<Fact> = {}, settings: SiteSettings = SHOP): Arrival & { readonly channel: string } {
  const arrival = arrivalOf({ ...BLANK, type: "page", pageUrl: `https://shop.example${path}`, ...more }, settings);
  return { ...arrival, channel: classifyChannel(arrival) };
}

describe("a campaign", () => {
  it("is read from the event, and what the event leaves out from the address", () => {
    const campaign = { source: " Zalo ", name: "tet" };
    expect(arrive("/?utm_source=google&utm_medium=zns&utm_campaign=he", { campaign })).toMatchObject({
      source: "Zalo",
      medium: "zns",
      campaign: "tet",
      provenBy: "campaign",
    });
  });

  it("is decoded as a form encodes it, whatever the case of its keys", () => {
    expect(arrive("/?UTM_Source=c%E1%BB%91c+c%E1%BB%91c&utm%5Fmedium=cpc&utm_campaign=%ff")).toMatchObject({
      source: "cốc cốc",
      medium: "cpc",
      campaign: "\ufffd",
      channel: "Paid Search",
    });
  });

  it("counts by its first value that is not blank", () => {
    expect(arrive("/?utm_source=&utm_source=+zalo&utm_source=google").source).toBe("zalo");
    expect(arrive("/?utm_source&gclid=%20&fbclid").source).toBeNull();
  });

  it("ends where the fragment begins", () => {
    expect(arrive("/?a=1#?utm_source=zalo&gclid=1")).toMatchObject({ source: null, clickId: null });
  });
});

describe("a click id", () => {
  it.each(CLICKS.map((click) => [click.id, click] as const))("%s names source and medium", (id, { source, medium, isPaid }) => {
    const arrival = arrive(`/?${id}=x1`);
    expect(arrival).toMatchObject({ source, medium, clickId: id, provenBy: "click" });
    expect(arrival.channel.startsWith("Paid") || arrival.channel === "Display").toBe(isPaid);
  });

  it("counts as a whole key only, in any case", () => {
    expect(arrive("/?xgclid=1&gclidx=1&a=gclid=1&prepaid=1")).toMatchObject({ clickId: null, channel: "Direct" });
    expect(arrive("/?ScCid=1").clickId).toBe("sccid");
  });

  it("of a display click stands before the mark of any Google ad, and a gclid before both", () => {
    expect(arrive("/?gad_source=1&dclid=2").channel).toBe("Display");
    expect(arrive("/?dclid=2&gclid=3").channel).toBe("Paid Search");
  });

  it("stands before the referrer, and after the campaign's source", () => {
    expect(arrive("/?ttclid=1", { referrer: "https://www.google.com/" })).toMatchObject({ source: "tiktok", channel: "Paid Social" });
    expect(arrive("/?utm_source=youtube&gclid=1")).toMatchObject({ source: "youtube", medium: "cpc", channel: "Paid Video" });
  });

  it.each(["organic", "social", "referral", "ads", "(none)", "Video"])("that was paid for overrules the medium %s", (medium) => {
    expect(arrive(`/?utm_source=google&utm_medium=${medium}&gclid=1`)).toMatchObject({ medium: "cpc", channel: "Paid Search" });
  });

  it.each([
    ["CPM", "Display"],
    ["banner", "Display"],
    ["ppc", "Paid Search"],
    ["email", "Email"],
    ["affiliate", "Affiliates"],
    ["sms", "SMS"],
    ["audio", "Audio"],
    ["push", "Mobile Push"],
  ])("leaves the medium %s as it is", (medium, channel) => {
    const source = channel === "Paid Search" ? "google" : "doi-tac";
    expect(arrive(`/?utm_source=${source}&utm_medium=${medium}&gclid=1`)).toMatchObject({ medium, channel });
  });

  it("that nobody paid for leaves every medium", () => {
    expect(arrive("/?utm_source=ban-tin&utm_medium=social&mc_cid=1")).toMatchObject({ medium: "social", clickId: "mc_cid" });
    expect(arrive("/?utm_source=ban-tin&mc_cid=1")).toMatchObject({ medium: "email", channel: "Email" });
  });
});

describe("a share marker", () => {
  it.each(SHARES.map((share) => [share.id, share] as const))("%s proves the source and no paid click", (id, { source, medium }) => {
    const arrival = arrive(`/?${id}=x1`);
    expect(arrival).toMatchObject({ source, medium, clickId: null, provenBy: "share" });
    expect(arrival.channel).toMatch(/^Organic /);
  });

  it("yields to whatever else names a source", () => {
    expect(arrive("/?fbclid=1&utm_source=zalo")).toMatchObject({ source: "zalo", medium: null });
    expect(arrive("/?fbclid=1&msclkid=2").channel).toBe("Paid Search");
    expect(arrive("/?fbclid=1", { referrer: "https://l.instagram.com/" }).source).toBe("l.instagram.com");
    expect(arrive("/?fbclid=1", { browser: "Instagram 300" }).source).toBe("instagram");
  });
});

describe("an app's own browser", () => {
  it.each(Object.entries(world.inAppBrowsers.sources))("%s proves its source when nothing else does", (name, source) => {
    expect(arrive("/", { browser: `${name} 24` })).toMatchObject({ source, medium: "app", channel: "Organic Social", provenBy: "app" });
  });

  it("may come without a version, and with a capital letter", () => {
    expect(arrive("/", { browser: "LinkedIn" }).source).toBe("linkedin");
    expect(arrive("/", { browser: "Facebook 512" }).source).toBe("facebook");
  });

  it.each(["Coc Coc 124", "Chrome 143", "Chrome WebView 124", "GSA 310", "Mobile Safari 17", "", null])("is not %s", (browser) => {
    expect(arrive("/", { browser })).toMatchObject({ source: null, channel: "Direct" });
  });

  it("yields to a campaign, a click id and a referrer", () => {
    const browser = "Zalo 24";
    expect(arrive("/?utm_source=newsletter&utm_medium=email", { browser }).channel).toBe("Email");
    expect(arrive("/?gclid=1", { browser }).channel).toBe("Paid Search");
    expect(arrive("/", { browser, referrer: "https://bao.example/" }).channel).toBe("Referral");
  });

  it("is still the source when a visit goes on from an own page or comes back from a payment", () => {
    expect(arrive("/b", { browser: "Zalo 24", referrer: "https://shop.example/a" }).source).toBe("zalo");
    expect(arrive("/xong", { browser: "Zalo 24", referrer: "https://payment.momo.vn/" }).source).toBe("zalo");
  });
});

describe("the landing page", () => {
  it("is the path of the address, without the query", () => {
    expect(arrive("/kinh-ram?page=2#cuoi").landingPage).toBe("/kinh-ram");
    expect(arrive("/a/../kính").landingPage).toBe("/k%C3%ADnh");
    expect(arrive("").landingPage).toBe("/");
    expect(arrive("", { pageUrl: null }).landingPage).toBeNull();
    expect(arrive("", { pageUrl: "javascript:alert(1)" }).landingPage).toBeNull();
  });
});

describe("a campaign's key", () => {
  const keyOf = (path: string, more: Partial<Fact> = {}): string | null => campaignKeyOf(arrive(path, more));

  it("tells campaigns apart by source, medium and name", () => {
    expect(keyOf("/?utm_source=Zalo&utm_campaign=TET")).toBe(keyOf("/a?utm_campaign=tet&utm_source=zalo"));
    const keys = ["/?utm_source=zalo", "/?utm_source=zalo&utm_medium=social", "/?utm_campaign=tet", "/?gclid=1"].map((path) => keyOf(path));
    expect(new Set(keys).size).toBe(4);
    expect(keys).not.toContain(null);
  });

  it("is also one when the campaign's source is the host of the page before", () => {
    expect(keyOf("/?utm_source=bao.example", { referrer: "https://bao.example/" })).not.toBeNull();
  });

  it("is none for a referrer, an app, a share or a medium alone", () => {
    expect(keyOf("/", { referrer: "https://bao.example/" })).toBeNull();
    expect(keyOf("/", { browser: "Zalo 24" })).toBeNull();
    expect(keyOf("/?fbclid=1")).toBeNull();
    expect(keyOf("/?utm_medium=social")).toBeNull();
  });
});
