import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { MILESTONES, MODELS } from "../src/index.js";

const page = readFileSync(new URL("../../../docs/milestones.md", import.meta.url), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.split("|").map((cell) => cell.trim()));

it("docs/milestones.md describes every milestone and no other", () => {
  const described = rows.flatMap(([, first]) => /^`(\w+)`$/.exec(first ?? "")?.[1] ?? []);
  expect([...new Set(described)].sort()).toEqual([...MILESTONES].sort());
});

it("docs/milestones.md names every stage, step and trigger of the inbound model", () => {
  const steps = MODELS[0].stages.flatMap((stage) =>
    stage.steps.map((step) => ({
      label: `${stage.label.en} · ${stage.label.vi}`,
      step: step.id,
      milestones: step.enteredBy.map((trigger) => trigger.milestone),
    })),
  );
  let label = "";
  for (const [, stage, step, entered] of rows) {
    label = stage || label;
    const known = steps.find((candidate) => candidate.step === step && candidate.label === label);
    if (!known) continue;
    expect((entered ?? "").match(/`(\w+)`/g)?.map((name) => name.slice(1, -1))).toEqual(known.milestones);
    steps.splice(steps.indexOf(known), 1);
  }
  expect(steps).toEqual([]);
});
