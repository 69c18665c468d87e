import type { Arrival } from "./arrival.js";
import type { Channel } from "./channel-labels.js";
import { listOf, type SourceList } from "./lists.js";
import { isAffiliate, isDisplay, isEmail, isPaid, isPush, isReferral, isShopCampaign, isSocial } from "./media.js";

/** What the rules look at: all text in lower case, `""` for what is not named. */
export interface Visit {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  /** The list that the source stands in. */
  readonly list: SourceList | null;
}

export interface ChannelRule {
  /** Unique; docs/channels.md describes the line under it. */
  readonly id: string;
  readonly channel: Channel;
  readonly matches: (visit: Visit) => boolean;
}

type Matches = ChannelRule["matches"];

const rule = (id: string, channel: Channel, matches: Matches): ChannelRule => ({ id, channel, matches });
const from =
  (list: SourceList): Matches =>
  (visit) =>
    visit.list === list;
const paidFrom =
  (list: SourceList): Matches =>
  (visit) =>
    visit.list === list && isPaid(visit.medium);

const NO_MEDIUM: ReadonlySet<string> = new Set(["", "(none)", "(not set)"]);

const isDirect: Matches = ({ source, medium, campaign }) =>
  NO_MEDIUM.has(medium) && ((source === "" && campaign === "") || source === "(direct)" || source === "direct");

const isShop: Matches = ({ list, campaign }) => list === "shopping" || isShopCampaign(campaign);

/**
 * GA4's default channel group (support.google.com/analytics/answer/9756891); the first line that matches names the
 * channel, and every line is reachable. docs/channels.md lists each line and each deliberate deviation.
 */
export const CHANNELS: readonly ChannelRule[] = [
  rule("direct", "Direct", isDirect),
  rule("cross-network", "Cross-network", ({ campaign }) => campaign.includes("cross-network")),
  rule("paid-shopping", "Paid Shopping", (visit) => isPaid(visit.medium) && isShop(visit)),
  rule("paid-search", "Paid Search", paidFrom("search")),
  rule("paid-social", "Paid Social", paidFrom("social")),
  rule("paid-video", "Paid Video", paidFrom("video")),
  rule("display", "Display", ({ medium }) => isDisplay(medium)),
  rule("paid-other", "Paid Other", ({ medium }) => isPaid(medium)),
  rule("web-mail", "Email", from("mail")),
  rule("ai-assistants", "AI Assistants", ({ list, medium }) => list === "assistants" || medium === "ai-assistant"),
  rule("organic-shopping", "Organic Shopping", isShop),
  rule("organic-social", "Organic Social", ({ list, medium }) => list === "social" || isSocial(medium)),
  rule("organic-video", "Organic Video", ({ list, medium }) => list === "video" || medium.includes("video")),
  rule("organic-search", "Organic Search", ({ list, medium }) => list === "search" || medium === "organic"),
  rule("referral", "Referral", ({ medium }) => isReferral(medium)),
  rule("email", "Email", ({ source, medium }) => isEmail(medium) || isEmail(source)),
  rule("affiliates", "Affiliates", ({ medium }) => isAffiliate(medium)),
  rule("audio", "Audio", ({ medium }) => medium === "audio"),
  rule("sms", "SMS", ({ source, medium }) => medium === "sms" || source === "sms"),
  rule("mobile-push", "Mobile Push", ({ source, medium }) => isPush(medium) || source === "firebase"),
];

const lower = (text: string | null): string => (text === null ? "" : text.toLowerCase());

/** What the rules look at in an arrival. */
export function visitOf({ source, medium, campaign }: Pick<Arrival, "source" | "medium" | "campaign">): Visit {
  const name = lower(source);
  return { source: name, medium: lower(medium), campaign: lower(campaign), list: name === "" ? null : listOf(name) };
}

/** The channel of a visit, such as `Paid Search`; `Unassigned` when no line matches. */
export function classifyChannel(arrival: Pick<Arrival, "source" | "medium" | "campaign">): Channel {
  const visit = visitOf(arrival);
  for (const { matches, channel } of CHANNELS) if (matches(visit)) return channel;
  return "Unassigned";
}
