import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costPerOne, costWithin, formatMoney } from "../src/index.js";
import { RUNS } from "./law-runs.js";
import { DAY } from "./story.js";

const dayText = (number: number): string => new Date(Date.UTC(2026, 0, 1) + number * DAY).toISOString().slice(0, 10);
const million = { from: "2026-10-22", until: "2026-11-01", amount: 1_000_000_000_000n, currency: "VND" };

describe("a cost", () => {
  it("is spread evenly over its days, and only those of the period count", () => {
    const within = (from: string, until: string) => formatMoney(costWithin(million, { from, until }));
    expect(within("2026-10-01", "2026-11-01")).toBe("1000000");
    expect(within("2026-10-31", "2026-12-01")).toBe("100000");
    expect(within("2026-11-01", "2026-12-01")).toBe("0");
    expect(within("2026-10-01", "2026-10-22")).toBe("0");
    expect(within("2026-10-23", "2026-10-26")).toBe("300000");
    expect(within("2026-10-26", "2026-10-26")).toBe("0");
    expect(() => costWithin({ ...million, until: million.from }, { from: "2026-01-01", until: "2027-01-01" })).toThrow(RangeError);
  });

  it("sums over periods that follow each other to exactly its amount, in whole units", () => {
    const days = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 15n),
        fc.constantFrom("VND", "USD"),
        days,
        fc.integer({ min: 1, max: 90 }),
        fc.array(days),
        (...all) => {
          const [amount, currency, first, length, cuts] = all;
          const cost = { from: dayText(first), until: dayText(first + length), amount, currency };
          const edges = [0, ...cuts, 500].sort((a, b) => a - b);
          const parts = edges.slice(1).map((until, index) => costWithin(cost, { from: dayText(edges[index] ?? 0), until: dayText(until) }));
          expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
          expect(parts.every((part) => part >= 0n)).toBe(true);
        },
      ),
      { ...RUNS, numRuns: 500 },
    );
  });

  it("by credited conversion is rounded to a unit of its currency, and is nothing where none was credited", () => {
    expect(costPerOne(100_000_000n, 3_000_000n, "USD")).toBe(33_330_000n);
    expect(costPerOne(100_000_000n, 1_500_000n, "VND")).toBe(67_000_000n);
    expect(costPerOne(100_000_000n, 333_333n, "USD")).toBe(300_000_000n);
    expect(costPerOne(100_000_000n, 0n, "VND")).toBeNull();
  });
});
