import { BLANK, LATER, randomFacts } from "@waystitch/testbed/facts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extendHistory } from "../src/history/folded.js";
import {
  decodeFolded,
  encodeFolded,
  extendFolded,
  type Fact,
  foldPerson,
  isFollowedBy,
  type Journey,
  journeyAt,
  journeyOf,
  journeysOf,
  type Person,
  personsOf,
} from "../src/index.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";
import { DAY, MINUTE, SHOP, START, story } from "./story.js";

/** What a worker keeps of a person between two events: text. */
const kept = (folded: ReturnType<typeof foldPerson>) => {
  const again = decodeFolded(encodeFolded(folded, SHOP), SHOP);
  if (again === null) throw new Error("what was just written is not read");
  return again;
};

const byId = (journeys: readonly Journey[]): Map<string, Journey> => new Map(journeys.map((journey) => [journey.person.personId, journey]));

const withFacts = (person: Person, facts: readonly Fact[]): Person => ({ ...person, facts });

function onlyPerson(facts: readonly Fact[]): Person {
  const [person, other] = personsOf("shop", facts);
  if (person === undefined || other !== undefined) throw new Error("the facts are not about exactly one person");
  return person;
}

describe("folding in pieces", PATIENCE, () => {
  it("gives what folding the whole gives, wherever it is cut, looked at and written down in between", () => {
    const cut = fc.tuple(randomFacts, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3));
    fc.assert(
      fc.property(cut, ([facts, share, repeated]) => {
        for (const person of personsOf("shop", facts)) {
          const at = Math.max(1, Math.floor(person.facts.length * share));
          const before = person.facts.slice(0, at);
          const folded = kept(foldPerson(withFacts(person, before), SHOP));
          const early = journeyAt(folded, SHOP, LATER);
          const asItWas = structuredClone(early);
          // A worker may see the last event again, and the new ones in any order.
          const news = [...person.facts.slice(at - Math.min(1, repeated))].reverse();
          expect(extendHistory(folded.history, news, SHOP)).toBe(true);
          expectSame(journeyAt(kept(folded), SHOP, LATER), journeyOf(person, SHOP, LATER));
          expectSame(early, asItWas);
        }
      }),
      RUNS,
    );
  });

  it("takes the later facts of a person that say nothing of who anybody is, and refuses all others", () => {
    const later = fc.tuple(randomFacts, randomFacts);
    fc.assert(
      fc.property(later, ([facts, more]) => {
        const persons = personsOf("shop", facts);
        for (const [index, fact] of more.entries()) {
          const next = { ...fact, eventId: `z${index}`, at: LATER + index };
          const owner = persons.find(({ visitors }) => visitors.some((visitor) => isFollowedBy(visitor, next)));
          for (const person of persons) {
            const folded = kept(foldPerson(person, SHOP));
            expect(extendFolded(folded, [next], SHOP)).toBe(person === owner);
            if (person !== owner) continue;
            const whole = byId(journeysOf([...facts, next], SHOP, LATER + DAY)).get(person.personId);
            expectSame(journeyAt(folded, SHOP, LATER + DAY), whole);
          }
        }
      }),
      { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 10) },
    );
  });

  it("refuses a fact that comes too late and leaves everything as it was", () => {
    fc.assert(
      fc.property(randomFacts, ([late, ...facts]) => {
        if (late === undefined) return;
        for (const person of personsOf("shop", facts)) {
          const last = person.facts.at(-1);
          if (last === undefined || late.at >= last.at) continue;
          const visitorId = person.visitors.find((visitor) => visitor.isCurrent)?.visitorId;
          if (visitorId === undefined) continue;
          const folded = foldPerson(person, SHOP);
          const before = encodeFolded(folded, SHOP);
          const tooLate = { ...BLANK, visitorId, at: late.at };
          expect(extendFolded(folded, [{ ...BLANK, visitorId, eventId: "z", at: LATER }, tooLate], SHOP)).toBe(false);
          expect(encodeFolded(folded, SHOP)).toBe(before);
        }
      }),
      { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 10) },
    );
  });

  it("remembers of a kiosk's hundred thousand events only what they came to", () => {
    const page = (index: number): Fact => ({
      ...BLANK,
      type: "page",
      eventId: `e${String(index).padStart(6, "0")}`,
      at: START + index * MINUTE,
      pageUrl: "https://shop.example/",
    });
    const facts = Array.from({ length: 100_000 }, (_, index) => page(index));
    const written = encodeFolded(foldPerson(onlyPerson(facts), SHOP), SHOP);
    expect(written.length).toBeLessThan(50_000);
    const folded = decodeFolded(written, SHOP) ?? foldPerson(onlyPerson([]), SHOP);
    expect(extendFolded(folded, [page(100_000)], SHOP)).toBe(true);
    expectSame(journeyAt(folded, SHOP, LATER), journeyOf(onlyPerson([...facts, page(100_000)]), SHOP, LATER));
  });

  it("begins anew when the settings or the rules are others than those it was folded by", () => {
    const written = encodeFolded(foldPerson(onlyPerson(story().page().facts), SHOP), SHOP);
    expect(decodeFolded(written, { ...SHOP, currency: "USD" })).toBeNull();
    expect(decodeFolded(written, { ...SHOP, domains: ["other.example"] })).toBeNull();
    expect(decodeFolded(written, SHOP)).not.toBeNull();
  });
});
