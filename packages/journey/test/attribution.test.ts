import { describe, expect, it } from "vitest";
import { attributionsOf, conversionsOf, countOf, creditsByRule, creditsByWeights } from "../src/index.js";
import { LEAD, orderOf, shares, touches } from "./attribution-story.js";
import { DAY, HOUR, journeyAfter, START, story } from "./story.js";

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
    const kinds = ["session", "call", "store_visit", "email_click", "chat", "contact_click", "delivery", "support"] as const;
    const way = touches(...kinds.map((_, index) => ["Offline", 7 - index] as const)).map((touch, index) => ({
      ...touch,
      kind: kinds[index] ?? "session",
      sessionId: null,
    }));
    expect(creditsByRule(LEAD, way, "linear").map(({ touchpoint }) => touchpoint)).toEqual([1, 2, 3, 4, 5]);
  });

  it("do not go to a chat that began on the site, whose visit has them", () => {
    const way = touches(["Paid Search", 1], ["Organic Social", 1]).map((touch, index) =>
      index === 1 ? { ...touch, kind: "chat" as const } : touch,
    );
    expect(shares(LEAD, way, "linear")).toEqual(["1"]);
  });

  it("follow the touchpoints' sequence where two fall in one moment, however they are given", () => {
    const way = touches(["A", 1], ["B", 1], ["C", 1]);
    expect(creditsByRule(LEAD, way.toReversed(), "linear").map(({ channel }) => channel)).toEqual(["A", "B", "C"]);
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
