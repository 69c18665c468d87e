import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Journey, journeysOf } from "../src/index.js";
import { type ExpectedPerson, readGolden } from "./golden-file.js";
import { told, whoOf } from "./golden-words.js";

const FOLDER = new URL("../golden/", import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

const read = (name: string) => readGolden(readFileSync(new URL(name, FOLDER), "utf8"));

const sameWho = (person: ExpectedPerson, journey: Journey): boolean =>
  JSON.stringify([...(person.who as string[])].sort()) === JSON.stringify(whoOf(journey)) &&
  (person.user === undefined || person.user === journey.person.userId);

/** Persons in the order of the file, so that a difference reads well; whom it does not know comes last. */
function inOrder(journeys: readonly Journey[], persons: readonly ExpectedPerson[]): Journey[] {
  const placeOf = (journey: Journey): number => {
    const place = persons.findIndex((person) => sameWho(person, journey));
    return place < 0 ? persons.length : place;
  };
  return [...journeys].sort((a, b) => placeOf(a) - placeOf(b));
}

describe("golden journeys", () => {
  it("are at least forty", () => {
    expect(names.length).toBeGreaterThanOrEqual(40);
  });

  it.each(names)("%s", (name) => {
    const golden = read(name);
    const journeys = inOrder(journeysOf(golden.facts, golden.settings, golden.asOf), golden.persons);
    expect(journeys.map((journey) => whoOf(journey))).toEqual(golden.persons.map((person) => [...(person.who as string[])].sort()));
    expect(journeys.map((journey, index) => told(journey, golden.persons[index] ?? {}))).toEqual(
      golden.persons.map((person) => ({ ...person, who: [...(person.who as string[])].sort() })),
    );
  });

  it.each(names)("%s says what it tells, and expects of everyone the inbound way and one thing more", (name) => {
    const { story, tells, persons } = read(name);
    expect(story.length).toBeGreaterThan(20);
    expect(tells.length).toBeGreaterThan(5);
    expect(persons.length).toBeGreaterThan(0);
    for (const person of persons) {
      expect(Object.keys(person).length).toBeGreaterThan(2);
      expect((person.ways as { inbound?: string }).inbound).toBeTypeOf("string");
    }
  });
});

describe("a golden file", () => {
  const file = {
    story: "Somebody comes.",
    tells: "an example",
    events: [{ at: "2026-11-22 09:00", who: "phone", page: "/" }],
    asOf: "2026-11-22 10:00",
    expect: { persons: [{ who: ["phone"], ways: { inbound: "Attract/aware" } }] },
  };
  const [event] = file.events;
  const [person] = file.expect.persons;
  const reading = (more: object) => () => readGolden(JSON.stringify({ ...file, ...more }));
  const telling = (more: object) => () => {
    const { facts, settings, asOf } = reading({})();
    return journeysOf(facts, settings, asOf).map((journey) => told(journey, { ...person, ...more }));
  };

  it("with a key nobody knows is refused, wherever it stands", () => {
    expect(reading({})).not.toThrow();
    expect(reading({ title: "x" })).toThrow('nobody knows "title"');
    expect(reading({ events: [{ ...event, refferer: "x" }] })).toThrow('event 1: nobody knows "refferer"');
    expect(reading({ settings: { curency: "VND" } })).toThrow('nobody knows "curency"');
    expect(reading({ expect: { persons: [{ ...person, seesions: [] }] } })).toThrow('person 1: nobody knows "seesions"');
    expect(telling({ ways: { inbuond: "" } })).toThrow('ways: nobody knows "inbuond"');
    expect(telling({ summary: { revenu: "0" } })).toThrow('summary: nobody knows "revenu"');
  });

  it("whose times or events cannot be understood is refused", () => {
    expect(reading({ events: [{ ...event, at: "22/11/2026" }] })).toThrow("is no time");
    expect(reading({ events: [{ ...event, at: "2026-02-30 09:00" }] })).toThrow("in no calendar");
    expect(reading({ events: [{ ...event, at: "2026-11-23 09:00" }] })).toThrow("after asOf");
    expect(reading({ events: [{ at: "2026-11-22 09:00", who: "phone" }] })).toThrow("says nothing");
    expect(reading({ events: [{ ...event, does: "Product Added" }] })).toThrow("more than one");
    expect(reading({ events: [{ at: "2026-11-22 09:00", who: "server", does: "Store Visited" }] })).toThrow("name a user or an order");
  });

  it("tells its times by a clock in Vietnam", () => {
    expect(reading({})().facts[0]?.at).toBe(Date.UTC(2026, 10, 22, 2));
  });
});
