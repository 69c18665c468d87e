import { PARTS, partOf } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";

describe("partOf", () => {
  // Rows are stored under these numbers: a vector that changes means that stored events can no longer be found.
  test.each([
    ["demo", "", 319],
    ["demo", "a", 959],
    ["demo", "visitor-1", 167],
    ["demo", "visitor-2", 579],
    ["shop-vn", "visitor-1", 839],
    ["demo", "@user:42", 568],
    ["demo", "@order:1001", 349],
    ["demo", "0f0d9d2c-6a54-4f0e-9b55-3f2a1f0b7c11", 298],
    ["demo", "khách-hàng-😎", 394],
    ["a-very-long-site-name-that-is-still-allowed-by-the-pattern", "x".repeat(100), 992],
  ] as const)("partOf(%j, %j) is %i for ever", (site, key, part) => {
    expect(partOf(site, key)).toBe(part);
  });

  test("site and key do not run into each other", () => {
    expect(partOf("ab", "c")).not.toBe(partOf("a", "bc"));
  });

  test("visitors of one site spread evenly over all parts", () => {
    const counts = new Array<number>(PARTS).fill(0);
    const visitors = 100 * PARTS;
    for (let i = 0; i < visitors; i++) {
      const part = partOf("demo", `visitor-${i}`);
      counts[part] = (counts[part] ?? 0) + 1;
    }
    // Chi-squared with 1,023 degrees of freedom: mean 1,023, deviation 45. Five deviations either way.
    const chiSquared = counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
    expect(chiSquared).toBeGreaterThan(800);
    expect(chiSquared).toBeLessThan(1250);
  });
});
