import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fact, identifierNodesOf, type Person, type PersonIdentifier, personsOf, type Refusal } from "../src/index.js";
import { crowded, tangled } from "./identity-facts.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";

const of = (facts: readonly Fact[]): Person[] => personsOf("shop", facts);
const keyOf = ({ visitorId, eventId }: Fact): string => `${visitorId} ${eventId}`;
const isContact = (identifier: string): boolean => /^(?:email|phone):/.test(identifier);
const FEWER = { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 50) };

/** Why an identifier is refused to each person who carries it. */
function refusals(persons: readonly Person[], identifier: string): Map<Person, Refusal | null> {
  const rowOf = (person: Person): PersonIdentifier | undefined => person.identifiers.find((row) => row.identifier === identifier);
  return new Map(persons.flatMap((person) => ((row) => (row ? [[person, row.refusedBecause]] : []))(rowOf(person))));
}
const identifiersIn = (persons: readonly Person[]): Set<string> =>
  new Set(persons.flatMap(({ identifiers }) => identifiers.map(({ identifier }) => identifier)));

describe("the evidence of who is who", PATIENCE, () => {
  it("is, for every identifier, the person's first event that carries it", () => {
    fc.assert(
      fc.property(tangled, (facts) => {
        for (const { identifiers, facts: own } of of(facts)) {
          expect(new Set(identifiers.map(({ identifier }) => identifier)).size).toBe(identifiers.length);
          for (const { identifier, kind, evidenceVisitorId, evidenceEventId } of identifiers) {
            expect(identifier.startsWith(`${kind}:`)).toBe(true);
            const carrying = own.filter((fact) => identifierNodesOf(fact).includes(identifier));
            const proof = carrying.find((fact) => keyOf(fact) === `${evidenceVisitorId} ${evidenceEventId}`);
            expect(proof).toBeDefined();
            if (isContact(identifier)) expect(proof).toBe(carrying[0]);
          }
        }
      }),
      RUNS,
    );
  });

  it("is listed for every e-mail, phone, user and order that the person's events carry, joined or refused", () => {
    fc.assert(
      fc.property(tangled, (facts) => {
        for (const { identifiers, facts: own } of of(facts)) {
          const listed = new Set(identifiers.map(({ identifier }) => identifier));
          expectSame(
            own.flatMap(identifierNodesOf).filter((node) => !listed.has(node)),
            [],
          );
        }
      }),
      RUNS,
    );
  });

  it("leads from every visitor to the user's sign-ins, or to the visitor the person began with", () => {
    fc.assert(
      fc.property(tangled, (facts) => {
        for (const { userId, visitors, facts: own } of of(facts)) {
          const carrying = (visitorId: string, identifier: string): Fact[] =>
            own.filter((fact) => fact.visitorId === visitorId && identifierNodesOf(fact).includes(identifier));
          const reached = new Set(visitors.filter(({ rule }) => rule === "own" || rule === "user").map(({ visitorId }) => visitorId));
          if (userId === null) expect(reached.size).toBe(1);
          expect(visitors.some(({ rule }) => rule === (userId === null ? "user" : "own"))).toBe(false);
          for (const { visitorId, identifier, evidenceEventId } of visitors) {
            if (identifier === null) continue;
            const proofs = carrying(visitorId, identifier).map(({ eventId }) => eventId);
            if (isContact(identifier)) expect(proofs[0]).toBe(evidenceEventId);
            else expect(proofs).toContain(evidenceEventId);
          }
          for (let size = 0; size < reached.size; ) {
            size = reached.size;
            for (const { visitorId, identifier } of visitors)
              if (identifier !== null && [...reached].some((other) => carrying(other, identifier).length > 0)) reached.add(visitorId);
          }
          expect(reached.size).toBe(visitors.length);
          expect(new Set(own.map(({ visitorId }) => visitorId))).toEqual(new Set(visitors.map(({ visitorId }) => visitorId)));
        }
      }),
      RUNS,
    );
  });

  it("says of an identifier that two people carry why it is refused to all of them but, perhaps, one", () => {
    fc.assert(
      fc.property(tangled, (facts) => {
        const persons = of(facts);
        for (const identifier of identifiersIn(persons)) {
          const reasons = [...refusals(persons, identifier).values()];
          const isKept = (reason: Refusal | null): boolean => reason === null;
          expect(reasons.filter(isKept).length).toBeLessThanOrEqual(1);
          const between = reasons.filter((reason) => reason === "between_users");
          if (between.length > 0 || reasons.includes("two_users")) expect(reasons.some(isKept)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it("is that an identifier which is refused to all ties nobody: without it, everybody is who they were", () => {
    const law = (facts: Fact[]): void => {
      const persons = of(facts);
      if (persons.some(({ identifiers }) => identifiers.some(({ refusedBecause }) => refusedBecause === "too_many_identifiers"))) return;
      const who = (people: readonly Person[]) =>
        people.map(({ personId, userId, formerIds, facts: own }) => ({ personId, userId, formerIds, facts: own.map(keyOf) }));
      for (const identifier of identifiersIn(persons)) {
        const reasons = [...refusals(persons, identifier).values()];
        if (!isContact(identifier) || !reasons.some((reason) => reason === "two_users" || reason === "too_many_visitors")) continue;
        const without = facts.map((fact) => ({ ...fact, identifiers: fact.identifiers.filter((other) => other !== identifier) }));
        expectSame(who(of(without)), who(persons));
      }
    };
    fc.assert(fc.property(tangled, law), RUNS);
    fc.assert(fc.property(crowded, law), FEWER);
  });

  it("is that taking an identifier away changes nobody whom no chain of identifiers ties to those who carried it", () => {
    fc.assert(
      fc.property(tangled, fc.constantFrom("email:1", "phone:2", "email:7"), (facts, identifier) => {
        const reached = new Set<string>([identifier]);
        for (let size = 0; size < reached.size; ) {
          size = reached.size;
          for (const fact of facts) {
            const nodes = [...identifierNodesOf(fact), `visitor:${fact.visitorId}`];
            if (nodes.some((node) => reached.has(node))) for (const node of nodes) reached.add(node);
          }
        }
        const without = facts.map((fact) => ({ ...fact, identifiers: fact.identifiers.filter((other) => other !== identifier) }));
        const apart = (people: readonly Person[]) => people.filter(({ facts: [first] }) => !reached.has(`visitor:${first?.visitorId}`));
        expectSame(apart(of(without)), apart(of(facts)));
      }),
      RUNS,
    );
  });

  it("is that nobody is joined by e-mail or phone to a browser with more than five of either", () => {
    let kiosks = 0;
    fc.assert(
      fc.property(tangled, (facts) => {
        for (const { userId, visitors, identifiers } of of(facts)) {
          if (!identifiers.some(({ refusedBecause }) => refusedBecause === "too_many_identifiers")) continue;
          if (userId !== null) continue;
          const isWhole = ["email", "phone"].some((kind) => identifiers.filter((row) => row.kind === kind).length > 5);
          if (!isWhole) continue;
          kiosks++;
          expect(visitors.filter(({ rule }) => rule === "email" || rule === "phone")).toEqual([]);
          for (const row of identifiers) if (isContact(row.identifier)) expect(row.refusedBecause).not.toBeNull();
        }
      }),
      RUNS,
    );
    expect(kiosks).toBeGreaterThan(0);
  });
});
