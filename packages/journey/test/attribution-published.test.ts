import { describe, expect, it } from "vitest";
import {
  creditsByRule,
  creditsByWeights,
  formatMoney,
  type Path,
  type RuleId,
  removalEffectsOf,
  shapleyValuesOf,
  sumCredits,
} from "../src/index.js";
import { LEAD, orderOf, path, shares, touches } from "./attribution-story.js";

// Every page was read on 22 November 2026. Not opened: E. Anderl and others (2016) and K. Zhao and others (2018) beyond
// their abstracts; they are cited in the sources for the method, not for figures.

const inFull = (map: ReadonlyMap<string, number>, digits: number): Record<string, string> =>
  Object.fromEntries([...map].map(([key, value]) => [key, value.toFixed(digits)]));

/** Each channel's part of all removal effects. */
function normalized(effects: ReadonlyMap<string, number>): Map<string, number> {
  const sum = [...effects.values()].reduce((total, effect) => total + effect, 0);
  return new Map([...effects].map(([channel, effect]) => [channel, effect / sum]));
}

// Corey Haines, "Attribution Models — The Math, Worked": five touches over 38 days before a deal of $12,000.
// https://raw.githubusercontent.com/coreyhaines31/marketingskills/HEAD/skills/attribution/references/attribution-models.md
describe("a deal of $12,000 in Haines' table", () => {
  const deal = orderOf(12_000, "USD");
  const way = touches(["Paid Social", 38], ["Organic Search", 33], ["Paid Social", 26], ["Paid Search", 8], ["Direct", 0]);

  it("is credited to one touchpoint by first, last and last non-direct touch", () => {
    const credited = (rule: RuleId) => creditsByRule(deal, way, rule).flatMap(({ touchpoint, value }) => (value > 0n ? [touchpoint] : []));
    expect([credited("first"), credited("last"), credited("last_non_direct")]).toEqual([[1], [5], [4]]);
  });

  it("is $2,400 for each by the linear rule", () => {
    expect(shares(deal, way, "linear")).toEqual(["2400", "2400", "2400", "2400", "2400"]);
  });

  it("is $4,800 for each end and $800 for each between by position", () => {
    expect(shares(deal, way, "position")).toEqual(["4800", "800", "800", "800", "4800"]);
  });

  it("is within three dollars of the rounded $175, $290, $575, $3,415 and $7,545 by time decay", () => {
    const printed = [175, 290, 575, 3415, 7545];
    for (const [index, amount] of shares(deal, way, "time_decay").entries())
      expect(Math.abs(Number(amount) - (printed[index] ?? 0))).toBeLessThan(3);
  });
});

// CalcBee, "Time-Decay Attribution Calculator", its example of six touches and $20,000.
// https://calcbee.pages.dev/calculators/marketing/attribution/time-decay-attribution-calculator
it("time decay gives CalcBee's amounts to the cent", () => {
  const way = touches(["A", 30], ["B", 24], ["C", 18], ["D", 12], ["E", 6], ["F", 0]);
  expect(shares(orderOf(20_000, "USD"), way, "time_decay")).toEqual(["472.72", "856.31", "1551.16", "2809.85", "5089.89", "9220.07"]);
});

// DP6, Marketing-Attribution-Models, tests/test_heuristics.py: https://github.com/DP6/Marketing-Attribution-Models
describe("the two journeys A > B > C and A > C of DP6's library", () => {
  const ways = [touches(["A", 2], ["B", 1], ["C", 0]), touches(["A", 1], ["C", 0])];
  const together = (rule: RuleId): string[] => {
    const credits = ways.flatMap((way) => creditsByRule(LEAD, way, rule));
    const sums = sumCredits(credits, ({ channel }) => channel).sort((a, b) => (a.key < b.key ? -1 : 1));
    return sums.map(({ value }) => (Number(value) / 1e6).toFixed(5));
  };

  it("are 5/6, 1/3 and 5/6 of a conversion by the linear rule", () => {
    expect(together("linear")).toEqual(["0.83333", "0.33333", "0.83333"]);
  });

  it("are 0.9, 0.2 and 0.9 by position", () => {
    expect(together("position")).toEqual(["0.90000", "0.20000", "0.90000"]);
  });

  it("are 0.25, 0.5 and 1 in 1.75 by time decay, an hour apart with a half-life of an hour", () => {
    const hour = 1 / 24;
    const way = touches(["A", 2 * hour], ["B", hour], ["C", 0]);
    expect(shares(LEAD, way, "time_decay", { halfLifeDays: hour })).toEqual(["0.142857", "0.285714", "0.571429"]);
  });
});

// Sergey Bryl', "Marketing Multi-Channel Attribution model with R (part 1: Markov chains concept)", 2016.
// http://analyzecore.com/2016/08/03/attribution-model-r-part-1/ (figures as in the tests of
// https://github.com/JesseCastro/markovattribution and the README of https://github.com/jerednel/markov-chain-attribution)
describe("Bryl's three journeys", () => {
  const paths = [path("C1 > C2 > C3", 1), path("C1", 0, 1), path("C2 > C3", 0, 1)];

  it("have removal effects of 0.5, 1 and 1", () => {
    expect(inFull(removalEffectsOf(paths), 12)).toEqual({ C1: "0.500000000000", C2: "1.000000000000", C3: "1.000000000000" });
  });

  it("share the one conversion as 0.2, 0.4 and 0.4", () => {
    const way = touches(["C1", 2], ["C2", 1], ["C3", 0]);
    expect(creditsByWeights(LEAD, way, removalEffectsOf(paths)).map(({ value }) => formatMoney(value))).toEqual(["0.2", "0.4", "0.4"]);
  });
});

// Serhii Puzyrov, "Markov Chain Attribution – Simple Explanation Of Removal Effect", 2019. Read as far as its transition
// probabilities (0.8 and 0.2 from the start; 0.5, 0.25 and 0.25 from Google Ads; 1 from mailing); the rest follows:
// 0.8 of all convert, 0.2 without Google Ads, 0.4 without mailing.
// https://serhiipuzyrov.com/2019/07/markov-chain-attribution-simple-explanation-of-removal-effect/
it("Puzyrov's four paths have removal effects of 0.75 and 0.5, which is 2.4 and 1.6 of the four conversions", () => {
  const effects = removalEffectsOf([path("google ads", 2, 1), path("mailing", 1), path("google ads > mailing", 1)]);
  expect(inFull(effects, 12)).toEqual({ "google ads": "0.750000000000", mailing: "0.500000000000" });
  const parts = new Map([...normalized(effects)].map(([channel, part]) => [channel, 4 * part]));
  expect(inFull(parts, 10)).toEqual({ "google ads": "2.4000000000", mailing: "1.6000000000" });
});

// Jason Wolosonovich, pychattr, README: a chain with a loop (A to B 0.5, A to the conversion 0.5, B to A 1), where 10,000
// simulations give 1.991106 and 1.008894 of three conversions. https://github.com/jmwoloso/pychattr
it("pychattr's chain with a loop gives A two conversions and B one, which its simulation comes near", () => {
  const paths = [path("A > B > A > B > B > A", 1), path("A > B > B > A > A", 1), path("A > A", 1)];
  const parts = normalized(removalEffectsOf(paths));
  expect(inFull(parts, 12)).toEqual({ A: (2 / 3).toFixed(12), B: (1 / 3).toFixed(12) });
  expect(3 * (parts.get("A") ?? 0)).toBeCloseTo(1.991106, 1);
  expect(3 * (parts.get("B") ?? 0)).toBeCloseTo(1.008894, 1);
});

describe("Shapley values", () => {
  // YashKothane, Final-Project-8th-sem, "Shapley Value.ipynb": conversions of each coalition in a hundred.
  // https://github.com/YashKothane/Final-Project-8th-sem
  it("are 0.450, 0.215 and 0.335 for Facebook, Google and LinkedIn in Kothane's notebook", () => {
    const paths = [
      path("Facebook", 18),
      path("Google", 4),
      path("LinkedIn", 8),
      path("Facebook > Google", 10),
      path("LinkedIn > Facebook", 26),
      path("Google > LinkedIn", 7),
      path("Google > Facebook > LinkedIn", 27),
    ];
    expect(inFull(shapleyValuesOf(paths), 1)).toEqual({ Facebook: "45.0", Google: "21.5", LinkedIn: "33.5" });
  });

  // tomgorb, misc, "Data Driven Attribution.ipynb", after https://towardsdatascience.com/data-driven-marketing-attribution-1a28d2e613a0
  // (the notebook was read, the article was not). https://github.com/tomgorb/misc
  it("are 0.455, 0.205 and 0.34 for Facebook, Organic and LinkedIn in tomgorb's notebook", () => {
    const paths = [path("F", 20), path("O", 10), path("L", 17), path("O > F", 17), path("F > L", 30), path("L > O > F", 6)];
    expect(inFull(shapleyValuesOf(paths), 1)).toEqual({ F: "45.5", L: "34.0", O: "20.5" });
  });

  /** The paths whose conversions (of any sign) make a set of players worth what the game says: its Harsanyi dividends. */
  function pathsOfGame(players: readonly string[], worth: (coalition: readonly string[]) => number): Path[] {
    const paths: Path[] = [];
    for (let mask = 1; mask < 2 ** players.length; mask++) {
      const channels = players.filter((_, index) => (mask >> index) & 1);
      const below = paths.filter((other) => other.channels.every((player) => channels.includes(player)));
      const conversions = worth(channels) - below.reduce((sum, other) => sum + other.conversions, 0);
      paths.push({ channels, conversions, losses: 0 });
    }
    return paths;
  }

  // Wikipedia, "Shapley value", section "Glove game" (read in a mirror; https://en.wikipedia.org/wiki/Shapley_value).
  it("are 1/6, 1/6 and 2/3 in the glove game", () => {
    const paths = pathsOfGame(["1", "2", "3"], (hands) => (hands.includes("3") && hands.length > 1 ? 1 : 0));
    expect(inFull(shapleyValuesOf(paths), 12)).toEqual({
      "1": (1 / 6).toFixed(12),
      "2": (1 / 6).toFixed(12),
      "3": (2 / 3).toFixed(12),
    });
  });

  // CoopGame 0.2.2, shapleyValue, the inheritance of Ibn Ezra after R. Aumann (2010).
  // https://rdocumentation.org/packages/CoopGame/versions/0.2.2/topics/shapleyValue
  it("are 80.83333, 20.83333, 10.83333 and 7.50000 in Ibn Ezra's inheritance", () => {
    const claims: Record<string, number> = { a: 120, b: 60, c: 40, d: 30 };
    const paths = pathsOfGame(Object.keys(claims), (heirs) => Math.max(...heirs.map((heir) => claims[heir] ?? 0)));
    expect(inFull(shapleyValuesOf(paths), 5)).toEqual({ a: "80.83333", b: "20.83333", c: "10.83333", d: "7.50000" });
  });
});
