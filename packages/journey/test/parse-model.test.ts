import { describe, expect, it } from "vitest";
import { parseModel } from "../src/index.js";
import { OWN, SLIPS } from "./bad-models.js";

/** The problems of the model after a change, as `line path: message`. */
function problemsAfter(what: string | RegExp, by: string): string[] {
  const text = OWN.replace(what, by);
  expect(text, "the change changed nothing").not.toBe(OWN);
  return problemsIn(text);
}

function problemsIn(text: string): string[] {
  const parsed = parseModel(text);
  return parsed.ok ? [] : parsed.problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
}

describe("a site's own model", () => {
  it("is read as it is written; one label stands for both languages", () => {
    expect(parseModel(OWN)).toEqual({
      ok: true,
      model: {
        id: "own",
        version: 3,
        label: { en: "Tư vấn", vi: "Tư vấn" },
        stages: [
          {
            id: "Visit",
            label: { en: "Visit", vi: "Ghé xem" },
            steps: [{ id: "came", label: { en: "Ghé", vi: "Ghé" }, enteredBy: [{ milestone: "first_touch" }] }],
          },
          {
            id: "Talk",
            label: { en: "Trao đổi", vi: "Trao đổi" },
            phase: "before",
            steps: [{ id: "asked", label: { en: "Hỏi", vi: "Hỏi" }, enteredBy: [{ milestone: "lead_captured" }] }],
          },
          {
            id: "Buy",
            label: { en: "Mua", vi: "Mua" },
            steps: [
              {
                id: "praised",
                label: { en: "Khen", vi: "Khen" },
                enteredBy: [{ milestone: "reviewed", where: { attribute: "rating", atLeast: 4 } }],
              },
            ],
          },
        ],
        back: [
          {
            id: "left",
            label: { en: "Bỏ đi", vi: "Bỏ đi" },
            trigger: { milestone: "unsubscribed" },
            from: ["Talk", "Buy/praised"],
            to: ["Visit/came"],
          },
        ],
      },
    });
  });

  it("needs no moves back, and may begin with the mark that Windows puts before a text", () => {
    const forward = OWN.replace(/, "back": \[[\s\S]*\] }$/, " }");
    expect(parseModel(`\uFEFF${forward}`)).toMatchObject({ ok: true, model: { back: [] } });
    expect(parseModel(OWN.replace(/"back": \[[\s\S]*\] }$/, '"back": [] }'))).toMatchObject({ ok: true, model: { back: [] } });
  });
});

describe("what is wrong with a model", () => {
  it("is told all at once, in order of place, with line, column and what to do", () => {
    const text = OWN.replace('"version": 3', '"version": "3"')
      .replace("lead_captured", "lead_capture")
      .replace('"attribute": "rating"', '"attribute": "stars"')
      .replace('"Visit/came"]', '"Buy"],');
    const lines = text.split("\n");
    const columnOf = (line: number, what: string): number => (lines[line - 1]?.lastIndexOf(what) ?? -1) + 1;
    expect(parseModel(text)).toEqual({
      ok: false,
      problems: [
        { line: 1, column: columnOf(1, '"3"'), path: "version", message: "this must be a number, not a text in double quotes" },
        {
          line: 3,
          column: columnOf(3, '"lead_capture"'),
          path: "stages[1].steps[0].enteredBy[0].milestone",
          message: '"lead_capture" is no milestone; did you mean "lead_captured"?',
        },
        {
          line: 4,
          column: columnOf(4, '"stars"'),
          path: "stages[2].steps[0].enteredBy[0].where.attribute",
          message: '"reviewed" carries no attribute "stars"; use one of rating, satisfaction, product_id',
        },
        {
          line: 6,
          column: columnOf(6, '"Buy"'),
          path: "back[0].to[0]",
          message: '"Buy" does not lie before "Talk", where this rule begins; a move back leads to an earlier place',
        },
        { line: 6, column: columnOf(6, "}"), path: "", message: "remove the comma before this bracket" },
      ],
    });
  });

  it.each(SLIPS.map((slip) => [...slip] as const))("%s", (_, what, by, problems) => {
    expect(problemsAfter(what, by)).toEqual(problems);
  });

  it("is not a model: a list, a text, nothing", () => {
    expect(problemsIn("[]")).toEqual(["1 : this must be an object in { }, not a list in [ ]"]);
    expect(problemsIn("null")).toEqual(["1 : this must be an object in { }, not null"]);
    expect(problemsIn("")).toEqual(["1 : a value must stand here"]);
    expect(problemsIn("{ /*")).toEqual(["1 : JSON has no comments: remove this one", "1 : the text breaks off here: close what is open"]);
    expect(problemsIn("{}")).toEqual(["id", "version", "label", "stages"].map((key) => `1 ${key}: "${key}" is missing`));
  });

  it("is a rule from a step to the stage that it lies in", () => {
    const text = OWN.replace(
      '{ "id": "praised"',
      '{ "id": "paid", "label": "x", "enteredBy": [{ "milestone": "order_completed" }] }, { "id": "praised"',
    );
    const rule = (to: string): string => text.replace('["Talk", "Buy/praised"]', '["Buy/praised"]').replace('["Visit/came"]', `["${to}"]`);
    expect(problemsIn(rule("Buy/paid"))).toEqual([]);
    expect(problemsIn(rule("Buy"))).toEqual([
      '6 back[0].to[0]: "Buy" does not lie before "Buy/praised", where this rule begins; a move back leads to an earlier place',
    ]);
  });

  it("counts a part as missing where a slip beside it loses nothing", () => {
    const text = OWN.replace('"label": "Trao đổi", ', "").replace('"Visit/came"]', '"Visit/came",]');
    expect(problemsIn(text)).toEqual(['3 stages[1].label: "label" is missing', "6 : remove the comma before this bracket"]);
  });

  it("counts no part as missing that may only be lost in a text which breaks off", () => {
    expect(problemsIn(OWN.slice(0, OWN.indexOf('"steps"')))).toEqual(
      expect.arrayContaining([expect.stringContaining("the text breaks off here: close what is open")]),
    );
    expect(problemsIn(OWN.slice(0, OWN.indexOf('"steps"'))).join()).not.toContain("missing");
    expect(problemsIn('{ "id": "own", "stages": [')).toEqual(["1 : the text breaks off here: close what is open"]);
  });
});

describe("the place of a problem", () => {
  it("is the same whether lines end as on Linux, Windows or an old Macintosh", () => {
    const wrong = OWN.replace("lead_captured", "lead_capture").replace('"unsubscribed"', "7");
    const problems = parseModel(wrong);
    expect(problems).toMatchObject({ ok: false, problems: [{ line: 3 }, { line: 6 }] });
    expect(parseModel(wrong.replaceAll("\n", "\r\n"))).toEqual(problems);
    expect(parseModel(wrong.replaceAll("\n", "\r"))).toEqual(problems);
  });

  it("may be the very beginning of a line", () => {
    expect(parseModel(OWN.replace('"version"', '\n"colour": 1, "version"'))).toMatchObject({
      ok: false,
      problems: [{ line: 2, column: 1, path: "colour" }],
    });
  });
});

describe("a model that is too large", () => {
  const step = (id: string): string => `{ "id": "${id}", "label": "x", "enteredBy": [{ "milestone": "lapsed" }] }`;
  const steps = (count: number): string => Array.from({ length: count }, (_, index) => step(`s${index}`)).join();
  const stages = (count: number): string =>
    Array.from({ length: count }, (_, index) => `{ "id": "S${index}", "label": "x", "steps": [${step(`s${index}`)}] }`).join();
  const rules = (count: number): string =>
    Array.from(
      { length: count },
      (_, index) => `{ "id": "r${index}", "label": "x", "trigger": { "milestone": "lapsed" }, "from": ["Buy"], "to": ["Visit"] }`,
    ).join();

  it("has more than 20 stages, 20 steps in a stage or 50 moves back", () => {
    expect(problemsAfter('"stages": [', `"stages": [${stages(18)},`).join()).toContain("stages: 21 stages are too many; there may be 20");
    expect(problemsAfter('"stages": [', `"stages": [${stages(17)},`).join()).not.toContain("too many");
    expect(problemsAfter(/\{ "id": "praised"/, `${steps(20)}, { "id": "praised"`)).toEqual([
      "4 stages[2].steps: 21 steps are too many; there may be 20",
    ]);
    expect(problemsAfter('"back": [', `"back": [${rules(50)},`)).toEqual(["5 back: 51 moves back are too many; there may be 50"]);
    expect(problemsAfter('"back": [', `"back": [${rules(49)},`)).toEqual([]);
  });

  it("has more places than a message lists", () => {
    const many = OWN.replace('{ "id": "praised"', `${steps(19)}, { "id": "praised"`)
      .replace('{ "id": "asked"', `${steps(19).replaceAll('"s', '"t')}, { "id": "asked"`)
      .replace('"Visit/came"]', '"Xyzzyx"]');
    const [problem = "", other] = problemsIn(many);
    expect(other).toBeUndefined();
    expect(problem).toMatch(/^6 back\[0\]\.to\[0\]: "Xyzzyx" is no place of this model; use one of Visit, Visit\/came, .* \.\.\.$/);
    expect(problem.split(", ")).toHaveLength(30);
  });

  it("has more than 20 milestones for a step, or 50 places in a rule", () => {
    const milestones = (count: number): string => Array.from({ length: count }, () => '{ "milestone": "lapsed" }').join();
    expect(problemsAfter('[{ "milestone": "lead_captured" }', `[${milestones(21)}`)).toEqual([
      "3 stages[1].steps[0].enteredBy: 21 milestones are too many; there may be 20",
    ]);
    expect(problemsAfter('[{ "milestone": "lead_captured" }', `[${milestones(20)}`)).toEqual([]);
    const places = (count: number): string => Array.from({ length: count }, () => '"Talk"').join();
    expect(problemsAfter('"Talk", "Buy/praised"', places(51))[0]).toBe("6 back[0].from: 51 places are too many; there may be 50");
    expect(problemsAfter('"Talk", "Buy/praised"', places(50))[0]).toBe('6 back[0].from[1]: "Talk" is listed twice; keep one');
  });

  it("has more than 65,536 characters", () => {
    expect(problemsIn(OWN.padEnd(65_536))).toEqual([]);
    expect(problemsIn(OWN.padEnd(65_537))).toEqual(["7 : a model has at most 65536 characters; this text has 65537"]);
  });

  it("nests deeper than any model, also behind brackets that close nothing", () => {
    for (const text of ["[},", '{"a":],"a":', '{"a":[},']) {
      expect(problemsIn(text.repeat(5_000))).toEqual(["1 : brackets nest deeper than 16 here; no part of a model lies so deep"]);
    }
    expect(problemsIn("[".repeat(60_000))).toEqual(["1 : brackets nest deeper than 16 here; no part of a model lies so deep"]);
    expect(problemsIn(`{ "id": ${'{"a":'.repeat(10_000)}`)).toEqual([
      "1 : brackets nest deeper than 16 here; no part of a model lies so deep",
    ]);
  });

  it("tells the first hundred of its problems, and how many there are", () => {
    const parsed = parseModel(`{ ${Array.from({ length: 5000 }, (_, index) => `"k${index}": 1`).join()} }`);
    const problems = parsed.ok ? [] : parsed.problems;
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.message).toBe("and 4904 more problems from here on");
  });
});
