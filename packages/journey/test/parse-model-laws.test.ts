import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MODELS, parseModel } from "../src/index.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";
import { randomModel } from "./random-models.js";

const builtIn = JSON.stringify({ ...MODELS[0], id: "own" }, null, 2);

/** A good text with a piece cut out of it and another put in. */
const damaged = fc
  .tuple(
    fc.nat({ max: builtIn.length }),
    fc.nat({ max: 40 }),
    fc.oneof(
      fc.string({ maxLength: 5, unit: "binary" }),
      fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"',
        "\\",
        "\u0000",
        "\ud800",
        "null",
        "-",
        "1e999",
        "//",
        "/*",
        '"__proto__":',
        '"constructor"',
      ),
    ),
  )
  .map(([at, cut, put]) => builtIn.slice(0, at) + put + builtIn.slice(at + cut));

const texts = fc.oneof({ weight: 3, arbitrary: damaged }, fc.json(), fc.string({ maxLength: 200, unit: "binary" }));

/** A bracket and what does not quite close it. */
const soup = fc
  .tuple(fc.constantFrom("[", "{", '{"a":'), fc.array(fc.constantFrom("}", "]", ","), { maxLength: 3 }), fc.constantFrom("", '"a":'))
  .map(([open, rest, name]) => `${open}${rest.join("")}${name}`);

describe("the text of a model", PATIENCE, () => {
  it("that says a good model is read as that model, however it is spaced", () => {
    fc.assert(
      fc.property(randomModel, fc.constantFrom(undefined, 1, "\t"), (model, space) => {
        expectSame(parseModel(JSON.stringify(model, null, space)), { ok: true, model });
      }),
      RUNS,
    );
  });

  it("never throws, whatever it is, and is refused with problems that lie in it, in order of place", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseModel(text);
        if (parsed.ok) return expectSame(parsed, parseModel(JSON.stringify(parsed.model)));
        const lines = text.split(/\r\n|\r|\n/);
        const places = parsed.problems.map(({ line, column }) => line * 1_000_000 + column);
        expect(parsed.problems.length).toBeGreaterThan(0);
        expectSame(
          places,
          places.toSorted((a, b) => a - b),
        );
        for (const { line, column, message } of parsed.problems) {
          expectSame(column >= 1 && column <= (lines[line - 1]?.length ?? -1) + 2, true);
          expectSame(message === "" || message.length > 3_000, false);
        }
      }),
      RUNS,
    );
  });

  it("does not exhaust the stack, however its brackets nest", () => {
    fc.assert(
      fc.property(soup, (piece) => expectSame(parseModel(piece.repeat(65_536).slice(0, 65_536)).ok, false)),
      { ...RUNS, numRuns: Math.min(RUNS.numRuns, 300) },
    );
  });
});
