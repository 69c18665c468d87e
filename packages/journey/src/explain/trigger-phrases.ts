import type { Condition, Trigger } from "../stages/model.js";
import { numberText } from "./amount.js";
import { ATTRIBUTES, SPECIAL } from "./condition-phrases.js";
import type { ByLanguage, Language } from "./language.js";
import { describeMilestone } from "./milestone-phrases.js";
import { plainText } from "./plain-text.js";

/** The words of one test in general, after the phrase of a milestone. */
interface General {
  readonly is: (name: string, value: string) => string;
  readonly atLeast: (name: string, value: string) => string;
  readonly there: (name: string) => string;
  readonly missing: (name: string) => string;
  readonly and: string;
}

const GENERAL: ByLanguage<General> = {
  en: {
    is: (name, value) => `with ${name} ${value}`,
    atLeast: (name, value) => `with ${name} of at least ${value}`,
    there: (name) => `with ${name}`,
    missing: (name) => `without ${name}`,
    and: " and ",
  },
  vi: {
    is: (name, value) => `với ${name} ${value}`,
    atLeast: (name, value) => `với ${name} từ ${value} trở lên`,
    there: (name) => `có ${name}`,
    missing: (name) => `không có ${name}`,
    and: " và ",
  },
};

function generalWords({ attribute, atLeast, equals, exists }: Condition, language: Language): string {
  const words = GENERAL[language];
  const name = ATTRIBUTES[attribute]?.[language] ?? plainText(attribute) ?? "?";
  const tests: string[] = [];
  if (exists !== undefined) tests.push(exists ? words.there(name) : words.missing(name));
  if (typeof equals === "boolean") tests.push(equals ? words.there(name) : words.missing(name));
  if (typeof equals === "number") tests.push(words.is(name, numberText(equals, language)));
  if (typeof equals === "string") tests.push(words.is(name, `“${plainText(equals) ?? ""}”`));
  if (atLeast !== undefined) tests.push(words.atLeast(name, numberText(atLeast, language)));
  return tests.map((test, index) => `${index === 0 ? " " : words.and}${test}`).join("");
}

/** A condition as the keys of `SPECIAL` write it, first exactly, then with `#` for its number; none when it asks for several things. */
function keysOf({ attribute, atLeast, equals, exists }: Condition): string[] {
  const tests: string[] = [];
  if (exists !== undefined) tests.push(exists ? "exists" : "missing");
  if (equals !== undefined) tests.push(`= ${equals}`);
  if (atLeast !== undefined) tests.push(`>= ${atLeast}`);
  const [test, other] = tests;
  if (test === undefined || other !== undefined) return [];
  const isNumber = atLeast !== undefined || typeof equals === "number";
  return [`${attribute} ${test}`, ...(isNumber ? [`${attribute} ${test.split(" ")[0]} #`] : [])];
}

function specialWords({ milestone, where }: Trigger, language: Language): string | null {
  if (where === undefined) return null;
  for (const key of keysOf(where)) {
    const label = SPECIAL[milestone]?.[key];
    const number = where.atLeast ?? where.equals;
    if (label !== undefined) return label[language].replace("#", typeof number === "number" ? numberText(number, language) : "");
  }
  return null;
}

/** What would fire a trigger, as a phrase like that of its milestone: `a review of 4 stars or more`. */
export function describeTrigger(trigger: Trigger, language: Language = "en"): string {
  const { milestone, where } = trigger;
  const general = where === undefined ? "" : generalWords(where, language);
  return specialWords(trigger, language) ?? `${describeMilestone(milestone, language)}${general}`;
}
