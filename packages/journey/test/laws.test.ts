import { DAY, LATER, MINUTE, randomFacts, shuffled } from "@waystitch/testbed/facts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fact, type Journey, journeyOf, journeysOf, personsOf, type Session } from "../src/index.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";
import { SHOP } from "./story.js";

const byPerson = (journeys: readonly Journey[]): Map<string, Journey> =>
  new Map(journeys.map((journey) => [journey.person.personId, journey]));
const keyOf = (fact: Fact): string => `${fact.visitorId}/${fact.eventId}`;
/** How many of the keys, in order, lie from the first one of each session to the first one of the next. */
const countsOf = (sessions: readonly Session[], keys: readonly string[]): number[] => {
  const starts = sessions.map((session) => keys.indexOf(session.sessionId));
  return starts.map((start, index) => (starts[index + 1] ?? keys.length) - start);
};
/** The session that was open when each key's fact came, or was closed by then; none before the first. */
const sessionBefore = (sessions: readonly Session[], keys: readonly string[], at: number): Session | undefined =>
  sessions.findLast((session) => keys.indexOf(session.sessionId) <= at);
const usersIn = (facts: readonly Fact[]): Set<string> => new Set(facts.flatMap((fact) => fact.userId ?? []));
const hasAlias = (facts: readonly Fact[]): boolean => facts.some((fact) => fact.type === "alias");

describe("whatever happens", PATIENCE, () => {
  it("the order and the repetition of facts change nothing", () => {
    const scrambled = randomFacts.chain((facts) => fc.tuple(fc.constant(facts), shuffled(facts)));
    fc.assert(
      fc.property(scrambled, ([facts, again]) => {
        expectSame(byPerson(journeysOf(again, SHOP, LATER)), byPerson(journeysOf(facts, SHOP, LATER)));
      }),
      RUNS,
    );
  });

  it("people who share nothing do not change each other", () => {
    const elsewhere = randomFacts.map((facts) =>
      facts.map((fact) => ({
        ...fact,
        visitorId: fact.visitorId.startsWith("@") ? fact.visitorId.replace(":", ":x") : `x${fact.visitorId}`,
        userId: fact.userId && `x${fact.userId}`,
        previousId: fact.previousId && `x${fact.previousId}`,
        identifiers: fact.identifiers.map((identifier) => `${identifier}x`),
        properties:
          "order_id" in fact.properties ? { ...fact.properties, order_id: `x${String(fact.properties["order_id"])}` } : fact.properties,
      })),
    );
    fc.assert(
      fc.property(randomFacts, elsewhere, (here, there) => {
        const together = byPerson(journeysOf([...there, ...here], SHOP, LATER));
        expectSame(together, byPerson([...journeysOf(here, SHOP, LATER), ...journeysOf(there, SHOP, LATER)]));
      }),
      RUNS,
    );
  });

  it("every fact belongs to exactly one person, and no two persons have one id", () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        const persons = personsOf("shop", facts);
        const keys = persons.flatMap((person) => person.facts.map(keyOf));
        expect(keys.sort()).toEqual(facts.map(keyOf).sort());
        expect(new Set(persons.map((person) => person.personId)).size).toBe(persons.length);
      }),
      RUNS,
    );
  });

  it("no person has two user ids, and no user is two persons", () => {
    const withoutAlias = randomFacts.filter((facts) => !hasAlias(facts));
    fc.assert(
      fc.property(withoutAlias, (facts) => {
        const persons = personsOf("shop", facts);
        for (const person of persons) expect([...usersIn(person.facts)]).toEqual(person.userId === null ? [] : [person.userId]);
        const users = persons.flatMap((person) => person.userId ?? []);
        expect(new Set(users).size).toBe(users.length);
      }),
      RUNS,
    );
  });

  it("a former id leads to one person and is nobody's own", () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        const persons = personsOf("shop", facts);
        const former = persons.flatMap((person) => person.formerIds);
        expect(new Set(former).size).toBe(former.length);
        for (const { personId } of persons) expect(former).not.toContain(personId);
      }),
      RUNS,
    );
  });

  it("every entry, milestone and link points at a fact of its own person that does not come later", () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        for (const person of personsOf("shop", facts)) {
          const journey = journeyOf(person, SHOP, LATER);
          const times = new Map(person.facts.map((fact) => [`${fact.visitorId} ${fact.eventId}`, fact.at]));
          const proofs = [
            ...journey.standings.flatMap(({ entries }) => entries.map((entry) => ({ ...entry.cause, at: entry.enteredAt }))),
            ...journey.milestones.map((m) => ({ ...m, at: m.occurredAt })),
          ];
          for (const { evidenceVisitorId, evidenceEventId, at } of proofs) {
            const time = times.get(`${evidenceVisitorId} ${evidenceEventId}`);
            expect(time).toBeDefined();
            expect(time).toBeLessThanOrEqual(at);
          }
        }
      }),
      RUNS,
    );
  });

  it("sessions partition what happened on the site, and none is cut without a reason", () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        for (const person of personsOf("shop", facts)) {
          const { sessions } = journeyOf(person, SHOP, LATER);
          const onSite = person.facts.filter((fact) => !fact.trusted);
          const all = onSite.map(keyOf);
          // The time spent on a page is told when the page is left, which may be long after the visit.
          const tooLate = onSite.filter((fact, index) => {
            const session = sessionBefore(sessions, all, index);
            if (fact.name !== "Page Engaged" || (session && fact.at <= session.endedAt)) return false;
            if (session && fact.at - session.startedAt <= DAY) expect(fact.at - session.endedAt).toBeGreaterThan(30 * MINUTE);
            return true;
          });
          expectSame(
            sessions.map((session) => session.events),
            countsOf(sessions, onSite.filter((fact) => !tooLate.includes(fact)).map(keyOf)),
          );
          for (const { sessionId } of sessions) expect(onSite[all.indexOf(sessionId)]?.name).not.toBe("Page Engaged");
          expect(new Set(sessions.map((session) => session.sessionId)).size).toBe(sessions.length);
          for (const [index, session] of sessions.entries()) {
            expect(session.endedAt - session.startedAt).toBeLessThanOrEqual(DAY);
            const before = sessions[index - 1];
            if (before === undefined || session.startedAt - before.endedAt > 30 * MINUTE || session.startedAt - before.startedAt > DAY)
              continue;
            expect(session.medium).toMatch(/^(social|cpc)$/);
            expect(session.medium).not.toBe(before.medium);
          }
        }
      }),
      RUNS,
    );
  });

  it("stage entries follow each other without a gap, in every model", () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        for (const { standings } of journeysOf(facts, SHOP, LATER))
          for (const { entries } of standings)
            expectSame(
              entries.map((entry) => entry.leftAt),
              [...entries.slice(1).map((entry) => entry.enteredAt), null],
            );
      }),
      RUNS,
    );
  });

  it("the same facts on two sites make people with nothing in common", () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        const idsOn = (siteId: string): string[] => personsOf(siteId, facts).flatMap((person) => [person.personId, ...person.formerIds]);
        const here = new Set(idsOn("shop"));
        for (const personId of idsOn("elsewhere")) expect(here.has(personId)).toBe(false);
      }),
      { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 10) },
    );
  });

  it("one order is counted for one person", () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        const placed = journeysOf(facts, SHOP, LATER).flatMap((journey) => journey.orders.filter((order) => order.placedAt !== null));
        expect(new Set(placed.map((order) => order.orderId)).size).toBe(placed.length);
      }),
      RUNS,
    );
  });

  it("looking later without new facts finds the same once nothing is due in between", () => {
    fc.assert(
      fc.property(randomFacts, fc.integer({ min: 0, max: 400 * 24 * 3_600_000 }), (facts, wait) => {
        const last = Math.max(0, ...facts.map((fact) => fact.at));
        for (const journey of journeysOf(facts, SHOP, last)) {
          const then = last + wait;
          if (journey.dueAt !== null && journey.dueAt <= then) continue;
          expectSame(byPerson(journeysOf(facts, SHOP, then)).get(journey.person.personId), journey);
        }
      }),
      RUNS,
    );
  });
});
