import { EVENT, type JsonObject } from "@waystitch/protocol";
import { type Evidence, evidenceOf, type Fact, textOf } from "../fact.js";

/** What was asked: stars for a product, or a question of a survey. */
export type AnswerKind = "review" | "nps" | "csat" | "stars";

/** One thing a person said about the shop or a product. Plain JSON. */
export interface Answer extends Evidence {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: AnswerKind;
  /** The product a review is about, cut to 100 characters; `null` for a survey. */
  readonly product: string | null;
  /** As it was given, on the scale it was given on. */
  readonly score: number;
  /** From 0 to 100, not rounded. */
  readonly satisfaction: number;
}

/** What an answer says: a middling one, such as NPS 7 or three stars, is an answer too. */
export type Feeling = "satisfied" | "neutral" | "dissatisfied";

interface Scale {
  readonly kind: AnswerKind;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The scales a `Feedback Given` may name. Effort scores (CES) are missing on purpose: they do not ask for satisfaction,
 * and 1 is the best answer of the version of 2010 and the worst of that of 2013
 * (support.customergauge.com, article 5000755869, read 2026-11).
 */
const SCALES: Readonly<Record<string, Scale>> = {
  nps: { kind: "nps", lowest: 0, highest: 10 },
  csat: { kind: "csat", lowest: 1, highest: 5 },
  stars: { kind: "stars", lowest: 1, highest: 5 },
  percent: { kind: "csat", lowest: 0, highest: 100 },
};

/** NPS calls 9 and 10 promoters and 0 to 6 detractors; elsewhere the upper and the lower quarter speak, as four and two of five stars do. */
const NPS_GOOD = 90;
const NPS_BAD = 60;
const GOOD = 75;
const BAD = 25;

const PRODUCT_LENGTH = 100;

/** A plain decimal number, or its digits as text; `4,5` and `5/5` are not guessed at. */
function numberOf(properties: JsonObject, key: string): number | null {
  const text = textOf(properties, key);
  return text !== null && /^\d{1,4}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}

function scaleOf(name: string, max: number | null): Scale | null {
  const scale = Object.hasOwn(SCALES, name) ? SCALES[name] : undefined;
  if (scale === undefined) return null;
  if (max === null || max === scale.highest) return scale;
  // Net promoter score is 0 to 10 by definition; another highest score says that it is something else.
  return scale.kind !== "nps" && name !== "percent" && max > scale.lowest && max < 100 ? { ...scale, highest: max } : null;
}

/**
 * Satisfaction from 0 to 100 of a score, or `null` when the scale is unknown or the score lies outside it: the share of
 * the way from the worst answer to the best, so 4 of 5 is 75 (measuringu.com/converting-scales-to-100-points, read 2026-11).
 * @param scale `nps` (0 to 10), `csat` or `stars` (1 to 5), `percent` (0 to 100), in any case
 * @param max the best answer of a `csat` or `stars` that does not end at 5; the worst one stays 1
 */
export function satisfactionFrom(score: number, scale: string, max: number | null = null): number | null {
  const known = scaleOf(scale.toLowerCase(), max);
  if (known === null || score < known.lowest || score > known.highest) return null;
  return ((score - known.lowest) * 100) / (known.highest - known.lowest);
}

/** What an answer says, by its kind and its satisfaction from 0 to 100. */
export function feelingOf({ kind, satisfaction }: Pick<Answer, "kind" | "satisfaction">): Feeling {
  const [bad, good] = kind === "nps" ? [NPS_BAD, NPS_GOOD] : [BAD, GOOD];
  return satisfaction >= good ? "satisfied" : satisfaction <= bad ? "dissatisfied" : "neutral";
}

/** An answer without its fact: what the properties alone say. */
export type AnswerContent = Pick<Answer, "kind" | "product" | "score" | "satisfaction">;

/** The properties of `Product Reviewed {rating, product_id}`: 1 to 5 stars, as a number or text. */
export function reviewIn(properties: JsonObject): AnswerContent | null {
  const score = numberOf(properties, "rating");
  const satisfaction = score === null ? null : satisfactionFrom(score, "stars");
  if (score === null || satisfaction === null) return null;
  return { kind: "review", product: textOf(properties, "product_id")?.slice(0, PRODUCT_LENGTH) ?? null, score, satisfaction };
}

/** The properties of `Feedback Given {score, scale, max}`. */
export function feedbackIn(properties: JsonObject): AnswerContent | null {
  const score = numberOf(properties, "score");
  const name = textOf(properties, "scale")?.toLowerCase() ?? "";
  const max = numberOf(properties, "max");
  if (score === null || (max === null && textOf(properties, "max") !== null)) return null;
  const kind = scaleOf(name, max)?.kind;
  const satisfaction = satisfactionFrom(score, name, max);
  return kind === undefined || satisfaction === null ? null : { kind, product: null, score, satisfaction };
}

/** The answer a fact gives, or `null` when it gives none or none that can be read. */
export function answerOf(fact: Fact): Answer | null {
  if (fact.type !== "track") return null;
  const content =
    fact.name === EVENT.productReviewed
      ? reviewIn(fact.properties)
      : fact.name === EVENT.feedbackGiven
        ? feedbackIn(fact.properties)
        : null;
  return content === null ? null : { at: fact.at, ...content, ...evidenceOf(fact) };
}
