import ga4 from "../src/sources/data/ga4.json" with { type: "json" };

/** GA4's default channel group for manual traffic, written down from its help page alone: patterns and exact names. */
export interface Tags {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
}

const PAID = /^(.*cp.*|ppc|retargeting|paid.*)$/i;
const SHOP = /^(.*(([^a-df-z]|^)shop|shopping).*)$/i;
const EMAIL = /^(email|e-mail|e_mail|e mail)$/i;

const categories = new Map(
  [ga4.sources, ga4.elsewhere].flatMap((lists) =>
    Object.entries(lists).flatMap(([list, names]) => names.map((name) => [name, list] as const)),
  ),
);

/** Every name in Google's table of sources. */
export const GA4_SOURCES: readonly string[] = [...categories.keys()];

const oneOf = (text: string, ...known: readonly string[]): boolean => known.includes(text.toLowerCase());

const LINES: readonly (readonly [channel: string, matches: (tags: Tags, category: string | undefined) => boolean])[] = [
  ["Direct", ({ source, medium }) => oneOf(source, "(direct)") && oneOf(medium, "(not set)", "(none)")],
  ["Cross-network", ({ campaign }) => /cross-network/i.test(campaign)],
  ["Paid Shopping", ({ medium, campaign }, category) => (category === "shopping" || SHOP.test(campaign)) && PAID.test(medium)],
  ["Paid Search", ({ medium }, category) => category === "search" && PAID.test(medium)],
  ["Paid Social", ({ medium }, category) => category === "social" && PAID.test(medium)],
  ["Paid Video", ({ medium }, category) => category === "video" && PAID.test(medium)],
  ["Display", ({ medium }) => oneOf(medium, "display", "banner", "expandable", "interstitial", "cpm")],
  ["Paid Other", ({ medium }) => PAID.test(medium)],
  ["Organic Shopping", ({ campaign }, category) => category === "shopping" || SHOP.test(campaign)],
  [
    "Organic Social",
    ({ medium }, category) =>
      category === "social" || oneOf(medium, "social", "social-network", "social-media", "sm", "social network", "social media"),
  ],
  ["Organic Video", ({ medium }, category) => category === "video" || /^(.*video.*)$/i.test(medium)],
  ["Organic Search", ({ medium }, category) => category === "search" || oneOf(medium, "organic")],
  ["Referral", ({ medium }) => oneOf(medium, "referral", "app", "link")],
  ["Email", ({ source, medium }) => EMAIL.test(source) || EMAIL.test(medium)],
  ["Affiliates", ({ medium }) => oneOf(medium, "affiliate")],
  ["Audio", ({ medium }) => oneOf(medium, "audio")],
  ["SMS", ({ source, medium }) => oneOf(source, "sms") || oneOf(medium, "sms")],
  ["Mobile Push", ({ source, medium }) => /push$|mobile|notification/i.test(medium) || oneOf(source, "firebase")],
];

/** The channel that GA4's page gives a visit. */
export function ga4ChannelOf(tags: Tags): string {
  const category = categories.get(tags.source.toLowerCase());
  return LINES.find(([, matches]) => matches(tags, category))?.[0] ?? "Unassigned";
}
