import type { CampaignCredit, DeliveryOutcome, LeadMagnet, MagnetTrend } from "@waystitch/store";
import { describe, expect, it } from "vitest";
import { campaignsOf, creditOf } from "../page/channels/campaign.js";
import { RULES } from "../page/channels/measures.js";
import { columnsOf, splitLine } from "../page/chart/so-far.js";
import { byCurrency, sameCurrency } from "../page/commerce/by-currency.js";
import { createFormat } from "../page/format.js";
import { findBest, magnetsOf } from "../page/magnets/magnet.js";
import { magnetLines } from "../page/magnets/magnet-lines.js";
import { keptOf } from "../page/orders/kept.js";

const magnet = (
  lead_magnet: string | null,
  leads: number | null,
  customers: number | null,
  more: Partial<LeadMagnet> = {},
): LeadMagnet => ({
  lead_magnet,
  leads,
  customers,
  share: 0.5,
  conversion: 0.5,
  orders: customers ?? 1,
  revenue: "100",
  currency: "VND",
  median_days_to_order: null,
  ...more,
});

describe("A lead magnet", () => {
  it("is told once, with what was paid in each currency beside each other", () => {
    const rows = [
      magnet("Quiz", 4, 2),
      magnet("Quiz", null, null, { orders: 1, revenue: "12.5", currency: "USD" }),
      magnet(null, 1, 0, { revenue: "0" }),
    ];
    const [quiz, unnamed, ...rest] = magnetsOf(rows);
    expect(rest).toEqual([]);
    expect(quiz?.orders).toBe(3);
    expect(quiz?.paid.map(({ revenue, currency }) => `${revenue} ${currency}`)).toEqual(["100 VND", "12.5 USD"]);
    expect(unnamed?.paid.map(({ revenue }) => revenue)).toEqual(["0"]);
  });

  it("is best by its buyers, which may be another one than the one with the most leads", () => {
    const found = findBest(magnetsOf([magnet("Quiz", 90, 3), magnet("Voucher", 20, 9)]));
    expect([found?.best.name, found?.largest.name]).toEqual(["Voucher", "Quiz"]);
    const same = findBest(magnetsOf([magnet("Quiz", 90, 9), magnet("Voucher", 90, 3)]));
    expect(same?.largest).toBe(same?.best);
    expect(findBest(magnetsOf([magnet("Quiz", 90, 0)]))).toBeNull();
  });

  it("has a line of its own among the six largest, and shares one otherwise", () => {
    const rows = Array.from({ length: 8 }, (_, index): MagnetTrend => ({ day: "2026-11-30", lead_magnet: `m${index}`, leads: 8 - index }));
    const lines = magnetLines(rows, (name) => name ?? "", "rest");
    expect(lines.map(({ name, counts }) => `${name} ${counts.get("2026-11-30")}`)).toEqual([
      "m0 8",
      "m1 7",
      "m2 6",
      "m3 5",
      "m4 4",
      "m5 3",
      "rest 3",
    ]);
    expect(new Set(lines.map(({ series }) => series)).size).toBe(7);
  });
});

describe("Amounts of several currencies", () => {
  it("stand beside each other, the site's own first, and are compared with their own currency only", () => {
    const [dong, dollar] = [{ currency: "VND" }, { currency: "USD" }];
    expect(byCurrency([dong, dollar], "USD")).toEqual({ main: dollar, others: [dong] });
    expect(byCurrency([dong], "EUR")).toEqual({ main: dong, others: [] });
    expect(byCurrency([], "VND")).toEqual({ main: null, others: [] });
    expect([sameCurrency([dong, dollar], { currency: "USD" }), sameCurrency([dong], dollar), sameCurrency(undefined, dong)]).toEqual([
      dollar,
      null,
      null,
    ]);
  });

  it("are written in few letters on an axis, and dong without decimals", () => {
    const format = createFormat("en", "Asia/Ho_Chi_Minh");
    expect(format.shortMoney(3_500_000, "VND").replace(/\s/g, " ")).toBe("3,5 Tr ₫");
    expect(format.shortMoney(0, "VND").replace(/\s/g, " ")).toBe("0 ₫");
    expect(format.money("1496640.68", "VND").replace(/\s/g, " ")).toBe("1.496.641 ₫");
    expect([format.month("2026-11"), createFormat("vi", "UTC").month("2026-11")]).toEqual(["Nov 2026", "thg 11 2026"]);
  });
});

describe("Promises", () => {
  const outcome = (name: string, orders: number): DeliveryOutcome => ({
    outcome: name,
    orders,
    share: 0,
    median_days_to_deliver: null,
    median_days_late: null,
  });

  it("are kept by what arrived on time of what should have arrived, wherever the rest is", () => {
    const rows = [outcome("on_time", 6), outcome("late", 1), outcome("overdue", 1), outcome("under_way", 9), outcome("cancelled", 4)];
    expect(keptOf(rows)).toEqual({ due: 8, share: 0.75 });
    expect(keptOf([outcome("no_promise", 3)])).toEqual({ due: 0, share: null });
  });
});

describe("The day that is not over", () => {
  const days = ["2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01"];
  const counts = new Map([
    ["2026-11-28", 5],
    ["2026-11-30", 1],
  ]);

  it("is a part of the line of its own, and nothing is drawn after it", () => {
    expect(splitLine(days, "2026-11-30", counts)).toEqual({
      begun: [5, 0, 1, null],
      over: [5, 0, null, null],
      today: [null, 0, 1, null],
    });
    expect(splitLine(days, "2026-11-28", counts)).toEqual({
      begun: [5, null, null, null],
      over: [null, null, null, null],
      today: [5, null, null, null],
    });
  });

  it("is none of days that are all over, which have a whole line, nor of days that are all to come", () => {
    expect(splitLine(days, "2026-12-02", counts)).toMatchObject({ begun: [5, 0, 1, 0], today: null });
    expect(splitLine(days, "2026-11-27", counts)).toMatchObject({ begun: [null, null, null, null], today: null });
  });

  it("is a pale column among columns", () => {
    expect(columnsOf([3, 1], 1)).toEqual([3, { value: 1, itemStyle: { opacity: expect.any(Number) } }]);
    expect(columnsOf([3, 1], -1)).toEqual([3, 1]);
  });
});

describe("A campaign", () => {
  const row = (
    campaign: string | null,
    channel: string | null,
    attribution: string,
    more: Partial<CampaignCredit> = {},
  ): CampaignCredit => ({
    campaign,
    channel,
    visits: 4,
    people: 3,
    attribution,
    leads: 2,
    orders: 1.5,
    revenue: "300",
    cost: "90",
    cost_per_lead: "45",
    cost_per_order: "60",
    currency: "VND",
    ...more,
  });

  it("is one line on each of its channels, with what each rule gives it", () => {
    const [email, social, none, ...rest] = campaignsOf([
      row("tet", "Email", "first", { orders: 0, cost_per_order: null }),
      row("tet", "Email", "linear"),
      row("tet", "Paid Social", "linear", { cost: null }),
      row(null, null, "linear"),
    ]);
    expect([rest, email?.channel, social?.channel, social?.cost, none?.name]).toEqual([[], "Email", "Paid Social", null, null]);
    if (email === undefined) throw new Error("no campaign");
    const of = (rule: string) =>
      (["orders", "leads", "revenue", "perOrder", "perLead"] as const).map((each) => creditOf(email, each, rule));
    expect(of("linear")).toEqual(["1.5", "2", "300", "60", "45"]);
    expect(of("first")).toEqual(["0", "2", "300", null, "45"]);
    expect(of("last")).toEqual([null, null, null, null, null]);
    expect(RULES).toEqual(["first", "last", "last_non_direct", "linear", "position", "time_decay"]);
  });
});
