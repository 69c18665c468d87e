import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  type BackRule,
  type Condition,
  MILESTONE_ATTRIBUTES,
  MILESTONES,
  MODELS,
  parseModel,
  type Stage,
  type Trigger,
} from "../src/index.js";

const read = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8");

/** The rows of a page's tables, without heads. */
const rowsIn = (text: string): string[][] =>
  text.split("\n").flatMap((line, index, lines) => {
    const isHead = lines[index + 1]?.startsWith("| ---") ?? false;
    if (!line.startsWith("| ") || line.startsWith("| ---") || isHead) return [];
    return [
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ];
  });

const namesIn = (cell: string | undefined): string[] => [...(cell ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => String(name));

describe("docs/milestones.md", () => {
  const milestones = rowsIn(read("milestones.md")).filter(([first]) => /^`\w+`$/.test(first ?? ""));

  it("describes every milestone and no other", () => {
    expect(milestones.map(([first]) => namesIn(first)[0]).sort()).toEqual([...MILESTONES].sort());
  });

  it("says what belongs to each, which is what conditions of models may ask for", () => {
    const described = milestones.map(([first, , attributes]) => [namesIn(first)[0], namesIn(attributes).sort()]);
    expect(Object.fromEntries(described)).toEqual(
      Object.fromEntries(Object.entries(MILESTONE_ATTRIBUTES).map(([name, attributes]) => [name, Object.keys(attributes).sort()])),
    );
  });
});

function conditionText({ attribute, atLeast, equals, exists }: Condition): string {
  if (exists !== undefined) return `${exists ? "with" : "without"} \`${attribute}\``;
  return atLeast === undefined ? `with \`${attribute}\` = ${String(equals)}` : `with \`${attribute}\` ≥ ${atLeast}`;
}

const triggerText = ({ milestone, where }: Trigger): string => `\`${milestone}\`${where ? ` ${conditionText(where)}` : ""}`;

const stageRows = ({ id, label, phase, steps }: Stage): string[][] =>
  steps.map((step, index) => [
    index === 0 ? `**${id}** · ${label.vi}${phase ? ` (${phase})` : ""}` : "",
    `\`${step.id}\` · ${step.label.en} · ${step.label.vi}`,
    step.enteredBy.map(triggerText).join("; "),
  ]);

const backRow = ({ id, label, trigger, from, to }: BackRule): string[] => [
  `\`${id}\` · ${label.en} · ${label.vi}`,
  triggerText(trigger),
  from.join(", "),
  to.join(", "),
];

describe("docs/models.md", () => {
  const page = read("models.md");
  const sections = new Map(page.split(/^## /m).map((section) => [section.slice(0, section.indexOf("\n")), section]));

  it("has a section for every model, in their order, and for no other", () => {
    const titles = MODELS.map(({ id, label }) => `${id} · ${label.en} · ${label.vi}`);
    expect([...sections.keys()].filter((title) => title.includes(" · "))).toEqual(titles);
  });

  it.each(MODELS.map((model) => [model.id, model] as const))(
    "shows every stage, step, trigger and move back of %s, and nothing else",
    (id, { label, version, stages, back }) => {
      const section = sections.get(`${id} · ${label.en} · ${label.vi}`) ?? "";
      expect(rowsIn(section)).toEqual([...stages.flatMap(stageRows), ...back.map(backRow)]);
      expect(section).toContain(`Version ${version}.`);
      for (const stage of stages) expect(stage.label.en, "the page shows a stage's id for its English label").toBe(stage.id);
    },
  );

  const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? "";

  it("has an example of a site's own model that can be read", () => {
    expect(parseModel(example)).toMatchObject({ ok: true, model: { id: "workshop", version: 1 } });
  });

  it("shows the answer to a slip as it is", () => {
    const [, wrong = "", right = ""] = /writes `"(\w+)"` for\s`"(\w+)"`/.exec(page) ?? [];
    const parsed = parseModel(example.replace(`"${right}"`, `"${wrong}"`));
    const answer = parsed.ok ? [] : parsed.problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
    expect(answer).toHaveLength(1);
    expect(/```text\n([\s\S]*?)\n```/.exec(page)?.[1]).toBe(answer.join("\n"));
  });
});
