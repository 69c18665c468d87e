import { EXPIRED_MS } from "../commerce/carts.js";
import { formatMoney } from "../commerce/money.js";
import { LAPSED_MS } from "../history/evolve.js";
import type { Journey } from "../journey.js";
import type { StageEntry } from "../stages/entries.js";
import type { Milestone } from "../stages/milestone.js";
import type { Trigger } from "../stages/model.js";
import { type Standing, standingIn } from "../stages/standing.js";
import type { BackMove, ForwardMove, OpenStep, TimedMove, WayExplanation } from "./explanation.js";
import { happeningFor, imagine, OFF_SITE } from "./happenings.js";
import type { Language } from "./language.js";
import type { Now } from "./now.js";
import { labelText, type NamedPlace, placesOf } from "./places.js";
import { SENTENCES, type Sentences } from "./sentences.js";
import { describeTrigger } from "./trigger-phrases.js";

/** What it takes to tell of one person in one model. */
export interface Teller {
  readonly journey: Journey;
  readonly standing: Standing;
  readonly now: Now;
  readonly language: Language;
  readonly words: Sentences;
  readonly places: readonly NamedPlace[];
  readonly here: NamedPlace;
  readonly placeOf: (step: string) => NamedPlace;
  readonly formatTime: (at: number) => string;
}

export function tellerOf(journey: Journey, standing: Standing, now: Now, language: Language, formatTime: (at: number) => string): Teller {
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
function wayOf({ language, words }: Teller, trigger: Trigger, visit: WayExplanation["visit"]): WayExplanation {
  return { trigger, visit, description: words.inVisit(describeTrigger(trigger, language), visit) };
}

/** All the triggers of a step, whether or not they can fire. */
export const waysOf = (teller: Teller, triggers: readonly Trigger[]): WayExplanation[] =>
  triggers.map((trigger) => wayOf(teller, trigger, "any"));

export const phrasesOf = (ways: readonly WayExplanation[]): string[] => ways.map(({ description }) => description);

/** The entries that milestones which are only imagined would add to those of the person. */
function entriesAfter({ standing, journey }: Teller, imagined: readonly Milestone[]): readonly StageEntry[] {
  return standingIn(standing.model, [...journey.milestones, ...imagined]).entries.slice(standing.entries.length);
}

interface Landing {
  readonly way: WayExplanation;
  readonly entry: StageEntry | undefined;
}

/**
 * Where an event that fires a trigger would take the person: in the first visit perhaps elsewhere than in the second,
 * which is an engagement by itself. Empty when the event cannot come next.
 */
function landingsOf(teller: Teller, trigger: Trigger): readonly Landing[] {
  const happening = happeningFor(trigger, teller.now);
  if (happening === null) return [];
  const entry = entriesAfter(teller, happening).at(-1);
  const isVisit = trigger.milestone !== "engaged" && !OFF_SITE.has(trigger.milestone);
  if (!teller.now.isFirstVisit || !isVisit) return [{ way: wayOf(teller, trigger, "any"), entry }];
  const returned = entriesAfter(teller, [imagine(teller.now, "engaged", {}), ...happening]).at(-1);
  if (returned?.rule === entry?.rule && returned?.step === entry?.step) return [{ way: wayOf(teller, trigger, "any"), entry }];
  return [
    { way: wayOf(teller, trigger, "first"), entry },
    { way: wayOf(teller, trigger, "second"), entry: returned },
  ];
}

export function forwardOf(teller: Teller): ForwardMove[] {
  const { words, here, places } = teller;
  const moves: ForwardMove[] = [];
  for (const { rank, step, named } of places) {
    if (rank <= here.rank) continue;
    const rule = `step:${step.id}`;
    const landings = step.enteredBy.flatMap((trigger) => landingsOf(teller, trigger));
    const ways = landings.filter(({ entry }) => entry?.rule === rule).map(({ way }) => way);
    if (ways.length === 0) continue;
    const say = moves.length === 0 ? words.next : words.further;
    moves.push({ place: named, rule, ways, sentence: say(phrasesOf(ways), named.name) });
  }
  return moves;
}

export function outOfReachOf(teller: Teller, forward: readonly ForwardMove[]): OpenStep[] {
  const reachable = new Set(forward.map(({ place }) => place.step));
  return teller.places
    .filter(({ rank, step }) => rank > teller.here.rank && !reachable.has(step.id))
    .map(({ step, named }) => ({ place: named, ways: waysOf(teller, step.enteredBy) }));
}

export function backOf(teller: Teller): BackMove[] {
  const { standing, words, here, language } = teller;
  return standing.model.back.flatMap((back) => {
    const rule = `back:${back.id}`;
    const label = labelText(back.label, back.id, language);
    return landingsOf(teller, back.trigger).flatMap(({ way, entry }) => {
      if (entry?.rule !== rule) return [];
      const { rank, named } = teller.placeOf(entry.step);
      if (rank >= here.rank) return [];
      return [{ place: named, rule, label, ways: [way], sentence: words.back([way.description], named.name) }];
    });
  });
}

/** What time alone brings to a person, in order: an open cart expires, and somebody who is silent lapses. */
function waitsOf({ journey, now }: Teller): { readonly milestone: TimedMove["milestone"]; readonly imagined: Milestone }[] {
  const { summary, lastSeenAt } = journey;
  const cart = summary.openCart;
  const wait = (milestone: TimedMove["milestone"], at: number, more: Milestone["attributes"]) => ({
    milestone,
    imagined: imagine({ ...now, at }, milestone, { orders_left: now.orders, ...more }),
  });
  return [
    ...(cart === null ? [] : [wait("cart_expired", cart.changedAt + EXPIRED_MS, { value: formatMoney(cart.value) })]),
    ...(summary.status === "lapsed" ? [] : [wait("lapsed", lastSeenAt + LAPSED_MS, {})]),
  ];
}

export function byItselfOf(teller: Teller): TimedMove[] {
  let from = teller.here;
  return waitsOf(teller).map(({ milestone, imagined }, index, waits) => {
    const until = waits.slice(0, index + 1).map((wait) => wait.imagined);
    const entry = entriesAfter(teller, until).at(-1);
    const to = entry === undefined ? teller.here : teller.placeOf(entry.step);
    const direction = to.rank > from.rank ? "forward" : to.rank < from.rank ? "back" : null;
    from = to;
    return {
      milestone,
      at: imagined.occurredAt,
      direction,
      rule: direction === null ? null : (entry?.rule ?? null),
      place: to.named,
      sentence: teller.words[milestone](teller.formatTime(imagined.occurredAt), to.named.name, direction),
    };
  });
}
