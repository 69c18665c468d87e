import { expect, test } from "vitest";
import { verdictOf, waitMs } from "../src/answer.js";

test.each([
  [200, "done"],
  [204, "done"],
  [400, "drop"],
  [401, "park"],
  [403, "park"],
  [404, "park"],
  [410, "park"],
  [408, "retry"],
  [413, "split"],
  [429, "retry"],
  [500, "retry"],
  [503, "retry"],
  [0, "retry"],
])("The status %i means %s", (status, verdict) => {
  expect(verdictOf(status)).toBe(verdict);
});

test("The wait is random below a bound that doubles up to five minutes", () => {
  expect(waitMs(1, null, 0)).toBe(0);
  expect(waitMs(1, null, 1)).toBe(2000);
  expect(waitMs(4, null, 0.5)).toBe(8000);
  expect(waitMs(60, null, 1)).toBe(300_000);
});

test("Retry-After is the least wait, up to an hour; what is no number of seconds is ignored", () => {
  expect(waitMs(1, "30", 0.5)).toBe(30_000);
  expect(waitMs(1, "1", 1)).toBe(2000);
  expect(waitMs(1, "999999", 0)).toBe(3_600_000);
  expect(waitMs(1, "soon", 0)).toBe(0);
});
