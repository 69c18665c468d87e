import { LATER, randomFacts } from "@waystitch/testbed/facts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type AttributeKind, journeysOf, MILESTONE_ATTRIBUTES, type Milestone } from "../src/index.js";
import { RUNS } from "./law-runs.js";
import { SHOP } from "./story.js";

const IS: Readonly<Record<AttributeKind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  amount: (value) => typeof value === "string" && /^\d+(\.\d+)?$/.test(value),
  time: (value) => typeof value === "string" && new Date(value).toISOString() === value,
  number: (value) => typeof value === "number",
  "yes or no": (value) => typeof value === "boolean",
};

/** Attributes that a milestone may not carry, or not so. */
function strayIn({ milestone, attributes }: Milestone): string[] {
  const kinds = new Map(Object.entries(MILESTONE_ATTRIBUTES[milestone]));
  return Object.entries(attributes).flatMap(([name, value]) => {
    const kind = kinds.get(name);
    return kind !== undefined && IS[kind](value) ? [] : [`${milestone}.${name}: ${JSON.stringify(value)}`];
  });
}

it("whatever happens, a milestone carries only attributes that conditions may ask for, and each holds what it should", () => {
  fc.assert(
    fc.property(randomFacts, (facts) => {
      expect(journeysOf(facts, SHOP, LATER).flatMap(({ milestones }) => milestones.flatMap(strayIn))).toEqual([]);
    }),
    { ...RUNS, numRuns: Math.min(RUNS.numRuns, 2_000) },
  );
});
