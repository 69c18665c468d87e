import { readFileSync } from "node:fs";
import { loadChannelReport } from "@waystitch/dashboard";
import {
  ATTRIBUTION_MODELS,
  type AttributionModelId,
  attributionsOf,
  type Conversion,
  type Credit,
  conversionsOf,
  countOf,
  type Fact,
  formatMoney,
  journeysOf,
  monthsAt,
  RULE_IDS,
  type Way,
} from "@waystitch/journey";
import {
  type CampaignCredit,
  dropChannelCost,
  loadChannelCosts,
  loadReport,
  loadSettings,
  REPORTS,
  recordChannelCost,
  recordSite,
} from "@waystitch/store";
import { createTestDatabase, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, DAY, LATER, START } from "@waystitch/testbed/facts";
import { stitchBatch } from "@waystitch/worker";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let test: TestDatabase;
let ways: readonly Way[];

const SITE = { siteId: "one", timeZone: "Asia/Ho_Chi_Minh" };
/** From the middle of a month to that of another, so that ten fits take part, and ways are longer than the look-back. */
const DAYS = { from: "2026-11-24", until: "2027-08-15" };
const START_OF = { from: Date.UTC(2026, 10, 23, 17), until: Date.UTC(2027, 7, 14, 17) };
const periodOf = monthsAt(7 * 60);

const page = (search: string): Partial<Fact> => ({ type: "page", pageUrl: `https://shop.example/${search}` });
const order = (id: string, total: number, currency: string): Partial<Fact> => ({
  name: "Order Completed",
  properties: { order_id: id, total, currency },
});
const DEEDS: readonly Partial<Fact>[] = [
  ...["", "", "?gclid=x", "?fbclid=y", "?utm_source=zalo&utm_medium=social&utm_campaign=tet"].map(page),
  ...["?utm_source=tin&utm_medium=email&utm_campaign=tet", "?utm_source=facebook&utm_medium=paid_social&utm_campaign=sale"].map(page),
  { name: "Lead Captured" },
  { name: "Chat Started", properties: { channel: "zalo" } },
  order("A", 1_290_000, "VND"),
  { ...order("B", 99_001, "VND"), trusted: true, visitorId: "@user" },
  order("C", 12.5, "USD"),
  { name: "Call Logged", trusted: true, visitorId: "@user" },
  { name: "Order Cancelled", trusted: true, visitorId: "@user", properties: { order_id: "A" } },
  { name: "Order Refunded", trusted: true, visitorId: "@user", properties: { order_id: "B", total: 1000 } },
];

/** People who do some of it at some time of eleven months, in hours that fall together now and then; a few of them are robots. */
function createPeople(seed: number, count: number): Fact[] {
  const deeds = fc.array(fc.tuple(fc.integer({ min: 0, max: 660 }), fc.constantFrom(...DEEDS)), { minLength: 3, maxLength: 12 });
  return fc.sample(deeds, { seed, numRuns: count }).flatMap((done, person) =>
    done.map(([halfDays, deed], index): Fact => {
      const { order_id: orderId } = deed.properties ?? {};
      return {
        ...BLANK,
        ...deed,
        eventId: `e${index}`,
        at: START + halfDays * (DAY / 2),
        userId: `u${person}`,
        visitorId: deed.visitorId === undefined ? `v${person}` : `@user:u${person}`,
        isBot: person % 20 === 0,
        properties: orderId === undefined ? (deed.properties ?? {}) : { ...deed.properties, order_id: `${String(orderId)}${person}` },
      };
    }),
  );
}

beforeAll(async () => {
  test = await createTestDatabase();
  const facts = createPeople(5, 150);
  for (const siteId of ["one", "two"]) await recordSite(test.db, siteId, { name: siteId, domains: ["shop.example"] });
  await storeFacts(test.db, "one", facts);
  await storeFacts(test.db, "two", createPeople(6, 40));
  while ((await stitchBatch(test.dbOf("worker"), 500, LATER)).visitors > 0);
  const settings = await loadSettings(test.db, "one");
  if (settings === null) throw new Error("the site is gone");
  const people = journeysOf(facts, settings, LATER).filter(({ isBot }) => !isBot);
  ways = people.map((journey) => ({ touchpoints: journey.touchpoints, conversions: conversionsOf(journey) }));
});
afterAll(() => test.drop());

interface Credited {
  readonly conversion: Conversion;
  readonly credit: Credit;
}

const credited = (model: AttributionModelId, all: readonly Way[]): Credited[] =>
  attributionsOf(all, model, { periodOf })
    .flat()
    .filter(({ conversion: { occurredAt } }) => occurredAt >= START_OF.from && occurredAt < START_OF.until)
    .flatMap(({ conversion, credits }) => credits.map((credit) => ({ conversion, credit })));

/** Sums by a key, as the decimal text of what is not nothing, in order. */
function sumsBy(rows: readonly Credited[], keyOf: (row: Credited) => string): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0n) + row.credit.value);
  return Object.fromEntries([...sums].filter(([, sum]) => sum > 0n).map(([key, sum]) => [key, formatMoney(sum)]));
}

const counted = (): Way[] => ways.map((way) => ({ ...way, conversions: way.conversions.map(countOf) }));
const notNothing = (entries: readonly (readonly [string, string])[]) => Object.fromEntries(entries.filter(([, value]) => value !== "0"));

type Touch = Way["touchpoints"][number];

/** How people met what a touchpoint is counted as, in the period. */
function countMet(keyOf: (touch: Touch) => string): ReadonlyMap<string, { visits: number; contacts: number; people: number }> {
  const met = new Map<string, { visits: number; contacts: number; people: number }>();
  for (const { touchpoints } of ways) {
    const own = touchpoints.filter(({ kind, occurredAt, sessionId }) => {
      const isService = ["contact_click", "delivery", "support"].includes(kind) || (kind === "chat" && sessionId !== null);
      return !isService && occurredAt >= START_OF.from && occurredAt < START_OF.until;
    });
    for (const key of new Set(own.map(keyOf))) {
      const { visits, contacts, people } = met.get(key) ?? { visits: 0, contacts: 0, people: 0 };
      const here = own.filter((touch) => keyOf(touch) === key);
      const sessions = here.filter(({ kind }) => kind === "session").length;
      met.set(key, { visits: visits + sessions, contacts: contacts + here.length - sessions, people: people + 1 });
    }
  }
  return met;
}

describe("a report of channels", () => {
  it("says of every model what attribution says of each conversion, in numbers and in the money of each currency", async () => {
    const { lines } = await loadChannelReport(test.dbOf("dashboard"), SITE, DAYS);
    for (const { id } of ATTRIBUTION_MODELS) {
      const numbers = sumsBy(credited(id, counted()), ({ conversion, credit }) => `${conversion.kind} ${credit.channel}`);
      expect(Object.keys(numbers).length, id).toBeGreaterThan(2);
      const told = lines.flatMap((line) => [
        [`lead ${line.channel}`, line.leads[id]] as const,
        [`order ${line.channel}`, line.orders[id]] as const,
      ]);
      expect(notNothing(told), id).toEqual(numbers);
      const orders = credited(id, ways).filter(({ conversion }) => conversion.kind === "order");
      const money = lines.flatMap((line) =>
        line.revenue.map(({ currency, revenue }) => [`${line.channel} ${currency}`, revenue[id]] as const),
      );
      expect(notNothing(money), id).toEqual(sumsBy(orders, ({ credit }) => `${credit.channel} ${credit.currency}`));
    }
  });

  it("counts visits, contacts and people of the period by channel, and neither robots nor what takes no part", async () => {
    const { lines } = await loadChannelReport(test.dbOf("dashboard"), SITE, DAYS);
    const expected = countMet(({ channel }) => channel);
    const told = lines.map(({ channel, visits, contacts, people }) => [channel, { visits, contacts, people }] as const);
    expect(Object.fromEntries(told.filter(([channel]) => channel !== "Unattributed"))).toEqual(Object.fromEntries(expected));
  });

  it("spreads costs over their days, adds no two currencies, and says what a lead and an order cost by each model", async () => {
    const db = test.dbOf("dashboard");
    const cost = { channel: "Paid Search", firstDay: "2026-11-14", lastDay: "2026-12-03", enteredBy: "Chi" };
    const dong = await recordChannelCost(db, "one", { ...cost, amount: "2000000", currency: "VND", campaign: "tet" });
    await recordChannelCost(db, "one", { ...cost, firstDay: "2027-08-10", lastDay: "2027-08-19", amount: "100", currency: "USD" });
    await recordChannelCost(db, "one", { ...cost, firstDay: "2026-11-01", lastDay: "2026-11-23", amount: "5", currency: "USD" });
    await recordChannelCost(db, "one", {
      ...cost,
      channel: "Radio",
      firstDay: "2026-12-01",
      lastDay: "2026-12-01",
      amount: "9",
      currency: "EUR",
    });
    await recordChannelCost(db, "two", { ...cost, amount: "7", currency: "VND" });
    const { lines } = await loadChannelReport(db, SITE, DAYS);
    const search = lines.find(({ channel }) => channel === "Paid Search");
    expect(search?.costs.map(({ currency, amount }) => [currency, amount])).toEqual([
      ["USD", "50"],
      ["VND", "1000000"],
    ]);
    for (const { id } of ATTRIBUTION_MODELS) {
      const each = Math.round(1_000_000 / Number(search?.orders[id]));
      expect(search?.costs[1]?.perOrder[id]).toBe(Number.isFinite(each) ? String(each) : null);
    }
    expect(lines.find(({ channel }) => channel === "Radio")).toMatchObject({
      visits: 0,
      costs: [{ currency: "EUR", amount: "9", perLead: { first: null } }],
    });
    expect((await loadChannelCosts(db, "two", DAYS)).map(({ amount, firstDay, campaign }) => [amount, firstDay, campaign])).toEqual([
      ["7", "2026-11-14", null],
    ]);
    expect([await dropChannelCost(db, "two", dong), await dropChannelCost(db, "one", "no id")]).toEqual([false, false]);
    expect(await dropChannelCost(db, "one", dong)).toBe(true);
    expect(await loadChannelCosts(db, "one")).toHaveLength(3);
  });
});

describe("a report of campaigns", () => {
  const campaignOf = ({ campaign, channel }: { campaign: string | null; channel: string | null }): string =>
    campaign === null ? "none" : `${campaign} on ${channel}`;
  const ask = async (): Promise<readonly CampaignCredit[]> => {
    const period = { from: DAYS.from, to: "2027-08-14" };
    const question = { siteId: "one", timeZone: SITE.timeZone, model: "inbound", period };
    const report = REPORTS.get("campaign-credits");
    if (report === undefined) throw new RangeError("campaign-credits");
    // What this report is made of.
    return (await loadReport(test.dbOf("dashboard"), report, question)).rows as readonly CampaignCredit[];
  };

  it("says of every rule what attribution says of each conversion; together the lines are all there was", async () => {
    const rows = await ask();
    expect(new Set(rows.map(campaignOf))).toEqual(new Set(["tet on Organic Social", "tet on Email", "sale on Paid Social", "none"]));
    for (const id of RULE_IDS) {
      const lines = rows.filter(({ attribution }) => attribution === id);
      const numbers = sumsBy(credited(id, counted()), ({ conversion, credit }) => `${conversion.kind} ${campaignOf(credit)}`);
      const told = lines.flatMap((line) => [
        [`lead ${campaignOf(line)}`, String(line.leads)] as const,
        [`order ${campaignOf(line)}`, String(line.orders)] as const,
      ]);
      expect(notNothing(told), id).toEqual(numbers);
      const dong = credited(id, ways).filter(({ credit }) => credit.currency === "VND");
      expect(notNothing(lines.map((line) => [campaignOf(line), line.revenue])), id).toEqual(
        sumsBy(dong, ({ credit }) => campaignOf(credit)),
      );
    }
    const met = countMet(campaignOf);
    for (const row of rows) {
      const { visits, people } = met.get(campaignOf(row)) ?? { visits: 0, people: 0 };
      expect([campaignOf(row), row.visits, row.people]).toEqual([campaignOf(row), visits, people]);
    }
  });

  it("says what a lead and an order of it cost, of what was entered for the campaign itself in the site's currency", async () => {
    const db = test.dbOf("dashboard");
    // Ten of its twenty days lie in the period.
    const cost = { channel: "Email", firstDay: "2026-11-14", lastDay: "2026-12-03", enteredBy: "Chi", currency: "VND" };
    await recordChannelCost(db, "one", { ...cost, amount: "2000000", campaign: "tet" });
    await recordChannelCost(db, "one", { ...cost, amount: "5000000" });
    await recordChannelCost(db, "one", { ...cost, amount: "100", currency: "USD", campaign: "tet" });
    await recordChannelCost(db, "two", { ...cost, amount: "7", campaign: "tet" });
    await recordChannelCost(db, "one", { ...cost, channel: "Radio", amount: "20", campaign: "xuân" });
    const rows = await ask();
    const tet = rows.filter((row) => campaignOf(row) === "tet on Email");
    expect(tet).toHaveLength(6);
    for (const { cost: paid, cost_per_lead, cost_per_order, leads, orders } of tet) {
      expect(paid).toBe("1000000");
      const per = (count: number) => (count === 0 ? null : expect.closeTo(1_000_000 / count, 1));
      const told = [cost_per_lead, cost_per_order].map((each) => (each === null ? null : Number(each)));
      expect(told).toEqual([per(leads), per(orders)]);
    }
    expect(rows.filter((row) => campaignOf(row) === "tet on Organic Social").map(({ cost: paid }) => paid)).toEqual(Array(6).fill(null));
    expect(rows.find(({ campaign }) => campaign === "xuân")).toMatchObject({ visits: 0, cost: "10", cost_per_order: null });
  });
});

describe("the views", () => {
  it("answer the query of docs/attribution.md", async () => {
    const page = readFileSync(new URL("../../../docs/attribution.md", import.meta.url), "utf8");
    const rows = await test.query<{ channel: string }>(/```sql\n([\s\S]*?)```/.exec(page)?.[1] ?? "");
    expect(rows.map(({ channel }) => channel)).toContain("Direct");
  });

  it("hold by campaign and month what every rule says of each conversion, of this site alone", async () => {
    const month = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 7);
    for (const rule of RULE_IDS) {
      const rows = await test.query<{ key: string; sum: string }>(`
        select concat_ws('|', to_char(month, 'YYYY-MM'), kind, channel, source, medium, campaign, currency) as key,
          trim_scale(coalesce(sum(${rule}_revenue), sum(${rule}_conversions)))::text as sum
        from campaign_attribution where site_id = 'one' and day >= '2026-11-24' and day < '2027-08-15' group by 1`);
      const text = ({ conversion, credit: { channel, source, medium, campaign, currency } }: Credited) =>
        [month(conversion.occurredAt), conversion.kind, channel, source, medium, campaign, currency]
          .filter((part) => part !== null)
          .join("|");
      expect(notNothing(rows.map(({ key, sum }) => [key, sum])), rule).toEqual(sumsBy(credited(rule, ways), text));
    }
  });

  it("count each conversion once on a line, however often the channel was met", async () => {
    const rows = await test.query<{ channel: string; conversions: string }>(`
      select channel, sum(conversions)::text as conversions from channel_attribution
      where site_id = 'one' and day >= '2026-11-24' and day < '2027-08-15' group by 1`);
    const expected = new Map<string, number>();
    for (const { credits, conversion } of attributionsOf(ways, "linear").flat()) {
      if (conversion.occurredAt < START_OF.from || conversion.occurredAt >= START_OF.until) continue;
      for (const channel of new Set(credits.map((credit) => credit.channel))) expected.set(channel, (expected.get(channel) ?? 0) + 1);
    }
    expect(Object.fromEntries(rows.map(({ channel, conversions }) => [channel, Number(conversions)]))).toEqual(
      Object.fromEntries(expected),
    );
  });
});
