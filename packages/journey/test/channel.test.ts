import { describe, expect, it } from "vitest";
import { CHANNELS, classifyChannel } from "../src/index.js";

/** One visit or more for every line of the table: source, medium, campaign. */
const WITNESSES: readonly (readonly [channel: string, source: string | null, medium: string | null, campaign: string | null])[] = [
  ["Direct", null, null, null],
  ["Cross-network", "google", "cpc", "sale-cross-network"],
  ["Paid Shopping", "shopee.vn", "cpc", null],
  ["Paid Shopping", "google", "cpc", "shopping-tet"],
  ["Paid Search", "google", "cpc", "he"],
  ["Paid Search", "coccoc", "ppc", null],
  ["Paid Social", "facebook", "paid-social", null],
  ["Paid Social", "Zalo", "CPC", null],
  ["Paid Video", "youtube", "cpv-paid", "x"],
  ["Paid Video", "tiktok.com", "paid", null],
  ["Display", "admicro", "cpm", null],
  ["Paid Other", "bao-moi", "cpc", null],
  ["Email", "mail.google.com", "referral", null],
  ["AI Assistants", "chatgpt.com", "referral", null],
  ["AI Assistants", "gemini.google.com", "referral", null],
  ["Organic Shopping", "lazada.vn", "referral", null],
  ["Organic Social", "l.facebook.com", "referral", null],
  ["Organic Social", "t.co", "referral", null],
  ["Organic Social", "fanpage", "social", null],
  ["Organic Video", "m.youtube.com", "referral", null],
  ["Organic Search", "www.google.com.vn", "referral", null],
  ["Organic Search", "coccoc.com", "referral", null],
  ["Referral", "bao.example", "referral", null],
  ["Email", "newsletter", "email", "thang-11"],
  ["Affiliates", "accesstrade", "affiliate", null],
  ["Audio", "spotify", "audio", null],
  ["SMS", "brandname", "sms", null],
  ["Mobile Push", "firebase", null, null],
  ["Mobile Push", "app-cua-toi", "web-push", null],
  ["Unassigned", "to-roi", "tay", null],
];

const channelOf = (source: string | null, medium: string | null, campaign: string | null): string =>
  classifyChannel({ source, medium, campaign });

describe("the channel of a visit", () => {
  it.each(WITNESSES)("is %s for source %s, medium %s, campaign %s", (channel, source, medium, campaign) => {
    expect(channelOf(source, medium, campaign)).toBe(channel);
  });

  it("can be each line of the table", () => {
    const reached = new Set(
      WITNESSES.map(([, source, medium, campaign]) => {
        const visit = { source: source?.toLowerCase() ?? "", medium: medium?.toLowerCase() ?? "", campaign: campaign ?? "" };
        return CHANNELS.findIndex((rule) => rule.matches(visit));
      }),
    );
    expect(CHANNELS.filter((_, index) => !reached.has(index)).map((rule) => rule.channel)).toEqual([]);
  });

  it("is not decided by a name that only contains a known one", () => {
    expect(channelOf("notgoogle.com", "referral", null)).toBe("Referral");
    expect(channelOf("facebook.evil.example.com", "referral", null)).toBe("Referral");
  });
});
