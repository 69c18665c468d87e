import {
  ATTRIBUTION_MODELS,
  type AttributionModelId,
  channelCreditsOf,
  costPerOne,
  costWithin,
  DATA_DRIVEN_IDS,
  type Days,
  formatMoney,
  LOOK_BACK_DAYS,
  type Money,
  parseMoney,
  RULE_IDS,
  weightsFrom,
} from "@waystitch/journey";
import { type ChannelCost, type ChannelFigures, type Database, loadChannelFigures, type SiteProfile } from "@waystitch/store";
import { dayAfter } from "../reports/parse-question.js";

/** Something for each of the eight models. */
export type ByModel<T> = Readonly<Record<AttributionModelId, T>>;

/** Money of one currency; different ones are never added. Decimal strings. */
export interface ChannelRevenue {
  readonly currency: string;
  readonly revenue: ByModel<string>;
}

/** What of the channel's costs lies in the period, and what each lead and order cost by each model; `null` where it is credited with none. */
export interface ChannelCosts {
  readonly currency: string;
  readonly amount: string;
  readonly perLead: ByModel<string | null>;
  readonly perOrder: ByModel<string | null>;
}

/** One channel. Numbers of leads and orders are decimal strings, such as 12.4. */
export interface ChannelLine {
  readonly channel: string;
  readonly visits: number;
  readonly contacts: number;
  /** Who met the channel in the period; the same person counts in every channel they met. */
  readonly people: number;
  readonly leads: ByModel<string>;
  readonly orders: ByModel<string>;
  readonly revenue: readonly ChannelRevenue[];
  readonly costs: readonly ChannelCosts[];
}

/** What the channels of a site brought in a period, by every model side by side. */
export interface ChannelReport extends Days {
  /** By credited orders, then leads, then visits, the most first. In every model the lines sum to exactly all there is. */
  readonly lines: readonly ChannelLine[];
}

type Amounts = Record<AttributionModelId, Money>;

/** A channel's sums while they are added up. */
interface Sums {
  readonly lead: Amounts;
  readonly order: Amounts;
  readonly revenue: Map<string, Amounts>;
}

const MODEL_IDS = ATTRIBUTION_MODELS.map(({ id }) => id);

function byModel<T>(make: (model: AttributionModelId) => T): Record<AttributionModelId, T> {
  // Every model is in the list.
  return Object.fromEntries(MODEL_IDS.map((model) => [model, make(model)])) as Record<AttributionModelId, T>;
}

const nothing = (): Amounts => byModel(() => 0n);

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

type SumsOf = (channel: string) => Sums;

function addRules(sumsOf: SumsOf, { byRules }: ChannelFigures): void {
  for (const { channel, kind, currency, conversions, revenue } of byRules) {
    const sums = sumsOf(channel);
    const money = revenue === null || currency === null ? null : entryOf(sums.revenue, currency, nothing);
    for (const rule of RULE_IDS) {
      sums[kind][rule] += parseMoney(conversions[rule]) ?? 0n;
      if (money !== null && revenue !== null) money[rule] += parseMoney(revenue[rule]) ?? 0n;
    }
  }
}

function addFits(sumsOf: SumsOf, { months }: ChannelFigures): void {
  for (const { kind, alike, paths } of months)
    for (const model of DATA_DRIVEN_IDS) {
      const weights = weightsFrom(paths, model);
      for (const group of alike)
        for (const { channel, share, value } of channelCreditsOf(group, weights)) {
          const sums = sumsOf(channel);
          sums[kind][model] += share;
          if (group.currency !== null) entryOf(sums.revenue, group.currency, nothing)[model] += value;
        }
    }
}

function costsOf(channel: string, costs: readonly ChannelCost[], days: Days, { lead, order }: Sums): ChannelCosts[] {
  const amounts = new Map<string, Money>();
  for (const { currency, amount, firstDay, lastDay } of costs.filter((cost) => cost.channel === channel)) {
    const cost = { from: firstDay, until: dayAfter(lastDay), amount: parseMoney(amount) ?? 0n, currency };
    amounts.set(currency, (amounts.get(currency) ?? 0n) + costWithin(cost, days));
  }
  return [...amounts].sort(compareKeys).map(([currency, amount]) => {
    const per = (credited: Amounts) =>
      byModel((model) => {
        const each = costPerOne(amount, credited[model], currency);
        return each === null ? null : formatMoney(each);
      });
    return { currency, amount: formatMoney(amount), perLead: per(lead), perOrder: per(order) };
  });
}

const compareKeys = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const compareSums =
  (visitsOf: (channel: string) => number) =>
  ([a, one]: readonly [string, Sums], [b, other]: readonly [string, Sums]): number =>
    Number(other.order.linear - one.order.linear) ||
    Number(other.lead.linear - one.lead.linear) ||
    visitsOf(b) - visitsOf(a) ||
    (a < b ? -1 : 1);

/** The report that a site's figures make. */
export function deriveChannelReport(figures: ChannelFigures, { from, until }: Days): ChannelReport {
  const channels = new Map<string, Sums>();
  const sumsOf: SumsOf = (channel) =>
    entryOf(channels, channel, () => ({ lead: nothing(), order: nothing(), revenue: new Map<string, Amounts>() }));
  addRules(sumsOf, figures);
  addFits(sumsOf, figures);
  const visits = new Map(figures.visits.map((row) => [row.channel, row]));
  for (const { channel } of [...figures.visits, ...figures.costs]) sumsOf(channel);
  const inOrder = [...channels].sort(compareSums((channel) => visits.get(channel)?.visits ?? 0));
  const lines = inOrder.map(([channel, sums]): ChannelLine => {
    const text = (amounts: Amounts) => byModel((model) => formatMoney(amounts[model]));
    return {
      channel,
      visits: visits.get(channel)?.visits ?? 0,
      contacts: visits.get(channel)?.contacts ?? 0,
      people: visits.get(channel)?.people ?? 0,
      leads: text(sums.lead),
      orders: text(sums.order),
      revenue: [...sums.revenue].sort(compareKeys).map(([currency, amounts]) => ({ currency, revenue: text(amounts) })),
      costs: costsOf(channel, figures.costs, { from, until }, sums),
    };
  });
  return { from, until, lines };
}

/** What the channels of a site brought in a period of its own days. */
export async function loadChannelReport(db: Database, site: Pick<SiteProfile, "siteId" | "timeZone">, days: Days): Promise<ChannelReport> {
  const { siteId, timeZone } = site;
  return deriveChannelReport(await loadChannelFigures(db, siteId, { ...days, timeZone, lookBackDays: LOOK_BACK_DAYS }), days);
}
