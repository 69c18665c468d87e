import { EVENT, type JsonObject } from "@waystitch/protocol";
import { textOf } from "../fact.js";
import { type Feeling, feedbackIn, feelingOf, reviewIn } from "../segments/satisfaction.js";
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

/** What belongs to feedback that is as good or bad as wanted. */
function feedback(feeling: Feeling) {
  return (properties: JsonObject): JsonObject | null => {
    const answer = feedbackIn(properties);
    if (answer === null || feelingOf(answer) !== feeling) return null;
    return { score: answer.score, scale: answer.kind, satisfaction: answer.satisfaction };
  };
}

/** What belongs to a review, or to one that is as good or bad as wanted. */
function review(feeling?: Feeling) {
  return (properties: JsonObject): JsonObject | null => {
    const answer = reviewIn(properties);
    if (answer === null || (feeling !== undefined && feelingOf(answer) !== feeling)) return null;
    return {
      rating: answer.score,
      satisfaction: answer.satisfaction,
      ...(answer.product === null ? {} : { product_id: answer.product }),
    };
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
  { milestone: "reviewed", rule: "review_event", events: [EVENT.productReviewed], attributes: review() },
  { milestone: "dissatisfied", rule: "bad_review", events: [EVENT.productReviewed], attributes: review("dissatisfied") },
  {
    milestone: "satisfied",
    rule: "good_feedback",
    events: [EVENT.feedbackGiven],
    attributes: feedback("satisfied"),
  },
  {
    milestone: "dissatisfied",
    rule: "bad_feedback",
    events: [EVENT.feedbackGiven],
    attributes: feedback("dissatisfied"),
  },
  { milestone: "referred", rule: "referral_event", events: [EVENT.referralShared], attributes: named("channel", "share_via", "channel") },
  { milestone: "support_contacted", rule: "support_event", events: [EVENT.supportContacted], attributes: named("channel", "channel") },
  { milestone: "unsubscribed", rule: "unsubscribe_event", events: [EVENT.emailUnsubscribed] },
];
