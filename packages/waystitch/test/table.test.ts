import { expect, test } from "vitest";
import { formatCsv, formatTable } from "../src/operate/table.js";

test("columns are as wide as their widest cell, and numbers stand to the right", () => {
  expect(
    formatTable(
      ["stage", "people"],
      [
        ["Attract", "12"],
        ["Close", "3"],
      ],
      new Set([1]),
    ),
  ).toBe(["stage    people", "-------  ------", "Attract      12", "Close         3"].join("\n"));
});

test("Vietnamese letters count once, however they are composed", () => {
  const decomposed = "Mắt".normalize("NFD");
  expect(
    formatTable(
      ["a", "b"],
      [
        [decomposed, "x"],
        ["xyz", "x"],
      ],
    ),
  ).toBe(["a    b", "---  -", "Mắt  x", "xyz  x"].join("\n"));
});

test("what a visitor sent cannot move the cursor, add a line or turn the text around", () => {
  expect(formatTable(["title"], [["\u001b[2Jhi\nyou\u202e"]])).toBe("title\n----------------------\n\\u001b[2Jhi\\nyou\\u202e");
});

test("a text that a spreadsheet would run is marked as text, a number is not", () => {
  const cells = ["=1+1", "+1", "-1", "@x", "\tx", "plain"];
  expect(
    formatCsv(
      ["c"],
      cells.map((cell) => [cell]),
    ).split("\r\n"),
  ).toEqual(["c", "'=1+1", "'+1", "'-1", "'@x", "'\tx", "plain"]);
  expect(formatCsv(["n"], [["-5"]], new Set([0]))).toBe("n\r\n-5");
});

test("quotes, commas and line ends are quoted in CSV", () => {
  expect(formatCsv(["a"], [['say "hi", now'], ["two\nlines"]])).toBe('a\r\n"say ""hi"", now"\r\n"two\nlines"');
});
