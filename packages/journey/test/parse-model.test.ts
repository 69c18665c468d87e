import { describe, expect, it } from "vitest";
import { parseModel } from "../src/index.js";

/** A model of a site's own, one line a stage and a rule, so that problems can be told by their line. */
const LINES = [
  '{ "id": "own", "version": 3, "label": "Tư vấn", "stages": [',
  '  { "id": "Visit", "label": { "en": "Visit", "vi": "Ghé xem" }, "steps": [{ "id": "came", "label": "Ghé", "enteredBy": [{ "milestone": "first_touch" }] }] },',
  '  { "id": "Talk", "label": "Trao đổi", "phase": "before", "steps": [{ "id": "asked", "label": "Hỏi", "enteredBy": [{ "milestone": "lead_captured" }] }] },',
  '  { "id": "Buy", "label": "Mua", "steps": [{ "id": "praised", "label": "Khen", "enteredBy": [{ "milestone": "reviewed", "where": { "attribute": "rating", "atLeast": 4 } }] }] }',
  '], "back": [',
  '  { "id": "left", "label": "Bỏ đi", "trigger": { "milestone": "unsubscribed" }, "from": ["Talk", "Buy/praised"], "to": ["Visit/came"] }',
  "] }",
];
const OWN = LINES.join("\n");

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

  it.each<[string, string | RegExp, string, string[]]>([
    ["an id twice", '"id": "own"', '"id": "own", "id": "other"', ['1 id: "id" is written twice; keep one']],
    ["an unknown key", '"phase"', '"phases"', ['3 stages[1].phases: "phases" is unknown here; did you mean "phase"?']],
    ["a key like nothing", '"phase"', '"colour"', ['3 stages[1].colour: "colour" is unknown here; use one of id, label, steps, phase']],
    [
      "__proto__",
      '"phase": "before"',
      '"__proto__": {}',
      ['3 stages[1].__proto__: "__proto__" is unknown here; use one of id, label, steps, phase'],
    ],
    ["a phase that is none", '"before"', '"later"', ['3 stages[1].phase: "later" is no phase; use one of before, during, after']],
    [
      "two stages of one id",
      '"id": "Talk"',
      '"id": "Visit"',
      [
        '3 stages[1].id: "Visit" is already the id of stages[0]; every stage needs its own',
        '6 back[0].from[0]: "Talk" is no place of this model; use one of Visit, Visit/came, Visit/asked, Buy, Buy/praised',
        '6 back[0].to[0]: "Visit/came" does not lie before',
      ].slice(0, 2),
    ],
    [
      "two steps of one id",
      '"id": "asked"',
      '"id": "came"',
      ['3 stages[1].steps[0].id: "came" is already the id of stages[0].steps[0]; every step needs its own'],
    ],
    [
      "two rules of one id",
      '"back": [',
      '"back": [{ "id": "left", "label": "x", "trigger": { "milestone": "lapsed" }, "from": ["Buy"], "to": ["Visit"] },',
      ['6 back[1].id: "left" is already the id of back[0]; every move back needs its own'],
    ],
    [
      "an id with accents",
      '"id": "own"',
      '"id": "tư-vấn"',
      ['1 id: "tư-vấn" is no id; begin with a letter and use up to 60 letters without accents, digits, - and _'],
    ],
    [
      "an id of 61 letters",
      '"own"',
      `"${"o".repeat(61)}"`,
      [`1 id: "${"o".repeat(60)}…" is no id; begin with a letter and use up to 60 letters without accents, digits, - and _`],
    ],
    [
      "an id that begins with __",
      '"own"',
      '"__proto__"',
      ['1 id: "__proto__" is no id; begin with a letter and use up to 60 letters without accents, digits, - and _'],
    ],
    ["an id that objects answer to", '"own"', '"constructor"', ['1 id: "constructor" is a reserved word; choose another id']],
    ["an id of a built-in model", '"own"', '"Inbound"', ['1 id: "Inbound" is the id of a built-in model; choose another']],
    ["version 0", '"version": 3', '"version": 0', ["1 version: a version is a whole number from 1; add one whenever the model changes"]],
    [
      "version 1.5",
      '"version": 3',
      '"version": 1.5',
      ["1 version: a version is a whole number from 1; add one whenever the model changes"],
    ],
    [
      "a version beyond the column",
      '"version": 3',
      '"version": 2147483648',
      ["1 version: a version is a whole number from 1; add one whenever the model changes"],
    ],
    ["an endless version", '"version": 3', '"version": 1e400', ["1 version: this number is too large"]],
    ["no version", '"version": 3, ', "", ['1 version: "version" is missing']],
    ["no Vietnamese label", ', "vi": "Ghé xem"', "", ['2 stages[0].label.vi: "vi" is missing']],
    ["no label", '"label": "Trao đổi", ', "", ['3 stages[1].label: "label" is missing']],
    ["a blank label", '"Trao đổi"', '" "', ["3 stages[1].label: this text is empty"]],
    ["a label of 101 letters", '"Trao đổi"', `"${"x".repeat(101)}"`, ["3 stages[1].label: this text has 101 characters; it may have 100"]],
    [
      "a label with NUL",
      '"Trao đổi"',
      '"Trao\\u0000"',
      ["3 stages[1].label: this text holds control characters or halves of characters; remove them"],
    ],
    [
      "half a character",
      '"Trao đổi"',
      '"Trao\\ud83d"',
      ["3 stages[1].label: this text holds control characters or halves of characters; remove them"],
    ],
    [
      "an event in place of a milestone",
      '"lead_captured"',
      '"Lead Captured"',
      ['3 stages[1].steps[0].enteredBy[0].milestone: "Lead Captured" is no milestone; did you mean "lead_captured"?'],
    ],
    [
      "a slip where everybody enters",
      '"first_touch"',
      '"first_touche"',
      ['2 stages[0].steps[0].enteredBy[0].milestone: "first_touche" is no milestone; did you mean "first_touch"?'],
    ],
    [
      "a key as short as any other",
      '"en": "Visit"',
      '"ok": "Visit"',
      ['2 stages[0].label.en: "en" is missing', '2 stages[0].label.ok: "ok" is unknown here; use one of en, vi'],
    ],
    [
      "a milestone in capitals",
      '"lead_captured"',
      '"LEAD CAPTURED"',
      ['3 stages[1].steps[0].enteredBy[0].milestone: "LEAD CAPTURED" is no milestone; did you mean "lead_captured"?'],
    ],
    [
      "a milestone of another kind of thing",
      '"lead_captured"',
      "7",
      ["3 stages[1].steps[0].enteredBy[0].milestone: this must be a text in double quotes, not a number"],
    ],
    [
      "a condition where nothing is carried",
      '"first_touch"',
      '"first_touch", "where": { "attribute": "x", "exists": true }',
      ['2 stages[0].steps[0].enteredBy[0].where.attribute: "first_touch" carries no attributes; leave "where" out'],
    ],
    [
      "an attribute that objects answer to",
      '"rating"',
      '"constructor"',
      [
        '4 stages[2].steps[0].enteredBy[0].where.attribute: "reviewed" carries no attribute "constructor"; use one of rating, satisfaction, product_id',
      ],
    ],
    [
      "a condition without a test",
      ', "atLeast": 4',
      "",
      ["4 stages[2].steps[0].enteredBy[0].where: say what the attribute must be, with one of equals, atLeast, exists"],
    ],
    [
      "a condition with two tests",
      '"atLeast": 4',
      '"atLeast": 4, "equals": 5',
      ["4 stages[2].steps[0].enteredBy[0].where: ask for one of equals, atLeast, exists, not for 2"],
    ],
    [
      "a number as text",
      '"atLeast": 4',
      '"equals": "5"',
      ["4 stages[2].steps[0].enteredBy[0].where.equals: this must be a number, not a text in double quotes"],
    ],
    [
      "a bound on text",
      '"rating", "atLeast"',
      '"product_id", "atLeast"',
      ['4 stages[2].steps[0].enteredBy[0].where.atLeast: only a number can be "at least"; this attribute holds text'],
    ],
    [
      "a bound on money",
      '"reviewed", "where": { "attribute": "rating"',
      '"order_completed", "where": { "attribute": "total"',
      [
        '4 stages[2].steps[0].enteredBy[0].where.atLeast: only a number can be "at least"; this attribute holds amount: amounts of different currencies do not compare',
      ],
    ],
    [
      "a first step that not everybody enters",
      '"first_touch"',
      '"engaged"',
      [
        '2 stages[0].steps[0].enteredBy: the first step of a model must be entered by "first_touch", so that everybody stands somewhere; add it',
      ],
    ],
    [
      "a later step that everybody enters",
      '"lead_captured"',
      '"first_touch"',
      ['3 stages[1].steps[0].enteredBy: "first_touch" comes to everybody at once, and so may enter only the first step; remove it here'],
    ],
    [
      "a step that nothing enters",
      '[{ "milestone": "lead_captured" }]',
      "[]",
      ["3 stages[1].steps[0].enteredBy: this list of milestones is empty; put at least one in"],
    ],
    [
      "a stage without a step",
      /"phase": "before", "steps": .*/,
      '"steps": [] },',
      ["3 stages[1].steps: this list of steps is empty; put at least one in"],
    ],
    ["a rule from nowhere", '["Talk", "Buy/praised"]', "[]", ["6 back[0].from: this list of places is empty; put at least one in"]],
    ["a rule to nowhere", '["Visit/came"]', "[]", ["6 back[0].to: this list of places is empty; put at least one in"]],
    ["a place that is none", '"Visit/came"', '"Visits"', ['6 back[0].to[0]: "Visits" is no place of this model; did you mean "Visit"?']],
    [
      "a step without its stage",
      '"Visit/came"',
      '"came"',
      ['6 back[0].to[0]: "came" is no place of this model; did you mean "Visit/came"?'],
    ],
    ["a place twice", '"Talk", "Buy/praised"', '"Talk", "Talk"', ['6 back[0].from[1]: "Talk" is listed twice; keep one']],
    [
      "a rule to its own stage",
      '"to": ["Visit/came"]',
      '"to": ["Visit", "Talk"]',
      ['6 back[0].to[1]: "Talk" does not lie before "Talk", where this rule begins; a move back leads to an earlier place'],
    ],
    ["a comment", '"version"', '/* now */ "version"', ["1 : JSON has no comments: remove this one"]],
    ["a comma too few", '"version": 3,', '"version": 3', ["1 : put a comma before this"]],
    ["a colon too few", '"version": 3', '"version" 3', ["1 : put a colon between the name and its value"]],
    [
      "a bare word",
      '"version": 3',
      '"version": three',
      ["1 : this is no JSON: put text in double quotes; the only bare words are true, false and null"],
    ],
    ["an escape that is none", '"Trao đổi"', '"Trao\\q"', ['3 : after a backslash may only stand one of " \\ / b f n r t u']],
    ["more after the end", /$/, " {}", ["7 : nothing may follow the model: remove this"]],
  ])("%s", (_, what, by, problems) => {
    expect(problemsAfter(what, by)).toEqual(problems);
  });

  it("is not a model: a list, a text, nothing", () => {
    expect(problemsIn("[]")).toEqual(["1 : this must be an object in { }, not a list in [ ]"]);
    expect(problemsIn("null")).toEqual(["1 : this must be an object in { }, not null"]);
    expect(problemsIn("")).toEqual(["1 : a value must stand here"]);
    expect(problemsIn("{ /*")).toEqual(["1 : JSON has no comments: remove this one", "1 : the text breaks off here: close what is open"]);
    expect(problemsIn("{}")).toEqual(["id", "version", "label", "stages"].map((key) => `1 ${key}: "${key}" is missing`));
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
