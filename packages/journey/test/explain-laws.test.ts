import { DAY, LATER, MINUTE } from "@waystitch/testbed/facts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Journey, MODELS, type ModelExplanation, type PlaceExplanation } from "../src/index.js";
import { explainOne, look, pickFrom, scenes } from "./explain-scenes.js";
import { anyEvents, happen, type Moment } from "./happen.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";

const stands = (journey: Journey, index: number): string => {
  const { stage, step } = pickFrom(journey.standings, index).current;
  return `${stage}/${step}`;
};
const named = ({ stage, step }: PlaceExplanation): string => `${stage}/${step}`;
/** True when nothing moves by itself until then, so that what is said of the next event holds. */
const isQuiet = ({ byItself }: ModelExplanation, until: number): boolean => byItself.every((move) => move.at > until);

describe("an explanation", PATIENCE, () => {
  it("says what the tables say: where, since when, by which rule and event", () => {
    fc.assert(
      fc.property(scenes, (drawn) => {
        const { journey } = look(drawn);
        const index = drawn.which % journey.standings.length;
        const model = explainOne(journey, index);
        const { entries } = pickFrom(journey.standings, index);
        const last = entries.at(-1);
        expectSame([named(model.place), model.since], [stands(journey, index), last?.enteredAt]);
        const told = model.entries.map(({ place, evidence, ...entry }) => ({ ...entry, ...evidence, place: named(place) }));
        told.forEach((entry, at) => {
          const { stage, step, cause, ...row } = pickFrom(entries, at);
          const { evidenceVisitorId: visitorId, evidenceEventId: eventId, milestone } = cause;
          const { sequence, direction, enteredAt, leftAt, rule } = row;
          const expected = { sequence, direction, enteredAt, leftAt, rule, visitorId, eventId, milestone, place: `${stage}/${step}` };
          expectSame({ ...entry, ...expected }, entry);
        });
        expectSame(told.length, entries.length);
      }),
      RUNS,
    );
  });

  it("keeps its promises: what it says would move a person on or back does, exactly there", () => {
    const kept = new Map<string, number>();
    const count = (what: string): void => void kept.set(what, (kept.get(what) ?? 0) + 1);
    fc.assert(
      fc.property(scenes, (drawn) => {
        const { asOf, person, journey, journeyAfter } = look(drawn);
        const index = drawn.which % MODELS.length;
        const model = explainOne(journey, index);
        const promises = [...model.forward, ...model.back].flatMap(({ place, ways, rule }) => ways.map((way) => ({ place, rule, ...way })));
        if (promises.length === 0) return;
        const { place, rule, trigger, visit } = pickFrom(promises, drawn.pick);
        const at = asOf + (visit === "any" && drawn.isSoon ? 2 * MINUTE : 31 * MINUTE);
        if (!isQuiet(model, at)) return;
        const moment: Moment = { journey, like: pickFrom(person.facts, person.facts.length - 1), isOffSite: visit === "first", at };
        const more = happen(moment, trigger) ?? [];
        if (more.length === 0) throw new Error(`nothing can be tried for ${JSON.stringify(trigger)}`);
        const after = journeyAfter(more);
        if (after === null) return count("somebody else's");
        count(rule.startsWith("back:") ? rule : trigger.milestone);
        const what = `${model.model}, from ${named(model.place)}: ${JSON.stringify(trigger)} in ${visit} visit`;
        expectSame([what, stands(after, index), after.standings[index]?.current.rule], [what, named(place), rule]);
      }),
      RUNS,
    );
    if (process.env["LAW_COUNTS"] !== undefined) console.log(Object.fromEntries([...kept].sort()));
    const all = [...kept.values()].reduce((sum, value) => sum + value, 0);
    expect(kept.get("somebody else's") ?? 0).toBeLessThan(all / 10);
  });

  it("leaves out nothing that one event can do", () => {
    fc.assert(
      fc.property(scenes, (drawn) => {
        const { asOf, person, journey, journeyAfter } = look(drawn);
        const index = drawn.which % journey.standings.length;
        const model = explainOne(journey, index);
        const at = asOf + (drawn.isSoon ? 2 * MINUTE : 31 * MINUTE);
        if (!isQuiet(model, at)) return;
        const moment: Moment = { journey, like: pickFrom(person.facts, person.facts.length - 1), isOffSite: false, at };
        const event = pickFrom(anyEvents(moment), drawn.pick);
        const after = journeyAfter([event]);
        if (after === null) return;
        const told = [model, ...model.forward, ...model.back].map(({ place }) => named(place));
        const place = stands(after, index);
        if (!told.includes(place)) expect([model.model, event.name, event.properties, place]).toEqual(["leads to one of", told]);
      }),
      RUNS,
    );
  });

  it("knows what happens by itself, and when: at that millisecond and not before", () => {
    fc.assert(
      fc.property(scenes, (drawn) => {
        const { journey, journeyAt } = look(drawn);
        const index = drawn.which % journey.standings.length;
        const model = explainOne(journey, index);
        let before = named(model.place);
        for (const { at, place, milestone } of model.byItself) {
          expectSame(stands(journeyAt(at - 1), index), before);
          before = named(place);
          const then = journeyAt(at);
          const last = then.milestones.at(-1);
          expectSame([stands(then, index), last?.milestone, last?.occurredAt], [before, milestone, at]);
        }
        expectSame(stands(journeyAt(LATER + 1000 * DAY), index), before);
      }),
      RUNS,
    );
  });

  it("is one bounded line a sentence, in both languages, whoever it is about", () => {
    fc.assert(
      fc.property(scenes, fc.constantFrom("en" as const, "vi" as const), (drawn, language) => {
        const { journey } = look(drawn);
        const model = explainOne(journey, drawn.which % journey.standings.length, language);
        const moves = [...model.forward, ...model.back, ...model.byItself, ...model.entries];
        for (const sentence of [...model.sentences, ...moves.map((move) => move.sentence)])
          if (!/^\p{Lu}[^\p{Cc}?]{1,400}[^.,: ]\.$/u.test(sentence) || /undefined|null|NaN|\[object| {2}|“”|\(\)/.test(sentence))
            expect(sentence).toBe("a sentence");
      }),
      { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 4) },
    );
  });
});
