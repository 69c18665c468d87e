import { EVENT, type JsonObject } from "@waystitch/protocol";
import { type Fact, textOf } from "../fact.js";
import type { MilestoneName } from "./milestone.js";

/** A milestone that one event proves by itself. */
export interface EventRule {
  readonly milestone: MilestoneName;
  readonly rule: string;
  readonly events: readonly string[];
  /** What belongs to the milestone, or `null` when the event does not prove it after all. Default: nothing belongs to it. */
  readonly attributes?: (properties: JsonObject) => JsonObject | null;
}

/** What visitors do to inform themselves. */
export const CONTENT_EVENTS: ReadonlySet<string> = new Set([EVENT.videoPlayed, EVENT.articleRead, EVENT.productsSearched]);

/** Events by which a visitor leaves a contact on purpose. */
export const LEAD_EVENTS: ReadonlySet<string> = new Set([EVENT.leadCaptured, EVENT.signedUp]);

const numberOf = (properties: JsonObject, key: string): number | null => {
  const number = Number(textOf(properties, key) ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
};

/** Satisfaction from 0 to 100 of a score, by its scale: NPS 0 to 10, CSAT and stars 1 to 5. */
export function satisfactionOf(score: number, scale: string): number | null {
  if (scale === "nps") return score >= 0 && score <= 10 ? score * 10 : null;
  if (scale === "csat" || scale === "stars") return score >= 1 && score <= 5 ? (score - 1) * 25 : null;
  return null;
}

/** NPS calls 9 and 10 promoters and 0 to 6 detractors; of five stars, four and five are good and one and two are bad. */
function feedback(isWanted: (score: number, scale: string) => boolean) {
  return (properties: JsonObject): JsonObject | null => {
    const score = numberOf(properties, "score");
    const scale = textOf(properties, "scale")?.toLowerCase() ?? "";
    const satisfaction = score === null ? null : satisfactionOf(score, scale);
    return score !== null && satisfaction !== null && isWanted(score, scale) ? { score, scale, satisfaction } : null;
  };
}

function review(isWanted: (rating: number) => boolean) {
  return (properties: JsonObject): JsonObject | null => {
    const rating = numberOf(properties, "rating");
    const satisfaction = rating === null ? null : satisfactionOf(rating, "stars");
    const productId = textOf(properties, "product_id");
    if (rating === null || satisfaction === null || !isWanted(rating)) return null;
    return { rating, satisfaction, ...(productId === null ? {} : { product_id: productId }) };
  };
}

const named = (attribute: string, ...keys: readonly string[]) => {
  return (properties: JsonObject): JsonObject => {
    const text = keys.map((key) => textOf(properties, key)).find((value) => value !== null);
    return text === undefined || text === null ? {} : { [attribute]: text };
  };
};

export const EVENT_RULES: readonly EventRule[] = [
  {
    milestone: "lead_captured",
    rule: "lead_event",
    events: [...LEAD_EVENTS],
    attributes: named("lead_magnet", "lead_magnet", "form_name", "form_id"),
  },
  {
    milestone: "committed",
    rule: "booking_event",
    events: [EVENT.consultationBooked, EVENT.webinarRegistered, EVENT.trialStarted],
    attributes: named("offer", "name", "title", "plan"),
  },
  { milestone: "reviewed", rule: "review_event", events: [EVENT.productReviewed], attributes: review(() => true) },
  { milestone: "dissatisfied", rule: "bad_review", events: [EVENT.productReviewed], attributes: review((rating) => rating <= 2) },
  {
    milestone: "satisfied",
    rule: "good_feedback",
    events: [EVENT.feedbackGiven],
    attributes: feedback((score, scale) => score >= (scale === "nps" ? 9 : 4)),
  },
  {
    milestone: "dissatisfied",
    rule: "bad_feedback",
    events: [EVENT.feedbackGiven],
    attributes: feedback((score, scale) => score <= (scale === "nps" ? 6 : 2)),
  },
  { milestone: "referred", rule: "referral_event", events: [EVENT.referralShared], attributes: named("channel", "share_via", "channel") },
  { milestone: "support_contacted", rule: "support_event", events: [EVENT.supportContacted], attributes: named("channel", "channel") },
  { milestone: "unsubscribed", rule: "unsubscribe_event", events: [EVENT.emailUnsubscribed] },
];

const byEvent = new Map<string, EventRule[]>();
for (const rule of EVENT_RULES) for (const event of rule.events) byEvent.set(event, [...(byEvent.get(event) ?? []), rule]);

/** The rules that a fact's event may fire. */
export function rulesFor(fact: Fact): readonly EventRule[] {
  return fact.type === "track" && fact.name !== null ? (byEvent.get(fact.name) ?? []) : [];
}
