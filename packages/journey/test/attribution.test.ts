import { describe, expect, it } from "vitest";
import { apportion } from "../src/attribution/apportion.js";
import { halved } from "../src/attribution/decay.js";
import {
  type AttributionOptions,
  attributionsOf,
  type Conversion,
  conversionsOf,
  countOf,
  creditsByRule,
  creditsByWeights,
  formatMoney,
  monthsAt,
  pathsOf,
  type RuleId,
  removalEffectsOf,
  shapleyWeightsOf,
  smallestOf,
  sumCredits,
  type Touch,
} from "../src/index.js";
import { LEAD, orderOf, path, touches } from "./attribution-story.js";
import { DAY, HOUR, journeyAfter, MINUTE, START, story } from "./story.js";

const shares = (conversion: Conversion, way: readonly Touch[], rule: RuleId, options?: AttributionOptions): string[] =>
  creditsByRule(conversion, way, rule, options).map((credit) => formatMoney(credit.value));

const fromFacebook = { campaign: { source: "facebook", medium: "cpc", name: "tet" } };

describe("conversions", () => {
  const told = story()
    .track("Lead Captured", { lead_magnet: "Quiz" })
    .after(HOUR)
    .track("Order Completed", { order_id: "A1", total: 500_000 });

  it("are the first lead and every order that was placed, with their proof", () => {
    const again = told.after(DAY).track("Signed Up").track("Order Completed", { order_id: "A2", total: 12.5, currency: "USD" });
    expect(conversionsOf(journeyAfter(again))).toEqual([
      { ...LEAD, occurredAt: START, evidenceVisitorId: "v1", evidenceEventId: "e001" },
      { ...orderOf(500_000, "VND"), occurredAt: START + HOUR, evidenceEventId: "e002" },
      { ...orderOf(0, "USD"), id: "order:A2", value: 12_500_000n, occurredAt: START + HOUR + DAY, evidenceEventId: "e004" },
    ]);
  });

  it("are worth what was not paid back", () => {
    const part = told.server("Order Refunded", { order_id: "A1", total: 120_000 });
    expect(conversionsOf(journeyAfter(part))[1]).toMatchObject({ value: 380_000_000_000n, counts: true });
  });

  it("no longer count when the order is cancelled or wholly refunded", () => {
    for (const name of ["Order Cancelled", "Order Refunded"])
      expect(conversionsOf(journeyAfter(told.server(name, { order_id: "A1" })))[1]).toMatchObject({ value: 0n, counts: false });
  });

  it("are not orders that were only heard of", () => {
    expect(conversionsOf(journeyAfter(story().server("Order Shipped", { order_id: "A1" })))).toEqual([]);
  });

  it("are never worth less than nothing", () => {
    const { milestones, orders } = journeyAfter(told);
    const odd = orders.map((each) => ({ ...each, total: -5_000_000n }));
    expect(conversionsOf({ milestones, orders: odd })[1]).toMatchObject({ value: 0n, counts: true });
  });

  it("are in order of time, and the lead is the earliest, however they are given", () => {
    const { milestones, orders } = journeyAfter(told.after(DAY).track("Signed Up").track("Order Completed", { order_id: "A0", total: 1 }));
    const found = conversionsOf({ milestones: milestones.toReversed(), orders: orders.toReversed() });
    expect(found.map(({ id, occurredAt }) => [id, occurredAt - START])).toEqual([
      ["lead", 0],
      ["order:A1", HOUR],
      ["order:A0", HOUR + DAY],
    ]);
  });

  it("can be counted instead of weighed", () => {
    expect(countOf(orderOf(500_000, "VND"))).toMatchObject({ value: 1_000_000n, currency: null });
    expect(countOf(orderOf(0, "VND", { counts: false }))).toMatchObject({ value: 0n });
  });
});

describe("the look-back", () => {
  const way = touches(["Email", 400], ["Paid Search", 180], ["Direct", 1]);

  it("is 180 days, the last of them included", () => {
    expect(creditsByRule(LEAD, way, "linear").map(({ touchpoint }) => touchpoint)).toEqual([2, 3]);
    expect(creditsByRule({ ...LEAD, occurredAt: START + 1 }, way, "linear").map(({ touchpoint }) => touchpoint)).toEqual([3]);
  });

  it("is as long as it is asked to be", () => {
    expect(shares(LEAD, way, "first", { lookBackDays: 400 })).toEqual(["1", "0", "0"]);
    expect(creditsByRule(LEAD, way, "first", { lookBackDays: 0.5 })).toMatchObject([{ channel: "Unattributed" }]);
  });

  it("ends with the conversion, the moment itself included", () => {
    expect(creditsByRule({ ...LEAD, occurredAt: START - DAY }, way, "last")).toMatchObject([{ touchpoint: 2 }, { touchpoint: 3 }]);
    expect(creditsByRule({ ...LEAD, occurredAt: START - DAY - 1 }, way, "last")).toMatchObject([{ touchpoint: 2 }]);
  });

  it("and the half-life must be a number of days above zero", () => {
    for (const days of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => creditsByRule(LEAD, way, "linear", { lookBackDays: days })).toThrow(
        `lookBackDays is ${days}: it must be a number of days above 0.`,
      );
      expect(() => creditsByRule(LEAD, way, "linear", { halfLifeDays: days })).toThrow("halfLifeDays");
      expect(() => creditsByWeights(LEAD, way, new Map(), { lookBackDays: days })).toThrow(RangeError);
      expect(() => attributionsOf([], "markov", { lookBackDays: days })).toThrow(RangeError);
    }
  });
});

describe("credits", () => {
  it("go to what may have brought the person, not to what the shop did afterwards", () => {
    const kinds = ["session", "call", "store_visit", "email_click", "chat", "delivery", "support"] as const;
    const way = touches(...kinds.map((_, index) => ["Offline", 7 - index] as const)).map((touch, index) => ({
      ...touch,
      kind: kinds[index] ?? "session",
    }));
    expect(creditsByRule(LEAD, way, "linear").map(({ touchpoint }) => touchpoint)).toEqual([1, 2, 3, 4, 5]);
  });

  it("of a conversion without a touchpoint are one line, so that sums stay whole", () => {
    const nobody = { touchpoint: null, channel: "Unattributed", source: null, medium: null, campaign: null };
    const expected = [{ ...nobody, value: 9_000_000n, currency: "VND" }];
    expect(creditsByRule(orderOf(9, "VND"), [], "position")).toEqual(expected);
    expect(creditsByWeights(orderOf(9, "VND"), [], new Map())).toEqual(expected);
  });

  it("of a conversion that does not count are none", () => {
    expect(creditsByRule(orderOf(0, "VND", { counts: false }), touches(["Email", 1]), "linear")).toEqual([]);
  });

  it("of an order for nothing are nothing, for each touchpoint", () => {
    expect(shares(orderOf(0, "VND"), touches(["Email", 2], ["Direct", 1]), "linear")).toEqual(["0", "0"]);
  });

  it("by position are the whole for one touchpoint and half for each of two", () => {
    expect(shares(LEAD, touches(["A", 1]), "position")).toEqual(["1"]);
    expect(shares(LEAD, touches(["A", 2], ["B", 1]), "position")).toEqual(["0.5", "0.5"]);
    expect(shares(LEAD, touches(["A", 3], ["B", 2], ["C", 1]), "position")).toEqual(["0.4", "0.2", "0.4"]);
  });

  it("by last non-direct touch go to Direct only when there is nothing else", () => {
    expect(shares(LEAD, touches(["Email", 3], ["Direct", 2], ["Direct", 1]), "last_non_direct")).toEqual(["1", "0", "0"]);
    expect(shares(LEAD, touches(["Direct", 2], ["Direct", 1]), "last_non_direct")).toEqual(["0", "1"]);
  });

  it("by time decay halve with every half-life", () => {
    expect(shares(orderOf(7, "VND"), touches(["A", 14], ["B", 7], ["C", 0]), "time_decay")).toEqual(["1", "2", "4"]);
    expect(shares(orderOf(7, "VND"), touches(["A", 2], ["B", 1], ["C", 0]), "time_decay", { halfLifeDays: 1 })).toEqual(["1", "2", "4"]);
  });

  it("by time decay depend on the days between touchpoints alone, even years before", () => {
    const late = { ...orderOf(3, "VND"), occurredAt: START + 3000 * DAY };
    expect(shares(late, touches(["A", 7], ["B", 0]), "time_decay", { lookBackDays: 4000 })).toEqual(["1", "2"]);
  });
});

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
    expect(apportion(3n * 10n ** 30n + 1n, [1, 2], 1n)).toEqual([10n ** 30n, 2n * 10n ** 30n + 1n]);
  });

  it("are not negative, and something must have a weight", () => {
    expect(() => apportion(-1n, [1], 1n)).toThrow(RangeError);
    expect(() => apportion(1n, [2, -1], 1n)).toThrow(RangeError);
    expect(() => apportion(1n, [0, 0], 1n)).toThrow(RangeError);
  });

  it("do not depend on how an engine rounds a power: ours is right to fifteen digits", () => {
    for (let times = 0; times <= 60; times += 0.37) expect(Math.abs(halved(times) / 2 ** -times - 1)).toBeLessThan(1e-15);
    expect([halved(0), halved(1), halved(2), halved(1e9)]).toEqual([1, 0.5, 0.25, 0]);
  });
});

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
    expect(sumCredits(credits, () => "all").map(({ value }) => formatMoney(value))).toEqual(["1", "3", "300"]);
  });
});

it("the campaign that began a story is credited with its order, beside a call and a visit that nothing brought", () => {
  const told = story()
    .page("/kinh-mat", fromFacebook)
    .after(3 * DAY)
    .track("Call Logged", {}, { trusted: true })
    .after(DAY)
    .page("/")
    .track("Order Completed", { order_id: "A1", total: 1_000_000 });
  const journey = journeyAfter(told);
  const [order] = conversionsOf(journey);
  if (order === undefined) throw new Error("there is no order");
  const credits = creditsByRule(order, journey.touchpoints, "position");
  const nothing = { source: null, medium: null, campaign: null, currency: "VND" };
  expect(credits).toEqual([
    { ...nothing, touchpoint: 1, channel: "Paid Social", source: "facebook", medium: "cpc", campaign: "tet", value: 400_000_000_000n },
    { ...nothing, touchpoint: 2, channel: "Offline", value: 200_000_000_000n },
    { ...nothing, touchpoint: 3, channel: "Direct", value: 400_000_000_000n },
  ]);
});
