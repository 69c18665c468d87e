import type { Answer } from "./satisfaction.js";

/**
 * A person's answers that still speak: the latest of each kind of survey and of each reviewed product, in order of time.
 * Plain JSON, at most `MAX_PRODUCTS` reviews and one answer a survey.
 */
export type Answers = readonly Answer[];

export const NO_ANSWERS: Answers = [];

/** Of more reviewed products, the latest count. */
export const MAX_PRODUCTS = 20;

/** An answer this much older than the person's latest no longer counts: a year, twice the shortest look-back. */
export const ANSWER_LIFE_MS = 365 * 24 * 60 * 60 * 1000;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of facts, in which the later one of the same moment wins too. */
const compareAnswers = (a: Answer, b: Answer): number =>
  a.at - b.at || compareText(a.evidenceEventId, b.evidenceEventId) || compareText(a.evidenceVisitorId, b.evidenceVisitorId);

const sameQuestion = (a: Answer, b: Answer): boolean => a.kind === b.kind && a.product === b.product;

/**
 * The answers after one more. The result does not depend on the order in which answers are noted, nor on how often.
 */
export function noteAnswer(answers: Answers, answer: Answer): Answers {
  const before = answers.find((other) => sameQuestion(other, answer));
  if (before !== undefined && compareAnswers(before, answer) >= 0) return answers;
  const noted = [...answers.filter((other) => other !== before), answer].sort(compareAnswers);
  const reviews = noted.filter((other) => other.kind === "review");
  return reviews.length > MAX_PRODUCTS ? noted.filter((other) => other !== reviews[0]) : noted;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How satisfied a person is, from 0 to 100 as a whole number, or `null` without an answer.
 * Each kind of question counts once, because each asks for something else: reviews for the products, NPS for the shop,
 * CSAT for the service. Several reviewed products are one mean before.
 */
export function satisfactionIn(answers: Answers): number | null {
  const latest = answers.at(-1);
  if (latest === undefined) return null;
  const byKind = new Map<string, number[]>();
  for (const { at, kind, satisfaction } of answers) {
    if (latest.at - at > ANSWER_LIFE_MS) continue;
    byKind.set(kind, [...(byKind.get(kind) ?? []), satisfaction]);
  }
  return Math.round(meanOf([...byKind.values()].map(meanOf)));
}
