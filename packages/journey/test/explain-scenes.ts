import { BLANK, DAY, HOUR, randomFacts, START } from "@waystitch/testbed/facts";
import fc from "fast-check";
import { explain, type Fact, type Journey, journeyOf, type Language, type ModelExplanation, type Person, personsOf } from "../src/index.js";
import { randomModel } from "./random-models.js";
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
/** A history, how long after its end to look, and at whom, in which model and for what; one more model is the site's own. */
export const scenes = fc.record({ facts, wait, who: fc.nat(), which: fc.nat(), pick: fc.nat(), isSoon: fc.boolean(), own: randomModel });
export type Scene = typeof scenes extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Some element of a list that is not empty. */
export function pickFrom<T>(list: readonly T[], number: number): T {
  const picked = list[number % list.length];
  if (picked === undefined) throw new Error("there is nothing to pick from");
  return picked;
}

/** Somebody of the history, and what becomes of them. */
export interface Look {
  readonly asOf: number;
  readonly person: Person;
  readonly journey: Journey;
  /** The person's journey as it stands at another time. */
  readonly journeyAt: (at: number) => Journey;
  /** The journey after more facts, or `null` when they turn out to be about somebody else. */
  readonly journeyAfter: (more: readonly Fact[]) => Journey | null;
}

/** Looks at somebody of the history, at the time of the question. */
export function look({ facts: all, wait: ms, who, own }: Scene): Look {
  const settings = { ...SHOP, models: [own] };
  const asOf = Math.max(...all.map((fact) => fact.at)) + ms;
  const person = pickFrom(personsOf("shop", all), who);
  const journeyAt = (at: number): Journey => journeyOf(person, settings, at);
  const journeyAfter = (more: readonly Fact[]): Journey | null => {
    const then = personsOf("shop", [...all, ...more]).find(({ personId }) => personId === person.personId);
    const isTheirs = more.every(({ visitorId, eventId }) =>
      then?.facts.some((fact) => fact.visitorId === visitorId && fact.eventId === eventId),
    );
    return then === undefined || !isTheirs ? null : journeyOf(then, settings, Math.max(...more.map((fact) => fact.at)));
  };
  return { asOf, person, journey: journeyAt(asOf), journeyAt, journeyAfter };
}

/** The explanation in one model, without the cost of the others. */
export function explainOne(journey: Journey, index: number, language?: Language): ModelExplanation {
  const [model] = explain({ ...journey, standings: [pickFrom(journey.standings, index)] }, language).models;
  if (model === undefined) throw new Error("there is no model");
  return model;
}
