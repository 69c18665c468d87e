import { describe, expect, it } from "vitest";
import { type Arrival, arrivalOf, classifyChannel, type Fact, type SiteSettings } from "../src/index.js";
import { BLANK, SHOP } from "./story.js";

type Arrived = Arrival & { readonly channel: string };

function arrive(path: string, more: Partial<Fact> = {}, settings: SiteSettings = SHOP): Arrived {
  const arrival = arrivalOf({ ...BLANK, type: "page", pageUrl: `https://shop.example${path}`, ...more }, settings);
  return { ...arrival, channel: classifyChannel(arrival) };
}

const from = (referrer: string, path = "/"): Arrived => arrive(path, { referrer });

describe("a referrer", () => {
  it("is named by its host, with the medium of its kind", () => {
    expect(from("https://www.google.com.vn/")).toMatchObject({ source: "google.com.vn", medium: "organic", provenBy: "referrer" });
    expect(from("https://chatgpt.com/")).toMatchObject({ source: "chatgpt.com", medium: "ai-assistant" });
    expect(from("https://mail.google.com/")).toMatchObject({ source: "mail.google.com", medium: "email" });
    expect(from("https://l.facebook.com/")).toMatchObject({ source: "l.facebook.com", medium: "referral" });
    expect(from("android-app://com.google.android.gm/")).toMatchObject({ source: "com.google.android.gm", channel: "Email" });
    expect(from("android-app://com.Zing.Zalo/")).toMatchObject({ source: "com.zing.zalo", channel: "Organic Social" });
  });

  const OWN = [
    "https://shop.example/a",
    "http://shop.example/",
    "https://shop.example:8443/",
    "https://www.shop.example",
    "https://thanh-toan.shop.example/",
    "https://SHOP.example./?x",
  ];
  it.each([...OWN, "https://example/"])("is not the site itself: %s", (referrer) => {
    expect(from(referrer)).toMatchObject({ source: null, referrer: null, channel: "Direct" });
    expect(arrive("/", { referrer }, { ...SHOP, domains: [] }).referrer).toBeNull();
  });

  it.each(["kinhmat.vn", "www.kinhmat.vn", "*.kinhmat.vn", "https://KinhMat.vn/", "kinhmat.vn:8080"])(
    "is not a domain of the site's, written as %s",
    (domain) => {
      const settings = { ...SHOP, domains: ["khac.example", domain] };
      expect(arrive("/", { referrer: "https://www.kinhmat.vn/" }, settings).referrer).toBeNull();
      expect(arrive("/", { referrer: "https://blog.kinhmat.vn/" }, settings).referrer).toBeNull();
      expect(arrive("/", { referrer: "https://xkinhmat.vn/" }, settings).referrer).toBe("xkinhmat.vn");
    },
  );

  it("is not a domain of the site's in another alphabet, however it is written", () => {
    const settings = { ...SHOP, domains: ["kínhmắt.vn"] };
    for (const referrer of ["https://kínhmắt.vn/", "https://xn--knhmt-2sa8309b.vn/", "https://a.KÍNHMẮT.vn/"]) {
      expect(arrive("/", { referrer }, settings).referrer).toBeNull();
    }
    expect(arrive("/", { referrer: "https://kinhmat.vn/" }, settings).referrer).toBe("kinhmat.vn");
  });

  it("is a host that only resembles the site's", () => {
    expect(from("https://shop.example.evil.example/").referrer).toBe("shop.example.evil.example");
    expect(from("https://notshop.example/").referrer).toBe("notshop.example");
    expect(from("https://shop.example@evil.example/").referrer).toBe("evil.example");
  });

  it.each([
    "https://sandbox.vnpayment.vn/paymentv2/",
    "https://payment.momo.vn/",
    "https://www.paypal.com/",
    "https://checkout.stripe.com/",
  ])("is no payment gateway: %s", (referrer) => {
    expect(from(referrer, "/xong?vnp_ResponseCode=00")).toMatchObject({ source: null, referrer: null, channel: "Direct" });
  });

  it.each(["https://accounts.google.com/", "https://accounts.google.com.vn/", "https://oauth.zaloapp.com/v4/", "https://id.zalo.me/"])(
    "is no sign-in page: %s",
    (referrer) => {
      expect(from(referrer)).toMatchObject({ source: null, channel: "Direct" });
    },
  );

  it("is not what sent a visitor back from a sign-in, such as Facebook's dialog", () => {
    expect(from("https://www.facebook.com/", "/dang-nhap?code=AQB&state=x1")).toMatchObject({ referrer: null, channel: "Direct" });
    expect(from("https://www.facebook.com/", "/?code=TET50").channel).toBe("Organic Social");
    expect(from("https://www.facebook.com/", "/?state=HN").channel).toBe("Organic Social");
  });

  it.each(["", "about:blank", "javascript:alert(1)", "data:text/html,x", "chrome-extension://abc/", "file:///a", "không phải", "http://"])(
    "is no address of the web: %s",
    (referrer) => {
      expect(from(referrer)).toMatchObject({ source: null, referrer: null });
    },
  );
});
