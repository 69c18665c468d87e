import { afterEach, expect, test, vi } from "vitest";
import { isHopeless, isTemporary, waitMs } from "../src/answer.js";

afterEach(() => void vi.restoreAllMocks());

test.each([
  [200, "settled"],
  [204, "settled"],
  [400, "settled"],
  [401, "hopeless"],
  [403, "hopeless"],
  [404, "hopeless"],
  [410, "hopeless"],
  [301, "hopeless"],
  [408, "temporary"],
  [413, "settled"],
  [429, "temporary"],
  [500, "temporary"],
  [503, "temporary"],
  [0, "temporary"],
])("The status %i is %s", (status, verdict) => {
  expect(isTemporary(`${status}`) ? "temporary" : isHopeless(`${status}`) ? "hopeless" : "settled").toBe(verdict);
});

/** The wait where chance is known. */
function waitAt(random: number, failures: number, retryAfter: string | null): number {
  vi.spyOn(Math, "random").mockReturnValue(random);
  return waitMs(failures, retryAfter);
}

test("The wait is random below a bound that doubles up to five minutes", () => {
  expect(waitAt(0, 1, null)).toBe(0);
  expect(waitAt(1, 1, null)).toBe(2000);
  expect(waitAt(0.5, 4, null)).toBe(8000);
  expect(waitAt(1, 60, null)).toBe(300_000);
});

test("Retry-After is the least wait, up to an hour; what is no number of seconds is ignored", () => {
  expect(waitAt(0.5, 1, "30")).toBe(30_000);
  expect(waitAt(1, 1, "1")).toBe(2000);
  expect(waitAt(0, 1, "999999")).toBe(3_600_000);
  expect(waitAt(0, 1, "soon")).toBe(0);
});
