import { describe, expect, it } from "vitest";
import { CHANNEL_LABELS, CHANNELS, classifyChannel, visitOf } from "../src/index.js";

type Witness = readonly [line: string, source: string | null, medium: string | null, campaign: string | null];

/** One visit or more for every line of the table. */
const WITNESSES: readonly Witness[] = [
  ["direct", null, null, null],
  ["direct", "(direct)", "(none)", "(direct)"],
  ["direct", "direct", "(not set)", null],
  ["cross-network", "google", "cpc", "Sale-Cross-Network"],
  ["paid-shopping", "shopee.vn", "cpc", null],
  ["paid-shopping", "google", "cpc", "shopping-tet"],
  ["paid-shopping", "google", "cpc", "eshop he"],
  ["paid-search", "google", "cpc", "he"],
  ["paid-search", "coccoc", "ppc", null],
  ["paid-social", "facebook", "paid-social", null],
  ["paid-social", "fb", "retargeting", null],
  ["paid-social", "Zalo", "CPC", null],
  ["paid-social", "tiktok.com", "paid", null],
  ["paid-video", "youtube", "cpv-paid", "x"],
  ["display", "admicro", "cpm", null],
  ["display", "google", "banner", null],
  ["paid-other", "bao-moi", "cpc", null],
  ["paid-other", "chatgpt", "cpc", null],
  ["web-mail", "mail.google.com", "referral", null],
  ["web-mail", "mail.congty.vn", "referral", null],
  ["web-mail", "com.google.android.gm", "email", null],
  ["ai-assistants", "chatgpt.com", "referral", null],
  ["ai-assistants", "gemini.google.com", "referral", null],
  ["ai-assistants", "chatgpt.com", null, null],
  ["ai-assistants", "tro-ly", "ai-assistant", null],
  ["organic-shopping", "lazada.vn", "referral", null],
  ["organic-shopping", "tiktokshop", null, null],
  ["organic-shopping", "zalo", "social", "gian hàng shop tết"],
  ["organic-social", "l.facebook.com", "referral", null],
  ["organic-social", "t.co", "referral", null],
  ["organic-social", "oa.zalo.me", "referral", null],
  ["organic-social", "zalo", "zalo", "zalo"],
  ["organic-social", "bao-moi", "social", null],
  ["organic-video", "m.youtube.com", "referral", null],
  ["organic-video", "fptplay.vn", "video-ngan", null],
  ["organic-search", "www.google.com.vn", "referral", null],
  ["organic-search", "coccoc.com", "referral", null],
  ["organic-search", "tim-kiem", "organic", null],
  ["referral", "bao.example", "referral", null],
  ["referral", "docs.google.com", "referral", null],
  ["referral", "ung-dung", "app", null],
  ["email", "newsletter", "email", "thang-11"],
  ["email", "e-mail", "tay", null],
  ["affiliates", "accesstrade", "affiliate", null],
  ["audio", "spotify", "audio", null],
  ["sms", "brandname", "sms", null],
  ["sms", "SMS", null, null],
  ["mobile-push", "firebase", null, null],
  ["mobile-push", "app-cua-toi", "web-push", null],
];

const lineOf = (source: string | null, medium: string | null, campaign: string | null): string | undefined => {
  const visit = visitOf({ source, medium, campaign });
  return CHANNELS.find((line) => line.matches(visit))?.id;
};

const channelOf = (source: string | null, medium: string | null = "referral", campaign: string | null = null): string =>
  classifyChannel({ source, medium, campaign });

describe("the channel of a visit", () => {
  it.each(WITNESSES)("is decided by the line %s for source %s, medium %s, campaign %s", (line, source, medium, campaign) => {
    expect(lineOf(source, medium, campaign)).toBe(line);
    expect(channelOf(source, medium, campaign)).toBe(CHANNELS.find(({ id }) => id === line)?.channel);
  });

  it("can be decided by each line of the table", () => {
    const reached = new Set(WITNESSES.map(([, source, medium, campaign]) => lineOf(source, medium, campaign)));
    expect(CHANNELS.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  it("is Unassigned when no line matches", () => {
    expect(channelOf("to-roi", "tay")).toBe("Unassigned");
    expect(channelOf(null, null, "tet")).toBe("Unassigned");
  });

  it("is not decided by a name that only contains a known one", () => {
    const hosts = ["notgoogle.com", "google.com.evil.example", "google.evil.com", "facebook.evil.example.com", "zalo.me.vn", "shopee"];
    expect(hosts.map((host) => channelOf(host))).toEqual(["Referral", "Referral", "Referral", "Referral", "Referral", "Organic Shopping"]);
    expect(channelOf("mail.ru")).toBe("Referral");
  });
});

describe("the labels of channels", () => {
  it("name every channel that a line or no line gives, and Offline", () => {
    const given = [...CHANNELS.map(({ channel }) => channel), "Unassigned", "Offline"];
    expect(Object.keys(CHANNEL_LABELS).sort()).toEqual([...new Set(given)].sort());
  });

  it("are in English the channel's own name, and in Vietnamese another for each", () => {
    for (const [channel, { en }] of Object.entries(CHANNEL_LABELS)) expect(en).toBe(channel);
    const vietnamese = Object.values(CHANNEL_LABELS).map(({ vi }) => vi);
    expect(new Set(vietnamese).size).toBe(vietnamese.length);
  });
});
