import { describe, expect, it } from "vitest";
import {
  attributionsOf,
  type Conversion,
  creditsByWeights,
  formatMoney,
  monthsAt,
  pathsOf,
  removalEffectsOf,
  shapleyWeightsOf,
  type Touch,
} from "../src/index.js";
import { LEAD, orderOf, path, touches } from "./attribution-story.js";
import { DAY, HOUR, MINUTE, START } from "./story.js";

describe("what channels weigh", () => {
  it("is shared by the touchpoints of a channel alike", () => {
    const weights = new Map([
      ["Email", 3],
      ["Direct", 1],
    ]);
    const way = touches(["Direct", 4], ["Email", 3], ["Direct", 2], ["Email", 1]);
    expect(creditsByWeights(orderOf(80, "VND"), way, weights).map(({ value }) => formatMoney(value))).toEqual(["10", "30", "10", "30"]);
  });

  it("is nothing for a channel that was never seen, and the same for all when none was", () => {
    const way = touches(["Email", 2], ["SMS", 1]);
    const paid = (weights: ReadonlyMap<string, number>) =>
      creditsByWeights(orderOf(10, "VND"), way, weights).map(({ value }) => formatMoney(value));
    expect(paid(new Map([["SMS", 0.1]]))).toEqual(["0", "10"]);
    expect(paid(new Map())).toEqual(["5", "5"]);
  });

  it("is more in Shapley's model where fewer went away, not where more went by", () => {
    const weights = shapleyWeightsOf([path("Display", 10, 990), path("Email", 1, 9), path("Display > Email", 2)]);
    expect([...weights]).toEqual([
      ["Display", 11 / 1002],
      ["Email", 2 / 12],
    ]);
  });

  it("is nothing where nobody converted, and nothing is known of a path nobody went", () => {
    expect([...removalEffectsOf([path("A > B", 0, 3)])]).toEqual([
      ["A", 0],
      ["B", 0],
    ]);
    expect([...removalEffectsOf([path("A", 1), path("B > A", 0)])]).toEqual([["A", 1]]);
    expect([...shapleyWeightsOf([path("A", 0, 0)])]).toEqual([["A", 0]]);
  });
});

describe("the paths of a period", () => {
  const period = { from: START - 30 * DAY, until: START + DAY };
  const at = (days: number, id: string): Conversion => orderOf(1, "VND", { occurredAt: START - days * DAY, id });
  const pathsFrom = (way: readonly Touch[], conversions: readonly Conversion[], lookBack = 180) =>
    pathsOf([{ touchpoints: way, conversions }], conversions[0]?.kind ?? "order", period, lookBack * DAY);

  it("lead to each order from the one before, and on to where the period ends", () => {
    const way = touches(["Email", 9], ["Direct", 8], ["Email", 6], ["SMS", 1]);
    expect(pathsFrom(way, [at(5, "b"), at(8, "a")])).toEqual([path("Email > Direct", 1), path("Email", 1), path("SMS", 0, 1)]);
  });

  it("are none for an order that follows another without a touchpoint between them", () => {
    expect(pathsFrom(touches(["Email", 9]), [at(8, "a"), at(7, "b")])).toEqual([path("Email", 1)]);
  });

  it("end with the first lead", () => {
    expect(pathsFrom(touches(["Email", 2], ["SMS", 0]), [{ ...LEAD, occurredAt: START - DAY }])).toEqual([path("Email", 1)]);
  });

  it("are lost when nobody converted, or only after the period", () => {
    const way = touches(["Email", 2], ["SMS", -1]);
    expect(pathsFrom(way, [])).toEqual([path("Email", 0, 1)]);
    expect(pathsFrom(way, [at(-2, "a")])).toEqual([path("Email", 0, 1)]);
  });

  it("begin one look-back before the period, and reach no further back than that from a conversion", () => {
    const way = touches(["Email", 41], ["Direct", 40], ["SMS", 15], ["Email", 9]);
    expect(pathsFrom(way, [], 10)).toEqual([path("Direct > SMS > Email", 0, 1)]);
    expect(pathsFrom(way, [at(5, "a")], 10)).toEqual([path("SMS > Email", 1)]);
  });

  it("hold no deliveries, and no order is forgotten because it was cancelled", () => {
    const parcel = touches(["Offline", 1]).map((touch): Touch => ({ ...touch, kind: "delivery" }));
    expect(pathsFrom([...touches(["Email", 2]), ...parcel], [orderOf(0, "VND", { counts: false })])).toEqual([path("Email", 1)]);
  });
});

describe("attribution by the month", () => {
  const inNovember = START;
  const inOctober = START - 30 * DAY;
  const buyer = (channel: string, occurredAt: number) => ({
    touchpoints: touches([channel, 0], ["Direct", 0]).map((touch) => ({ ...touch, occurredAt: occurredAt - HOUR })),
    conversions: [orderOf(100, "VND", { occurredAt })],
  });
  const passer = (channel: string, occurredAt: number) => ({ ...buyer(channel, occurredAt), conversions: [] });

  it("weighs an order by what was known when its month ended", () => {
    const ways = [buyer("Email", inOctober), buyer("Email", inNovember), passer("Email", inNovember), passer("Email", inNovember)];
    const alone = ways.slice(0, 1);
    for (const model of ["markov", "shapley"] as const) expect(attributionsOf(ways, model)[0]).toEqual(attributionsOf(alone, model)[0]);
  });

  it("weighs by removal effects or by Shapley values, as it is told", () => {
    const [search, email] = [touches(["Paid Search", 2]), touches(["Email", 2])];
    const both = touches(["Paid Search", 2], ["Email", 1]);
    const conversions = [orderOf(1_000_000, "VND")];
    const bought = [both, search, search, email].map((touchpoints) => ({ touchpoints, conversions }));
    const ways = [...bought, { touchpoints: search, conversions: [] }];
    const sharesBy = (model: "markov" | "shapley") => attributionsOf(ways, model)[0]?.[0]?.credits.map(({ value }) => formatMoney(value));
    expect([sharesBy("markov"), sharesBy("shapley")]).toEqual([
      ["600000", "400000"],
      ["454545", "545455"],
    ]);
  });

  it("weighs leads by the ways to leads and orders by the ways to orders", () => {
    const lead = { ...passer("SMS", inNovember), conversions: [{ ...LEAD, occurredAt: inNovember }] };
    const paths = (kind: "lead" | "order") => pathsOf([lead, buyer("Email", inNovember)], kind, monthsAt(0)(inNovember), 180 * DAY);
    expect(paths("lead")).toEqual([path("SMS > Direct", 1), path("Email > Direct", 0, 1)]);
    expect(paths("order")).toEqual([path("SMS > Direct", 0, 1), path("Email > Direct", 1)]);
    const attributed = attributionsOf([lead, buyer("Email", inNovember)], "shapley");
    expect(attributed.map((list) => list[0]?.credits.map(({ value }) => formatMoney(value)))).toEqual([
      ["0.666667", "0.333333"],
      ["67", "33"],
    ]);
  });

  it("takes months as the shop's clock has them", () => {
    const lastHourOfOctober = Date.UTC(2026, 9, 31, 16, 59);
    const vietnam = monthsAt(7 * 60);
    expect(vietnam(lastHourOfOctober)).toEqual({ from: Date.UTC(2026, 8, 30, 17), until: Date.UTC(2026, 9, 31, 17) });
    expect(vietnam(lastHourOfOctober + MINUTE)).toEqual({ from: Date.UTC(2026, 9, 31, 17), until: Date.UTC(2026, 10, 30, 17) });
    expect(monthsAt(0)(Date.UTC(2026, 11, 31))).toEqual({ from: Date.UTC(2026, 11, 1), until: Date.UTC(2027, 0, 1) });
  });

  it("asks that a moment lies in its own period", () => {
    const never = { periodOf: () => ({ from: 0, until: 1 }) };
    expect(() => attributionsOf([buyer("Email", inNovember)], "markov", never)).toThrow("a moment must lie in its own period");
  });
});
