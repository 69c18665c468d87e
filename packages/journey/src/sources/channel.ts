import type { Arrival } from "./arrival.js";
import { isListed } from "./lists.js";

interface ChannelRule {
  readonly channel: string;
  readonly matches: (visit: Visit) => boolean;
}

interface Visit {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
}

const isPaid = ({ medium }: Visit): boolean => /^(.*cp.*|ppc|retargeting|paid.*)$/.test(medium);
const isShopCampaign = ({ campaign }: Visit): boolean => /^(.*(([^a-df-z]|^)shop|shopping).*)$/.test(campaign);
const mediumIs =
  (...media: readonly string[]) =>
  ({ medium }: Visit): boolean =>
    media.includes(medium);
const sourceIn =
  (list: Parameters<typeof isListed>[1]) =>
  ({ source }: Visit): boolean =>
    isListed(source, list);
const both =
  (...tests: readonly ChannelRule["matches"][]) =>
  (visit: Visit): boolean =>
    tests.every((test) => test(visit));
const any =
  (...tests: readonly ChannelRule["matches"][]) =>
  (visit: Visit): boolean =>
    tests.some((test) => test(visit));

/**
 * GA4's default channel group; the first line that matches names the channel, and every line is reachable.
 * Deliberate deviations: AI assistants are a channel of their own; a web mailer's host is Email, so that
 * mail.google.com is not taken for a search engine; marketplaces such as Shopee count as shopping sites.
 */
export const CHANNELS: readonly ChannelRule[] = [
  {
    channel: "Direct",
    matches: ({ source, medium, campaign }) => source === "" && campaign === "" && (medium === "" || medium === "(none)"),
  },
  { channel: "Cross-network", matches: ({ campaign }) => campaign.includes("cross-network") },
  { channel: "Paid Shopping", matches: both(any(sourceIn("shopping"), isShopCampaign), isPaid) },
  { channel: "Paid Search", matches: both(sourceIn("search"), isPaid) },
  { channel: "Paid Social", matches: both(sourceIn("social"), isPaid) },
  { channel: "Paid Video", matches: both(sourceIn("video"), isPaid) },
  { channel: "Display", matches: mediumIs("display", "banner", "expandable", "interstitial", "cpm") },
  { channel: "Paid Other", matches: isPaid },
  { channel: "Email", matches: ({ source, medium }) => medium === "referral" && source.startsWith("mail.") },
  { channel: "AI Assistants", matches: sourceIn("assistants") },
  { channel: "Organic Shopping", matches: any(sourceIn("shopping"), isShopCampaign) },
  {
    channel: "Organic Social",
    matches: any(sourceIn("social"), mediumIs("social", "social-network", "social-media", "sm", "social network", "social media")),
  },
  { channel: "Organic Video", matches: any(sourceIn("video"), ({ medium }) => medium.includes("video")) },
  { channel: "Organic Search", matches: any(sourceIn("search"), mediumIs("organic")) },
  { channel: "Referral", matches: mediumIs("referral", "app", "link") },
  { channel: "Email", matches: any(mediumIs("email", "e-mail", "e_mail", "e mail"), ({ source }) => /^e[-_ ]?mail$/.test(source)) },
  { channel: "Affiliates", matches: mediumIs("affiliate", "affiliates") },
  { channel: "Audio", matches: mediumIs("audio") },
  { channel: "SMS", matches: any(mediumIs("sms"), ({ source }) => source === "sms") },
  {
    channel: "Mobile Push",
    matches: ({ source, medium }) =>
      medium.endsWith("push") || medium.includes("mobile") || medium.includes("notification") || source === "firebase",
  },
];

/** The channel of a visit, such as `Paid Search`; `Unassigned` when no line matches. */
export function classifyChannel({ source, medium, campaign }: Pick<Arrival, "source" | "medium" | "campaign">): string {
  const visit: Visit = {
    source: (source ?? "").toLowerCase(),
    medium: (medium ?? "").toLowerCase(),
    campaign: (campaign ?? "").toLowerCase(),
  };
  return CHANNELS.find((rule) => rule.matches(visit))?.channel ?? "Unassigned";
}
