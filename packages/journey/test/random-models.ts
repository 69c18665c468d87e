import fc from "fast-check";
import {
  type AttributeKind,
  type BackRule,
  type Condition,
  MILESTONE_ATTRIBUTES,
  MILESTONES,
  type Milestone,
  type MilestoneName,
  type StageModel,
  type Trigger,
} from "../src/index.js";

/** Few values, so that conditions and milestones meet. */
const VALUES: Readonly<Record<AttributeKind, fc.Arbitrary<string | number | boolean>>> = {
  text: fc.constantFrom("a", "b"),
  amount: fc.constantFrom("100", "200"),
  time: fc.constant("2026-11-22T02:00:00.000Z"),
  number: fc.integer({ min: 0, max: 5 }),
  "yes or no": fc.boolean(),
};

const attributesOf = (milestone: MilestoneName): [string, AttributeKind][] => Object.entries(MILESTONE_ATTRIBUTES[milestone]);
/** First comes `first_touch`, as in every life, and only then. */
const later = fc.constantFrom(...MILESTONES.filter((milestone) => milestone !== "first_touch"));

const happening = later.chain((milestone) =>
  fc.record({
    milestone: fc.constant(milestone),
    wait: fc.nat({ max: 3 }),
    attributes: fc.record(Object.fromEntries(attributesOf(milestone).map(([name, kind]) => [name, VALUES[kind]])), { requiredKeys: [] }),
  }),
);

/** What may happen to a person, in order of time; several milestones of one moment are likely. */
export const randomMilestones: fc.Arbitrary<Milestone[]> = fc.array(happening, { maxLength: 20 }).map((happenings) => {
  let at = 0;
  const all = [{ milestone: "first_touch" as const, wait: 0, attributes: {} }, ...happenings];
  return all.map(({ wait, ...found }, index): Milestone => {
    at += wait * 1000;
    return { ...found, sequence: index + 1, occurredAt: at, rule: "random", evidenceVisitorId: "v1", evidenceEventId: `e${index}` };
  });
});

const conditionOn = (milestone: MilestoneName): fc.Arbitrary<Condition | undefined> => {
  const attributes = attributesOf(milestone);
  if (attributes.length === 0) return fc.constant(undefined);
  return fc.constantFrom(...attributes).chain(([attribute, kind]) =>
    fc.oneof(
      fc.constant(undefined),
      VALUES[kind].map((equals): Condition => ({ attribute, equals })),
      fc.boolean().map((exists): Condition => ({ attribute, exists })),
      ...(kind === "number" ? [fc.integer({ min: 0, max: 5 }).map((atLeast): Condition => ({ attribute, atLeast }))] : []),
    ),
  );
};

const trigger: fc.Arbitrary<Trigger> = later.chain((milestone) =>
  conditionOn(milestone).map((where) => (where === undefined ? { milestone } : { milestone, where })),
);
const label = fc.constantFrom({ en: "One", vi: "Một" }, { en: "Two", vi: "Hai" });

/** The shape of a model: how many steps each stage has, what enters them, and where back rules begin and end. */
const shape = fc.record({
  stages: fc.array(fc.array(fc.array(trigger, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 5,
  }),
  back: fc.array(
    fc.record({
      trigger,
      cut: fc.nat(),
      froms: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
      tos: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 4 },
  ),
  label,
  version: fc.integer({ min: 1, max: 9 }),
});

const pick = (names: readonly string[], numbers: readonly number[]): string[] => [
  ...new Set(numbers.flatMap((number) => names[number % names.length] ?? [])),
];

/** Models of up to fifteen steps that a site could have written. */
export const randomModel: fc.Arbitrary<StageModel> = shape.map(({ stages, back, label: named, version }) => {
  const built = stages.map((steps, stage) => ({
    id: `S${stage}`,
    label: named,
    steps: steps.map((enteredBy, step) => ({
      id: `s${stage}-${step}`,
      label: named,
      enteredBy: stage + step === 0 ? [{ milestone: "first_touch" as const }, ...enteredBy] : enteredBy,
    })),
  }));
  // Every rule leads from one side of a cut between two steps to the other; stages that the cut goes through belong to neither.
  const places = built.flatMap((stage) => stage.steps.map((step) => ({ stage: stage.id, name: `${stage.id}/${step.id}` })));
  const rules = back.flatMap(({ cut, froms, tos, trigger: cause }, index): BackRule[] => {
    if (places.length < 2) return [];
    const at = 1 + (cut % (places.length - 1));
    const before = places.slice(0, at);
    const after = places.slice(at);
    const namesIn = (side: typeof places, other: typeof places): string[] => [
      ...side.map(({ name }) => name),
      ...built.map(({ id }) => id).filter((id) => side.some(({ stage }) => stage === id) && !other.some(({ stage }) => stage === id)),
    ];
    return [
      { id: `r${index}`, label: named, trigger: cause, from: pick(namesIn(after, before), froms), to: pick(namesIn(before, after), tos) },
    ];
  });
  return { id: "own", version, label: named, stages: built, back: rules };
});
