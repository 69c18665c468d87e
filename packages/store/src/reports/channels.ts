import { type AlikeConversions, type ConversionKind, type Days, type Path, parseMoney, RULE_IDS, type RuleId } from "@waystitch/journey";
import { sql } from "kysely";
import type { Database } from "../database.js";
import { type ChannelCost, loadChannelCosts } from "./costs.js";
import { loadPaths, takesPart } from "./paths.js";

/** How people met a channel in a period. */
export interface ChannelVisits {
  readonly channel: string;
  readonly visits: number;
  /** Calls, store visits, chats and clicks in e-mails. */
  readonly contacts: number;
  readonly people: number;
}

/** What a channel is credited with by the rules; decimal strings. */
export interface ChannelByRules {
  readonly channel: string;
  readonly kind: ConversionKind;
  readonly currency: string | null;
  readonly conversions: Readonly<Record<RuleId, string>>;
  /** Leads have none. */
  readonly revenue: Readonly<Record<RuleId, string>> | null;
}

/** A month's conversions, and the ways that they are weighed by. */
export interface ConversionsOfMonth {
  readonly kind: ConversionKind;
  readonly alike: readonly AlikeConversions[];
  readonly paths: readonly Path[];
}

/** Everything of which a report of channels is made. */
export interface ChannelFigures {
  readonly visits: readonly ChannelVisits[];
  readonly byRules: readonly ChannelByRules[];
  readonly months: readonly ConversionsOfMonth[];
  readonly costs: readonly ChannelCost[];
}

/** What is asked for. */
export interface ChannelFiguresOptions extends Days {
  /** The site's, in which days begin. */
  readonly timeZone: string;
  /** How long a way may be. */
  readonly lookBackDays: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

const startOf = (day: string, timeZone: string) => sql<Date>`(${day}::date::timestamp at time zone ${timeZone})`;

async function loadVisits(db: Database, siteId: string, { from, until, timeZone }: ChannelFiguresOptions): Promise<ChannelVisits[]> {
  const { rows } = await sql<ChannelVisits>`
    select channel, sum(visits)::float8 as visits, sum(touches - visits)::float8 as contacts, count(*)::float8 as people
    from (
      select t.channel, count(*) as touches, count(*) filter (where t.kind = 'session') as visits
      from touchpoints t join journeys j on j.part = t.part and j.site_id = t.site_id and j.person_id = t.person_id and not j.is_bot
      where t.site_id = ${siteId} and t.occurred_at >= ${startOf(from, timeZone)} and t.occurred_at < ${startOf(until, timeZone)}
        and ${takesPart()}
      group by t.channel, t.part, t.person_id
    ) as each_person
    group by channel order by channel collate "C"`.execute(db);
  return rows;
}

type Sums = Record<RuleId, string>;

async function loadByRules(db: Database, siteId: string, { from, until }: ChannelFiguresOptions): Promise<ChannelByRules[]> {
  const sums = (suffix: string) =>
    sql.join(RULE_IDS.map((rule) => sql`${sql.lit(rule)}, trim_scale(sum(${sql.ref(`${rule}_${suffix}`)}))::text`));
  const { rows } = await sql<{ channel: string; kind: ConversionKind; currency: string | null; conversions: Sums; revenue: Sums }>`
    select channel, kind, currency, json_build_object(${sums("conversions")}) as conversions, json_build_object(${sums("revenue")}) as revenue
    from channel_attribution where site_id = ${siteId} and day >= ${from}::date and day < ${until}::date
    group by channel, kind, currency order by channel collate "C", kind, currency`.execute(db);
  return rows.map((row) => ({ ...row, revenue: row.currency === null ? null : row.revenue }));
}

interface AlikeRow extends Omit<AlikeConversions, "value"> {
  readonly month_from: Date;
  readonly month_until: Date;
  readonly value: string;
}

/** Conversions by month and by all that a fitted model looks at; a lead is worth one. */
async function loadAlike(db: Database, siteId: string, { from, until, timeZone }: ChannelFiguresOptions): Promise<AlikeRow[]> {
  const { rows } = await sql<AlikeRow>`
    select month at time zone ${timeZone} as month_from, (month + interval '1 month') at time zone ${timeZone} as month_until,
      kind, currency, coalesce(value, 1)::text as value, channels, count(*)::float8 as conversions
    from (
      select month, kind, currency, value, array_agg(channel order by met) as channels
      from (
        select part, person_id, conversion, channel, kind, currency, value, min(touchpoint) as met,
          date_trunc('month', converted_at at time zone ${timeZone}) as month
        from conversion_touches
        where site_id = ${siteId} and converted_at >= ${startOf(from, timeZone)} and converted_at < ${startOf(until, timeZone)}
        group by part, person_id, conversion, channel, kind, currency, value, month
      ) as each_channel
      group by part, person_id, conversion, month, kind, currency, value
    ) as each_conversion
    group by month, kind, currency, value, channels order by month, kind`.execute(db);
  return rows;
}

async function loadMonths(db: Database, siteId: string, options: ChannelFiguresOptions): Promise<ConversionsOfMonth[]> {
  const groups = new Map<string, AlikeRow[]>();
  for (const row of await loadAlike(db, siteId, options)) {
    const key = `${row.month_from.getTime()} ${row.kind}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const months: ConversionsOfMonth[] = [];
  for (const rows of groups.values()) {
    const [first] = rows;
    if (first === undefined) continue;
    const window = { from: first.month_from, until: first.month_until, lookBackMs: options.lookBackDays * DAY_MS };
    const alike = rows.map(({ month_from: _, month_until: __, value, ...row }) => ({ ...row, value: parseMoney(value) ?? 0n }));
    months.push({ kind: first.kind, alike, paths: await loadPaths(db, siteId, first.kind, window) });
  }
  return months;
}

/** Reads what a site's channels brought in a period and what they cost, all numbers from one snapshot. */
export async function loadChannelFigures(db: Database, siteId: string, options: ChannelFiguresOptions): Promise<ChannelFigures> {
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => ({
      visits: await loadVisits(trx, siteId, options),
      byRules: await loadByRules(trx, siteId, options),
      months: await loadMonths(trx, siteId, options),
      costs: await loadChannelCosts(trx, siteId, options),
    }));
}
