import { BLANK, DAY, HOUR, LATER, MINUTE, randomFacts, START } from "@waystitch/testbed/facts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  explain,
  type Fact,
  type Journey,
  journeyOf,
  type Language,
  type ModelExplanation,
  type Person,
  type PlaceExplanation,
  personsOf,
} from "../src/index.js";
import { anyEvents, happen, type Moment } from "./happen.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";
import { SHOP } from "./story.js";

const visitor = fc.constantFrom("v1", "v2", "v3", "v4");
const orderId = fc.constantFrom("A1", "A2", "A3");
const promise = fc.option(fc.integer({ min: 0, max: 9000 }).map((hours) => new Date(START + (hours * HOUR) / 4).toISOString()));

/** What the histories of the other laws have none of: offers, promises, shipping, feedback, content. */
const extra: fc.Arbitrary<Partial<Fact>> = fc.oneof(
  fc
    .tuple(visitor, orderId, fc.boolean(), promise, fc.integer({ min: 0, max: 3 }))
    .map(([visitorId, order_id, isOffer, promised_at, total]) => ({
      visitorId,
      name: "Order Completed",
      properties: { order_id, total: total * 100_000, ...(isOffer && { offer: "tripwire" }), ...(promised_at && { promised_at }) },
    })),
  fc.tuple(orderId, fc.constantFrom("Order Shipped", "Order Delivered", "Order Updated"), promise).map(([order_id, name, promised_at]) => ({
    visitorId: `@order:${order_id}`,
    trusted: true,
    name,
    properties: { order_id, ...(promised_at && { promised_at }) },
  })),
  fc
    .tuple(visitor, fc.constantFrom("Article Read", "Product Viewed", "Consultation Booked"))
    .map(([visitorId, name]) => ({ visitorId, name })),
  fc.tuple(visitor, fc.integer({ min: 0, max: 10 })).map(([visitorId, score]) => ({
    visitorId,
    name: "Feedback Given",
    properties: { score, scale: "nps" },
  })),
);
const at = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 9000 })).map((hours) => START + (hours * HOUR) / 4);
const extras = fc
  .array(fc.tuple(at, extra), { maxLength: 6 })
  .map((list) => list.map(([time, part], index): Fact => ({ ...BLANK, ...part, at: time, eventId: `x${index}` })));
const facts = fc
  .tuple(randomFacts, extras)
  .map(([some, more]) => [...some, ...more])
  .filter((all) => all.length > 0);

const wait = fc.oneof(fc.integer({ min: 0, max: 2 * HOUR }), fc.integer({ min: 0, max: 9 * DAY }), fc.integer({ min: 0, max: 200 * DAY }));
/** A history, how long after its end to look, and at whom, in which model and for what. */
const scenes = fc.record({ facts, wait, who: fc.nat(), which: fc.nat(), pick: fc.nat(), isSoon: fc.boolean() });
type Scene = typeof scenes extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function pickFrom<T>(list: readonly T[], number: number): T {
  const picked = list[number % list.length];
  if (picked === undefined) throw new Error("there is nothing to pick from");
  return picked;
}

/** Somebody of the history, at the time of the question. */
function look({ facts: all, wait: ms, who }: Scene): { asOf: number; person: Person; journey: Journey } {
  const asOf = Math.max(...all.map((fact) => fact.at)) + ms;
  const person = pickFrom(personsOf("shop", all), who);
  return { asOf, person, journey: journeyOf(person, SHOP, asOf) };
}

/** The explanation in one model, without the cost of the others. */
function explainOne(journey: Journey, which: number, language?: Language): { index: number; model: ModelExplanation } {
  const index = which % journey.standings.length;
  const [model] = explain({ ...journey, standings: [pickFrom(journey.standings, index)] }, language).models;
  if (model === undefined) throw new Error("there is no model");
  return { index, model };
}

/** The journey after more facts, or `null` when they turn out to be about somebody else. */
function journeyAfter(all: readonly Fact[], more: readonly Fact[], personId: string): Journey | null {
  const person = personsOf("shop", [...all, ...more]).find(({ personId: id }) => id === personId);
  const isTheirs = more.every(({ visitorId, eventId }) =>
    person?.facts.some((fact) => fact.visitorId === visitorId && fact.eventId === eventId),
  );
  return person === undefined || !isTheirs ? null : journeyOf(person, SHOP, Math.max(...more.map((fact) => fact.at)));
}

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
        const { index, model } = explainOne(journey, drawn.which);
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
        const { asOf, person, journey } = look(drawn);
        const { index, model } = explainOne(journey, drawn.which);
        const promises = [...model.forward, ...model.back].flatMap(({ place, ways, rule }) => ways.map((way) => ({ place, rule, ...way })));
        if (promises.length === 0) return;
        const { place, rule, trigger, visit } = pickFrom(promises, drawn.pick);
        const at = asOf + (visit === "any" && drawn.isSoon ? 2 * MINUTE : 31 * MINUTE);
        if (!isQuiet(model, at)) return;
        const moment: Moment = { journey, like: pickFrom(person.facts, person.facts.length - 1), isOffSite: visit === "first", at };
        const more = happen(moment, trigger) ?? [];
        if (more.length === 0) throw new Error(`nothing can be tried for ${JSON.stringify(trigger)}`);
        const after = journeyAfter(drawn.facts, more, journey.person.personId);
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
        const { asOf, person, journey } = look(drawn);
        const { index, model } = explainOne(journey, drawn.which);
        const at = asOf + (drawn.isSoon ? 2 * MINUTE : 31 * MINUTE);
        if (!isQuiet(model, at)) return;
        const moment: Moment = { journey, like: pickFrom(person.facts, person.facts.length - 1), isOffSite: false, at };
        const event = pickFrom(anyEvents(moment), drawn.pick);
        const after = journeyAfter(drawn.facts, [event], journey.person.personId);
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
        const { person, journey } = look(drawn);
        const { index, model } = explainOne(journey, drawn.which);
        let before = named(model.place);
        for (const { at, place, milestone } of model.byItself) {
          expectSame(stands(journeyOf(person, SHOP, at - 1), index), before);
          before = named(place);
          const then = journeyOf(person, SHOP, at);
          const last = then.milestones.at(-1);
          expectSame([stands(then, index), last?.milestone, last?.occurredAt], [before, milestone, at]);
        }
        expectSame(stands(journeyOf(person, SHOP, LATER + 1000 * DAY), index), before);
      }),
      RUNS,
    );
  });

  it("is one bounded line a sentence, in both languages, whoever it is about", () => {
    fc.assert(
      fc.property(scenes, fc.constantFrom("en" as const, "vi" as const), (drawn, language) => {
        const [model] = explain(
          { ...look(drawn).journey, standings: [pickFrom(look(drawn).journey.standings, drawn.which)] },
          language,
        ).models;
        const moves = [...(model?.forward ?? []), ...(model?.back ?? []), ...(model?.byItself ?? []), ...(model?.entries ?? [])];
        for (const sentence of [...(model?.sentences ?? []), ...moves.map((move) => move.sentence)])
          if (!/^\p{Lu}[^\p{Cc}?]{1,400}[^.,: ]\.$/u.test(sentence) || /undefined|null|NaN|\[object| {2}|“”|\(\)/.test(sentence))
            expect(sentence).toBe("a sentence");
      }),
      { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 4) },
    );
  });
});
