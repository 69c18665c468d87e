import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fact, identifierNodesOf, isFollowedBy, type Person, personsOf } from "../src/index.js";
import { crowded, tangled, tangledWithoutAlias, twice } from "./identity-facts.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";
import { BLANK, HOUR, START } from "./story.js";

/** After every fact of a tangled history. */
const LATE = START + 1000 * HOUR;
const FEWER = { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 50) };

const of = (facts: readonly Fact[]): Person[] => personsOf("shop", facts);
const keyOf = ({ visitorId, eventId }: Fact): string => `${visitorId} ${eventId}`;
const idsOf = (persons: readonly Person[]): string[] => persons.flatMap(({ personId, formerIds }) => [personId, ...formerIds]);
const holderOf = (persons: readonly Person[], fact: Fact | undefined): Person | undefined =>
  persons.find(({ facts }) => facts.some((own) => fact !== undefined && keyOf(own) === keyOf(fact)));
const nodesOf = (facts: readonly Fact[]): Set<string> => new Set(facts.flatMap(identifierNodesOf));
describe("who is who, whatever happens", PATIENCE, () => {
  it("does not depend on the order of facts or on their repetition", () => {
    fc.assert(
      fc.property(twice(tangled), ([facts, again]) => expectSame(of(again), of(facts))),
      RUNS,
    );
  });

  it("does not depend on who of a crowd that shares an e-mail came first", () => {
    fc.assert(
      fc.property(twice(crowded), ([facts, again]) => expectSame(of(again), of(facts))),
      FEWER,
    );
  });

  it("gives every fact to one person, and every id, former ones too, to one person", () => {
    fc.assert(
      fc.property(tangled, (facts) => {
        const persons = of(facts);
        expectSame(persons.flatMap((person) => person.facts.map(keyOf)).sort(), facts.map(keyOf).sort());
        expect(new Set(idsOf(persons)).size).toBe(idsOf(persons).length);
      }),
      RUNS,
    );
  });

  it("never makes two users one, nor one user two, unless an alias says so", () => {
    fc.assert(
      fc.property(tangledWithoutAlias, (facts) => {
        const persons = of(facts);
        for (const { userId, facts: own } of persons) {
          const users = [...nodesOf(own)].filter((node) => node.startsWith("user:"));
          expectSame(users, userId === null ? [] : [`user:${userId}`]);
        }
        const users = persons.flatMap(({ userId }) => userId ?? []);
        expect(new Set(users).size).toBe(users.length);
      }),
      RUNS,
    );
  });

  it("tells sites apart: the same facts on another site are the same people under other ids", () => {
    fc.assert(
      fc.property(tangled, (facts) => {
        const [here, there] = [personsOf("here", facts), personsOf("there", facts)];
        expect(new Set([...idsOf(here), ...idsOf(there)]).size).toBe(2 * idsOf(here).length);
        const unnamed = (persons: Person[]) => persons.map((person) => ({ ...person, personId: "", formerIds: person.formerIds.length }));
        expectSame(unnamed(there), unnamed(here));
      }),
      RUNS,
    );
  });

  it("loses no id: whatever comes next, an id that somebody had is somebody's, now or formerly", () => {
    fc.assert(
      fc.property(
        tangled.filter(({ length }) => length > 0),
        fc.nat(),
        (facts, pick) => {
          const without = facts.filter((_, index) => index !== pick % facts.length);
          const known = new Set(idsOf(of(facts)));
          for (const id of idsOf(of(without))) expect(known).toContain(id);
        },
      ),
      RUNS,
    );
  });

  it("keeps a person's id when e-mails, phones and later visitors join, and changes it once for a user id", () => {
    const contacts = fc.uniqueArray(fc.constantFrom("email:new", "phone:new", "phone:newer"), { minLength: 1 });
    fc.assert(
      fc.property(tangled, fc.nat(), contacts, (facts, pick, identifiers) => {
        const persons = of(facts);
        const person = persons[pick % persons.length];
        const home = person?.facts.find(({ visitorId }) => !visitorId.startsWith("@"));
        if (person === undefined || home === undefined) return;
        const own = person.visitors.find(({ visitorId, isShared }) => visitorId === home.visitorId && !isShared)?.visitorId;
        if (own === undefined) return;
        const said: Fact = { ...BLANK, type: "identify", visitorId: own, eventId: "x", at: LATE, identifiers };
        const joined: Fact = { ...said, visitorId: "v-new", eventId: "y" };
        const grown = holderOf(of([...facts, said, joined]), home);
        const isKiosk = grown?.identifiers.some(({ refusedBecause }) => refusedBecause === "too_many_identifiers") === true;
        // A browser that becomes a kiosk leaves the user whom it was joined to; nobody else's id can change.
        if (person.userId === null || !isKiosk) expect(grown?.personId).toBe(person.personId);

        const known = holderOf(of([...facts, said, joined, { ...said, eventId: "z", userId: "newcomer" }]), home);
        if (person.userId !== null) return;
        expect(known?.userId).toBe("newcomer");
        expect(known?.formerIds).toContain(person.personId);
      }),
      RUNS,
    );
  });

  it("changes for nobody but their own when a person whose identifiers nobody else carries is erased", () => {
    let erased = 0;
    fc.assert(
      fc.property(tangled, fc.nat(), (facts, pick) => {
        const persons = of(facts);
        const person = persons[pick % persons.length];
        if (person === undefined || person.visitors.some(({ isShared }) => isShared)) return;
        const gone = new Set(person.facts.map(keyOf));
        const rest = facts.filter((fact) => !gone.has(keyOf(fact)));
        const elsewhere = nodesOf(rest);
        if ([...nodesOf(person.facts)].some((node) => elsewhere.has(node))) return;
        erased++;
        expectSame(
          of(rest),
          persons.filter((other) => other !== person),
        );
      }),
      RUNS,
    );
    expect(erased).toBeGreaterThan(RUNS.numRuns / 10);
  });

  it("follows a fact that carries no identity to the person whom the visitor is said to be, and changes nothing else", () => {
    const fact = fc.record({
      visitorId: fc.constantFrom("v1", "v2", "v3", "v4", "v5", "@user:an", "@order:A1", "v-new"),
      type: fc.constantFrom("page", "track"),
      name: fc.constantFrom("Product Added", "Order Delivered"),
      userId: fc.constantFrom(null, null, "guest", "an"),
    });
    let followed = 0;
    fc.assert(
      fc.property(tangled, fact, (facts, part) => {
        const before = of(facts);
        const later: Fact = { ...BLANK, ...part, eventId: "later", at: LATE };
        const after = of([...facts, later]);
        const said = before.filter(({ visitors }) => visitors.some((visitor) => isFollowedBy(visitor, later)));
        if (said.length === 0) return;
        followed++;
        expect(said).toHaveLength(1);
        expectSame(
          after,
          before.map((person) => (person === said[0] ? { ...person, facts: [...person.facts, later] } : person)),
        );
      }),
      RUNS,
    );
    expect(followed).toBeGreaterThan(RUNS.numRuns / 4);
  });
});
