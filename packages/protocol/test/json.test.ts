import { isObject, utf8Bytes } from "@waystitch/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";

test("utf8Bytes counts what a TextEncoder writes, lone surrogates included", () => {
  const encoder = new TextEncoder();
  const units = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });
  const graphemes = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(fc.oneof(units, graphemes), (text) => {
      expect(utf8Bytes(text)).toBe(encoder.encode(text).length);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["a", 1],
  ["é", 2],
  ["ữ", 3],
  ["😎", 4],
  ["\ud83d", 3],
  ["\ude0e\ud83d", 6],
])("utf8Bytes(%j) is %i", (text, bytes) => {
  expect(utf8Bytes(text)).toBe(bytes);
});

test.each([
  [{}, true],
  [[], false],
  [null, false],
  ["{}", false],
  [undefined, false],
])("isObject(%j) is %s", (value, answer) => {
  expect(isObject(value)).toBe(answer);
});
