import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

/** `LAW_RUNS` histories a law; the seed makes a failure come again. */
export const RUNS = { numRuns: Number(process.env["LAW_RUNS"] ?? 20_000), seed: 20_261_122 };

/** As long as the longest suite may take. */
export const PATIENCE = { timeout: 12 * 60 * 60_000 };

/** `toEqual` with an answer in time for a million histories: the difference is worked out only when there is one. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected);
}
