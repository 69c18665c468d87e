import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type Label, MODELS, parseModel, standingIn } from "../src/index.js";
import { parseModelText } from "../src/stages/parse/model-text.js";
import { journeyAfter, story } from "./story.js";

const folder = new URL("../src/stages/models/", import.meta.url);
const textOf = (id: string): string => readFileSync(new URL(`${id}.json`, folder), "utf8");

it("there are six models, the default one first, each in a file that bears its id", () => {
  expect(MODELS.map(({ id, stages }) => [id, stages.map((stage) => stage.id)])).toEqual([
    ["inbound", ["Attract", "Convert", "Close", "Delight"]],
    ["value-journey", ["Aware", "Engage", "Subscribe", "Convert", "Excite", "Ascend", "Advocate", "Promote"]],
    ["digital", ["Awareness", "Research", "Consideration", "Purchase", "Post-purchase"]],
    ["experience", ["Awareness", "Consideration", "Decision", "Purchase", "Retention", "Advocacy"]],
    ["ecommerce", ["Awareness", "Acquisition", "Nurture", "Delivery", "Delight"]],
    ["buying", ["Learn", "Consider", "Decide"]],
  ]);
  expect(readdirSync(folder).sort()).toEqual(MODELS.map(({ id }) => `${id}.json`).sort());
});

it.each(MODELS.map((model) => [model.id, model] as const))("the file of %s says what the model is, without a slip", (id, model) => {
  expect(parseModelText(textOf(id), { taken: new Set(), labels: "both" })).toEqual({ ok: true, model });
});

it.each(MODELS.map((model) => [model.id, model] as const))("%s under an id of the site's own is a model of the site's own", (id, model) => {
  expect(parseModel(textOf(id).replace(`"${id}"`, '"own"'))).toEqual({ ok: true, model: { ...model, id: "own" } });
  expect(parseModel(textOf(id))).toMatchObject({ ok: false, problems: [{ path: "id" }] });
});

it("the customer experience has two stages before, during and after the purchase", () => {
  const experience = MODELS.find(({ id }) => id === "experience");
  expect(experience?.stages.map(({ phase }) => phase)).toEqual(["before", "before", "during", "during", "after", "after"]);
});

it("a step or rule of several models has one label, and no two of them share one", () => {
  const labels = new Map<string, Label>();
  for (const { stages, back } of MODELS) {
    const named = [
      ...stages.flatMap(({ steps }) => steps.map((step) => ["step", step] as const)),
      ...back.map((rule) => ["rule", rule] as const),
    ];
    for (const [kind, { id, label }] of named) {
      const key = `${kind} ${id}`;
      expect(label).toEqual(labels.get(key) ?? label);
      labels.set(key, label);
    }
  }
  for (const language of ["en", "vi"] as const) {
    const words = [...labels.values()].map((label) => label[language]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  }
});

it("Vietnamese is written with composed letters, and no label is bare English", () => {
  const labels = MODELS.flatMap(({ label, stages, back }) => [
    label,
    ...stages.flatMap((stage) => [stage.label, ...stage.steps.map((step) => step.label)]),
    ...back.map((rule) => rule.label),
  ]);
  for (const { en, vi } of labels) {
    expect(vi).toBe(vi.normalize("NFC"));
    if (en !== "Inbound") expect(vi).not.toBe(en);
  }
});

it("a built-in model has every label in both languages", () => {
  const plain = textOf("inbound").replace('{ "en": "Attract", "vi": "Thu hút" }', '"Thu hút"');
  expect(parseModelText(plain, { taken: new Set(), labels: "both" })).toMatchObject({ ok: false, problems: [{ path: "stages[0].label" }] });
  expect(parseModelText(plain, { taken: new Set(), labels: "either" })).toMatchObject({ ok: true });
});

it("a model that was never parsed is refused when somebody is to walk it", () => {
  const [inbound] = MODELS;
  const [milestone] = journeyAfter(story().page("/")).milestones;
  if (milestone === undefined) throw new Error("a visit without a milestone");
  const back = inbound.back.map((rule) => ({ ...rule, to: ["Nowhere"] }));
  expect(() => standingIn({ ...inbound, back }, [milestone])).toThrow("the model inbound has no place Nowhere");
  expect(() => standingIn({ ...inbound, stages: [] }, [milestone])).toThrow("the model inbound has no step");
  expect(() => standingIn(inbound, [])).toThrow("no milestone enters the model inbound");
});
