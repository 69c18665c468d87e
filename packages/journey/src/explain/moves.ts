import type { Milestone } from "../stages/milestone.js";
import type { Trigger } from "../stages/model.js";
import type { BackMove, ForwardMove, OpenStep, WayExplanation } from "./explanation.js";
import { type Happening, happeningsFor, imagine, OFF_SITE } from "./happenings.js";
import { labelText, type NamedPlace } from "./places.js";
import { entriesAfter, phrasesOf, type Teller, wayOf, waysOf } from "./teller.js";

interface Landing {
  readonly way: WayExplanation;
  readonly place: NamedPlace;
}

/** Where the plainest event that makes a rule fire takes the person, after what comes before it. */
function landingOf(teller: Teller, rule: string, happenings: readonly Happening[], before: readonly Milestone[]): NamedPlace | undefined {
  for (const happening of happenings) {
    const entry = entriesAfter(teller, [...before, ...happening]).at(-1);
    if (entry?.rule === rule) return teller.placeOf(entry.step);
  }
  return undefined;
}

/**
 * Where events that fire a trigger take the person by a rule: in the first visit perhaps elsewhere than in the second,
 * which is an engagement by itself. Empty when no such event can come next.
 */
function landingsOf(teller: Teller, trigger: Trigger, rule: string): readonly Landing[] {
  const { now } = teller;
  const happenings = happeningsFor(trigger, now);
  const first = landingOf(teller, rule, happenings, []);
  const isVisit = now.isFirstVisit && trigger.milestone !== "engaged" && !OFF_SITE.has(trigger.milestone);
  const second = isVisit ? landingOf(teller, rule, happenings, [imagine(now, "engaged", {})]) : first;
  const on = (visit: WayExplanation["visit"], place: NamedPlace | undefined): Landing[] =>
    place === undefined ? [] : [{ way: wayOf(teller, trigger, visit), place }];
  return first === second ? on("any", first) : [...on("first", first), ...on("second", second)];
}

/** Where the model's rules for going on would take the person, and where its rules for going back would. */
function everyLanding(teller: Teller): { readonly rule: string; readonly label: string; readonly landing: Landing }[] {
  const { standing, places, language } = teller;
  const steps = places.map(({ step, named }) => ({ rule: `step:${step.id}`, label: named.stepLabel, triggers: step.enteredBy }));
  const back = standing.model.back.map(({ id, label, trigger }) => ({
    rule: `back:${id}`,
    label: labelText(label, id, language),
    triggers: [trigger],
  }));
  return [...steps, ...back].flatMap(({ rule, label, triggers }) =>
    triggers.flatMap((trigger) => landingsOf(teller, trigger, rule)).map((landing) => ({ rule, label, landing })),
  );
}

/** What one event would do next: steps further on, the nearest first, and moves back in the order of the model's rules. */
export function movesOf(teller: Teller): { readonly forward: readonly ForwardMove[]; readonly back: readonly BackMove[] } {
  const { words, here, places } = teller;
  const landings = everyLanding(teller);
  const forward: ForwardMove[] = [];
  for (const place of places) {
    // One event may lead on and back, and so on after all by a rule for going back, or back by one for going on.
    const there = landings.filter(({ landing }) => landing.place === place && place.rank > here.rank);
    const [first] = there;
    if (first === undefined) continue;
    const ways = there.map(({ landing }) => landing.way);
    const say = forward.length === 0 ? words.next : words.further;
    forward.push({ place: place.named, rule: first.rule, ways, sentence: say(phrasesOf(ways), place.named.name) });
  }
  const back = landings.flatMap(({ rule, label, landing: { way, place } }): BackMove[] => {
    if (place.rank >= here.rank) return [];
    return [{ place: place.named, rule, label, ways: [way], sentence: words.back([way.description], place.named.name) }];
  });
  return { forward, back };
}

/** Steps further on that no event leads to next. */
export function outOfReachOf(teller: Teller, forward: readonly ForwardMove[]): OpenStep[] {
  const reachable = new Set(forward.map(({ place }) => place.step));
  return teller.places
    .filter(({ rank, step }) => rank > teller.here.rank && !reachable.has(step.id))
    .map(({ step, named }) => ({ place: named, ways: waysOf(teller, step.enteredBy) }));
}
