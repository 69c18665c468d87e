import { describe, expect, it } from "vitest";
import { apportion } from "../src/attribution/apportion.js";
import { halved } from "../src/attribution/decay.js";
import { creditsByRule, formatMoney, smallestOf, sumCredits } from "../src/index.js";
import { LEAD, orderOf, shares, touches } from "./attribution-story.js";

describe("amounts", () => {
  const three = touches(["A", 3], ["B", 2], ["C", 1]);

  it("are whole đồng, hundredths of a dollar, thousandths of a dinar and millionths of a lead", () => {
    expect(shares(orderOf(100, "VND"), three, "linear")).toEqual(["34", "33", "33"]);
    expect(shares(orderOf(1, "USD"), three, "linear")).toEqual(["0.34", "0.33", "0.33"]);
    expect(shares(orderOf(1, "KWD"), three, "linear")).toEqual(["0.334", "0.333", "0.333"]);
    expect(shares(LEAD, three, "linear")).toEqual(["0.333334", "0.333333", "0.333333"]);
    expect(["VND", "JPY", "KRW", "CLP", "XYZ", "CLF", null].map(smallestOf)).toEqual([
      10n ** 6n,
      10n ** 6n,
      10n ** 6n,
      10n ** 6n,
      10n ** 4n,
      100n,
      1n,
    ]);
  });

  it("are rounded by largest remainder, not by who came first", () => {
    const five = touches(["A", 5], ["B", 4], ["C", 3], ["D", 2], ["E", 1]);
    expect(shares(orderOf(101, "VND"), five, "position")).toEqual(["40", "7", "7", "7", "40"]);
  });

  it("finer than the smallest amount stay whole with the heaviest touchpoint, the earlier of equal ones", () => {
    const odd = orderOf(0, "VND", { value: 100_500_000n });
    expect(shares(odd, three, "linear")).toEqual(["34.5", "33", "33"]);
    expect(shares(odd, three, "last")).toEqual(["0", "0", "100.5"]);
  });

  it("keep the proportion of whole weights exactly, however large the amount", () => {
    expect(apportion(4n * 10n ** 30n, [1, 3], 1n)).toEqual([10n ** 30n, 3n * 10n ** 30n]);
  });

  it("are not negative, and something must have a weight", () => {
    for (const [value, weights] of [
      [-1n, [1]],
      [1n, [2, -1]],
      [1n, [0, 0]],
    ] as const)
      expect(() => apportion(value, weights, 1n)).toThrow("an amount and its weights must not be negative, nor all weights zero");
  });

  it("do not depend on how an engine rounds a power: ours is right to fifteen digits", () => {
    for (let times = 0; times <= 60; times += 0.37) expect(Math.abs(halved(times) / 2 ** -times - 1)).toBeLessThan(1e-15);
    expect([halved(0), halved(1), halved(2), halved(1e9)]).toEqual([1, 0.5, 0.25, 0]);
  });
});

describe("sums of credits", () => {
  it("are by key and currency, leads first and then the greatest", () => {
    const way = touches(["Email", 3], ["SMS", 2], ["Email", 1]);
    const credits = [orderOf(300, "VND"), orderOf(3, "USD"), LEAD].flatMap((conversion) => creditsByRule(conversion, way, "linear"));
    expect(sumCredits(credits, ({ channel }) => channel)).toEqual([
      { key: "Email", currency: null, value: 666_667n },
      { key: "SMS", currency: null, value: 333_333n },
      { key: "Email", currency: "USD", value: 2_000_000n },
      { key: "SMS", currency: "USD", value: 1_000_000n },
      { key: "Email", currency: "VND", value: 200_000_000n },
      { key: "SMS", currency: "VND", value: 100_000_000n },
    ]);
    const equal = creditsByRule(LEAD, touches(["SMS", 2], ["Email", 1]), "position");
    expect(sumCredits(equal, ({ channel }) => channel).map(({ key }) => key)).toEqual(["Email", "SMS"]);
    expect(sumCredits(credits, () => "all").map(({ value }) => formatMoney(value))).toEqual(["1", "3", "300"]);
  });
});
