import { expect, test } from "vitest";
import { formatTable } from "../src/operate/table.js";

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
