import { type RawBuilder, sql } from "kysely";
import { defineReport, type Question } from "./report.js";
import { begin, end, ofChannel, within } from "./within.js";

/** People who became leads in the period, and the magnet that made them. */
const leadsOf = (question: Question): RawBuilder<unknown> => sql`select j.part, j.site_id, j.person_id, j.lead_magnet, j.lead_at
  from journeys j
  where j.site_id = ${question.siteId} and not j.is_bot and ${within("j.lead_at", question)}
    and ${ofChannel("j.first_channel", question)}`;

/** What one lead magnet brought. */
export interface LeadMagnet {
  /** `null`: a form that named nothing. */
  readonly lead_magnet: string | null;
  /** People who became a lead through it; `null` on a line that holds only what they paid in another currency. */
  readonly leads: number | null;
  /** Of all leads, 0 to 1. */
  readonly share: number | null;
  /** Leads who ordered since. */
  readonly customers: number | null;
  /** Customers of leads, 0 to 1. */
  readonly conversion: number | null;
  readonly orders: number;
  /** Refunds taken off. */
  readonly revenue: string;
  readonly currency: string;
  /** Half of the customers ordered within so many days of becoming a lead. */
  readonly median_days_to_order: number | null;
}

/**
 * What the leads of a period left their contact for, and what they have ordered by its end. The site's currency has a line for every magnet;
 * what was paid in another one stands on a line of its own.
 */
export const LEAD_MAGNETS = defineReport<LeadMagnet>({
  name: "lead-magnets",
  columns: {
    lead_magnet: "text",
    leads: "count",
    share: "share",
    customers: "count",
    conversion: "share",
    orders: "count",
    revenue: "money",
    currency: "text",
    median_days_to_order: "days",
  },
  select: (question) => sql`with leads as (
  ${leadsOf(question)}
), bought as (
  select l.lead_magnet, l.person_id, o.currency, o.total - o.refunded as paid, o.placed_at,
    extract(epoch from o.placed_at - l.lead_at)::float8 / 86400 as days
  from leads l
  join orders o on o.part = l.part and o.site_id = l.site_id and o.person_id = l.person_id
  where o.placed_at >= l.lead_at and o.placed_at < ${end(question)} and o.status not in ('cancelled', 'refunded')
), buyers as (
  select lead_magnet, person_id, min(days) as days from bought group by lead_magnet, person_id
), magnets as (
  select l.lead_magnet, count(*)::int as leads, count(b.person_id)::int as customers,
    percentile_cont(0.5) within group (order by b.days) as median_days_to_order
  from leads l
  left join buyers b on b.person_id = l.person_id
  group by l.lead_magnet
), lines as (
  select m.lead_magnet, s.currency from magnets m cross join sites s where s.site_id = ${question.siteId}
  union
  select lead_magnet, currency from bought
)
select line.lead_magnet, m.leads, m.leads::float8 / sum(m.leads) over () as share, m.customers,
  m.customers::float8 / m.leads as conversion, coalesce(p.orders, 0)::int as orders, coalesce(p.revenue, 0)::text as revenue,
  line.currency, m.median_days_to_order
from lines line
join sites s on s.site_id = ${question.siteId}
left join magnets m on m.lead_magnet is not distinct from line.lead_magnet and line.currency = s.currency
left join (
  select lead_magnet, currency, count(*) as orders, sum(paid) as revenue from bought group by lead_magnet, currency
) as p on p.lead_magnet is not distinct from line.lead_magnet and p.currency = line.currency
window same_magnet as (partition by line.lead_magnet)
order by sum(m.customers) over same_magnet desc nulls last, sum(m.leads) over same_magnet desc nulls last, line.lead_magnet,
  m.leads is null, line.currency`,
});

/** Leads of one day. */
export interface MagnetTrend {
  readonly day: string;
  readonly lead_magnet: string | null;
  readonly leads: number;
}

/** Leads by day and magnet; days without any have no row. */
export const MAGNET_TREND = defineReport<MagnetTrend>({
  name: "magnet-trend",
  columns: { day: "day", lead_magnet: "text", leads: "count" },
  select: (
    question,
  ) => sql`select to_char(lead_at at time zone ${question.timeZone}, 'YYYY-MM-DD') as day, lead_magnet, count(*)::int as leads
from (
  ${leadsOf(question)}
) as leads
group by day, lead_magnet
order by day, leads desc, lead_magnet`,
});

/** The channels that brought the leads of a magnet. */
export interface MagnetChannel {
  readonly lead_magnet: string | null;
  readonly channel: string;
  readonly leads: number;
  readonly customers: number;
  readonly conversion: number;
}

/** Which first channel brings a magnet its leads, and which its buyers. */
export const MAGNET_CHANNELS = defineReport<MagnetChannel>({
  name: "magnet-channels",
  columns: { lead_magnet: "text", channel: "text", leads: "count", customers: "count", conversion: "share" },
  select: (question) => sql`select lead_magnet, channel, count(*)::int as leads, count(*) filter (where bought)::int as customers,
  count(*) filter (where bought)::float8 / count(*) as conversion
from (
  select j.lead_magnet, coalesce(j.first_channel, 'Unattributed') as channel,
    exists (
      select from orders o
      where o.part = j.part and o.site_id = j.site_id and o.person_id = j.person_id
        and o.placed_at >= j.lead_at and o.placed_at < ${end(question)} and o.status not in ('cancelled', 'refunded')) as bought
  from journeys j
  where j.site_id = ${question.siteId} and not j.is_bot and j.lead_at >= ${begin(question)} and j.lead_at < ${end(question)}
    and ${ofChannel("j.first_channel", question)}
) as leads
group by lead_magnet, channel
order by customers desc, leads desc, lead_magnet, channel`,
});
