import type { StageEntry } from "../stages/entries.js";
import type { Milestone } from "../stages/milestone.js";
import type { Trigger } from "../stages/model.js";
import { type Standing, standingIn } from "../stages/standing.js";
import type { Explainable } from "./explainable.js";
import type { WayExplanation } from "./explanation.js";
import type { Language } from "./language.js";
import type { Now } from "./now.js";
import { type NamedPlace, placesOf } from "./places.js";
import { SENTENCES, type Sentences } from "./sentences.js";
import { describeTrigger } from "./trigger-phrases.js";

/** What it takes to tell of one person in one model. */
export interface Teller {
  readonly journey: Explainable;
  readonly standing: Standing;
  readonly now: Now;
  readonly language: Language;
  readonly words: Sentences;
  readonly places: readonly NamedPlace[];
  readonly here: NamedPlace;
  readonly placeOf: (step: string) => NamedPlace;
  readonly formatTime: (at: number) => string;
}

/** @throws Error when the person stands at a step that the model does not have */
export function tellerOf(
  journey: Explainable,
  standing: Standing,
  now: Now,
  language: Language,
  formatTime: (at: number) => string,
): Teller {
  const places = placesOf(standing.model, language);
  const byStep = new Map(places.map((place) => [place.step.id, place]));
  const placeOf = (step: string): NamedPlace => {
    const place = byStep.get(step);
    if (place === undefined) throw new Error(`the model ${standing.model.id} has no step ${step}`);
    return place;
  };
  const here = placeOf(standing.current.step);
  return { journey, standing, now, language, words: SENTENCES[language], places, here, placeOf, formatTime };
}

/** A trigger with its words. */
export function wayOf({ language, words }: Teller, trigger: Trigger, visit: WayExplanation["visit"]): WayExplanation {
  return { trigger, visit, description: words.inVisit(describeTrigger(trigger, language), visit) };
}

/** All the triggers of a step, whether or not they can fire. */
export const waysOf = (teller: Teller, triggers: readonly Trigger[]): WayExplanation[] =>
  triggers.map((trigger) => wayOf(teller, trigger, "any"));

/** The words of ways. */
export const phrasesOf = (ways: readonly WayExplanation[]): string[] => ways.map(({ description }) => description);

/** The entries that milestones which are only imagined would add to those of the person. */
export function entriesAfter({ standing, journey }: Teller, imagined: readonly Milestone[]): readonly StageEntry[] {
  return standingIn(standing.model, [...journey.milestones, ...imagined]).entries.slice(standing.entries.length);
}
