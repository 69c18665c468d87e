import { type Fact, journeysOf, MODELS, type SiteSettings } from "@waystitch/journey";
import { normaliseEvent, type ParsedEvent, parseEvent, validateEvent } from "@waystitch/protocol";
import { expect, test } from "vitest";
import { arrivalDays, DAY, saleOn, seasonOn } from "../src/demo/calendar.js";
import { packStories, planOf, type Story, type StoryEvent, tellStories, tellStory } from "../src/demo/index.js";

const UNTIL = Date.parse("2026-11-30T10:00:00Z");
const PEOPLE = 2_000;
const plan = planOf({ seed: "1", people: PEOPLE, days: 180, until: UNTIL });
const stories = [...tellStories(plan)];
const people = stories.filter(({ isRobot }) => !isRobot);

/** What the collector's steps make of an event as far as it is judged. */
function judge({ event }: StoryEvent): ParsedEvent | string {
  const parsed = parseEvent(event);
  if (!parsed.ok) return parsed.reason;
  const validated = validateEvent(normaliseEvent(parsed.event), { trusted: true });
  return validated.ok ? validated.event : validated.reason;
}

const namesOf = ({ events }: Story): readonly string[] => events.map(({ event }) => String(event["event"] ?? event["type"]));
const shareWith = (name: string): number => people.filter((story) => namesOf(story).includes(name)).length / people.length;
const eventsNamed = (name: string): readonly StoryEvent[] =>
  people.flatMap(({ events }) => events.filter(({ event, reject }) => event["event"] === name && reject === undefined));

const textsIn = (object: unknown): readonly string[] =>
  typeof object === "object" && object !== null
    ? Object.entries(object).flatMap(([key, value]) => (key === "email" || key === "phone" ? [`${key}:${value}`] : []))
    : [];
const textOf = (object: unknown, key: string): string | null => {
  const value = typeof object === "object" && object !== null ? Reflect.get(object, key) : undefined;
  return typeof value === "string" ? value : null;
};

function factOf(parsed: ParsedEvent): Fact {
  const { type, eventId, visitorId, userId, previousId, name, properties, context, clientTime } = parsed;
  return {
    ...{ type, eventId, visitorId, userId, previousId, name, properties },
    at: clientTime ?? 0,
    trusted: true,
    isBot: false,
    identifiers: [...textsIn(properties), ...textsIn(context.traits)],
    pageUrl: textOf(context.page, "url"),
    referrer: textOf(context.page, "referrer"),
    campaign: null,
    device: null,
    browser: null,
  };
}

test("the same seed and days tell the same stories, of whoever else is told, and another seed tells others", () => {
  const fewer = planOf({ seed: "1", people: 10, days: 180, until: UNTIL });
  expect([...tellStories(fewer)]).toEqual(stories.slice(0, 10));
  expect(tellStory({ ...plan, key: planOf({ ...plan, seed: "2" }).key }, 0)).not.toEqual(stories[0]);
  expect(planOf({ ...plan, until: UNTIL + DAY }).key).not.toBe(plan.key);
});

test("a later end of the same day adds what happened since then, and changes nothing", () => {
  const later = planOf({ ...plan, until: UNTIL + 6 * 3_600_000 });
  for (const index of Array.from({ length: 300 }, (_, at) => at)) {
    const { events } = tellStory(later, index);
    expect(events.filter(({ at }) => at <= UNTIL)).toEqual(stories[index]?.events);
  }
});

test("an event has an id of its own, and none lies in the future", () => {
  const events = stories.flatMap((story) => story.events);
  expect(new Set(events.map(({ event }) => event["messageId"])).size).toBe(events.length);
  expect(Math.max(...stories.map(({ events: own }) => own.at(-1)?.at ?? 0))).toBeLessThanOrEqual(UNTIL);
});

test("the protocol takes every event, except those that are wrong on purpose, for the reason that is meant", () => {
  const judged = stories.flatMap(({ events }) => events.map((event) => [event, judge(event)] as const));
  const rejected = judged.flatMap(([event, said]) => (typeof said === "string" ? [[event, said] as const] : []));
  expect(rejected.map(([event]) => event)).toEqual(judged.map(([event]) => event).filter(({ reject }) => reject !== undefined));
  expect(rejected.filter(([event, said]) => event.reject !== said)).toEqual([]);
  const wrong = new Set(rejected.map(([, said]) => said));
  expect([...wrong].sort()).toEqual(expect.arrayContaining(["no_visitor", "order_id_empty"]));
});

test("shares are those of a shop: most leave soon, some leave a contact, few order, most carts are left behind", () => {
  expect(stories.reduce((sum, { events }) => sum + events.length, 0) / PEOPLE).toSatisfy((mean) => Number(mean) > 8 && Number(mean) < 14);
  expect(people.filter(({ events }) => events.length <= 3).length / people.length).toBeGreaterThan(0.4);
  expect(shareWith("Lead Captured")).toSatisfy((share) => Number(share) > 0.06 && Number(share) < 0.12);
  expect(shareWith("Order Completed")).toSatisfy((share) => Number(share) > 0.018 && Number(share) < 0.04);
  expect(1 - shareWith("Order Completed") / shareWith("Product Added")).toSatisfy((left) => Number(left) > 0.55 && Number(left) < 0.8);
  expect(stories.length - people.length).toBeGreaterThan(5);
});

test("orders are of amounts that glasses cost, more towards the end, and late where one carrier fails for a month", () => {
  const orders = eventsNamed("Order Completed");
  const totals = orders.map(({ event }) => Number(Reflect.get(Object(event["properties"]), "total"))).filter((total) => total > 50_000);
  expect(Math.min(...totals)).toBeGreaterThan(300_000 - 1);
  expect(Math.max(...totals)).toBeLessThan(3_000_001);
  const middle = plan.start + 90 * DAY;
  expect(orders.filter(({ at }) => at > middle).length).toBeGreaterThan(1.2 * orders.filter(({ at }) => at <= middle).length);
  const deliveries = eventsNamed("Order Delivered").map(({ event }) => Object(event["properties"]));
  const late = deliveries.filter(({ promised_at, delivered_at }) => delivered_at > promised_at);
  expect(late.length / deliveries.length).toSatisfy((share) => Number(share) > 0.04 && Number(share) < 0.3);
  const inMonth = (one: { promised_at: string }) => Number(one.promised_at.slice(5, 7)) === plan.troubleMonth;
  const lateIn = late.filter(inMonth).length / deliveries.filter(inMonth).length;
  expect(lateIn).toBeGreaterThan(late.length / deliveries.length);
});

const usersOf = ({ events }: Story): number =>
  new Set(events.map(({ event }) => event["userId"]).filter((userId) => userId !== undefined)).size;

test("a story is one person's, on two devices too, unless two share a browser; and every stage of every model is reached", () => {
  const settings: SiteSettings = { siteId: "demo", currency: "VND", domains: [], models: [] };
  const reached = new Set<string>();
  let joined = 0;
  for (const story of people.filter(({ events }) => events.length > 3)) {
    const facts = story.events.map(judge).flatMap((judged) => (typeof judged === "string" ? [] : [factOf(judged)]));
    const journeys = journeysOf(facts, settings, UNTIL);
    expect(journeys).toHaveLength(Math.max(1, usersOf(story)));
    for (const { standings, person } of journeys) {
      for (const { model, entries } of standings) for (const entry of entries) reached.add(`${model.id} ${entry.stage}`);
      if (person.visitors.filter(({ visitorId }) => !visitorId.startsWith("@")).length > 1) joined++;
    }
  }
  expect(joined).toBeGreaterThan(20);
  expect(people.some((story) => usersOf(story) === 2)).toBe(true);
  expect([...reached].sort()).toEqual(MODELS.flatMap(({ id, stages }) => stages.map((stage) => `${id} ${stage.id}`)).sort());
});

test("sale days are the busiest, Tết is quiet, and the shop grows", () => {
  const on = (date: string): number => seasonOn(Date.parse(`${date}T12:00:00+07:00`));
  expect(on("2026-11-11")).toBeGreaterThan(2 * on("2026-11-10"));
  expect(saleOn(Date.parse("2026-11-27T12:00:00+07:00"))?.name).toBe("black-friday");
  expect(on("2026-02-17")).toBeLessThan(0.5 * on("2026-01-27"));
  const days = arrivalDays(plan.start, 180);
  const sum = (from: number): number => days.slice(from, from + 28).reduce((all, { share }) => all + share, 0);
  expect(sum(140)).toBeGreaterThan(1.4 * sum(0));
});

test("requests stay within the protocol's limits and hold every event once", () => {
  const bodies = [...packStories(stories)];
  expect(Math.max(...bodies.map(({ text }) => Buffer.byteLength(text)))).toBeLessThanOrEqual(500 * 1024);
  expect(bodies.reduce((sum, { events }) => sum + events, 0)).toBe(stories.reduce((sum, { events }) => sum + events.length, 0));
  expect(bodies.reduce((sum, body) => sum + body.people, 0)).toBe(PEOPLE);
  expect(JSON.parse(bodies[0]?.text ?? "")).toEqual({ batch: expect.arrayContaining([stories[0]?.events[0]?.event]) });
});
