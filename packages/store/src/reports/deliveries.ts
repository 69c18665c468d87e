import { type RawBuilder, sql } from "kysely";
import { KNOWN_BY } from "./cart-lives.js";
import { defineReport, type Question } from "./report.js";
import { begin, end, ofChannel, within } from "./within.js";

/** Orders placed in the period with what became of their promise. */
const deliveriesOf = (question: Question): RawBuilder<unknown> => sql`delivery_performance
where site_id = ${question.siteId} and ${ofChannel("channel", question)} and ${within("placed_at", question)}`;

const KEPT = sql`count(*) filter (where outcome = 'on_time')::float8
    / nullif(count(*) filter (where outcome in ('on_time', 'late', 'overdue')), 0)`;

/** Orders by what became of their promise. */
export interface DeliveryOutcome {
  /** As `delivery_performance.outcome`. */
  readonly outcome: string;
  readonly orders: number;
  /** Of all orders, 0 to 1. */
  readonly share: number;
  readonly median_days_to_deliver: number | null;
  readonly median_days_late: number | null;
}

/** Orders placed in the period: in time, late, overdue, under way, without a promise or cancelled. */
export const DELIVERY_OUTCOMES = defineReport<DeliveryOutcome>({
  name: "delivery-outcomes",
  columns: { outcome: "text", orders: "count", share: "share", median_days_to_deliver: "days", median_days_late: "days" },
  select: (question) => sql`select outcome, count(*)::int as orders, count(*)::float8 / sum(count(*)) over () as share,
  percentile_cont(0.5) within group (order by days_to_deliver::float8) as median_days_to_deliver,
  percentile_cont(0.5) within group (order by days_late::float8) filter (where outcome in ('late', 'overdue')) as median_days_late
from ${deliveriesOf(question)}
group by outcome
order by array_position(array['on_time', 'late', 'overdue', 'under_way', 'no_promise', 'cancelled'], outcome)`,
});

/** How the promises of one month's orders were kept. */
export interface DeliveryMonth {
  /** As 2026-11. */
  readonly month: string;
  readonly on_time: number;
  readonly came_late: number;
  readonly overdue: number;
  readonly on_time_share: number | null;
  readonly median_days_to_deliver: number | null;
}

/** The twelve months up to the period's end, by the day on which orders were placed. */
export const DELIVERY_MONTHS = defineReport<DeliveryMonth>({
  name: "delivery-months",
  columns: {
    month: "text",
    on_time: "count",
    came_late: "count",
    overdue: "count",
    on_time_share: "share",
    median_days_to_deliver: "days",
  },
  select: (question) => sql`select to_char(placed_on, 'YYYY-MM') as month, count(*) filter (where outcome = 'on_time')::int as on_time,
  count(*) filter (where outcome = 'late')::int as came_late, count(*) filter (where outcome = 'overdue')::int as overdue,
  ${KEPT} as on_time_share,
  percentile_cont(0.5) within group (order by days_to_deliver::float8) as median_days_to_deliver
from delivery_performance
where site_id = ${question.siteId} and ${ofChannel("channel", question)} and placed_at < ${end(question)}
  and placed_at >= (date_trunc('month', ${question.period.to}::date::timestamp) - interval '11 months') at time zone ${question.timeZone}
group by month
having count(*) filter (where outcome in ('on_time', 'late', 'overdue')) > 0
order by month`,
});

/** How many orders came so many days after the promise. */
export interface DeliveryLateness {
  /** 0 for the last day before the promised time; −3 for three or more days early, 8 for eight or more late. */
  readonly days_late: number;
  readonly delivered: number;
  /** Not there yet, and late by so much already. */
  readonly overdue: number;
}

/** How early or late orders with a promise are, in whole days begun. */
export const DELIVERY_LATENESS = defineReport<DeliveryLateness>({
  name: "delivery-lateness",
  columns: { days_late: "days", delivered: "count", overdue: "count" },
  select: (question) => sql`select greatest(-3, least(8, ceil(days_late)))::int as days_late,
  count(*) filter (where outcome <> 'overdue')::int as delivered, count(*) filter (where outcome = 'overdue')::int as overdue
from ${deliveriesOf(question)} and outcome in ('on_time', 'late', 'overdue')
group by 1
order by 1`,
});

/** How one carrier kept promises. */
export interface DeliveryCarrier {
  readonly carrier: string;
  readonly orders: number;
  readonly on_time: number;
  readonly came_late: number;
  readonly overdue: number;
  readonly on_time_share: number | null;
  readonly median_days_to_deliver: number | null;
}

/** Carriers by the orders they were given, as the event said by which an order was shipped. */
export const DELIVERY_CARRIERS = defineReport<DeliveryCarrier>({
  name: "delivery-carriers",
  columns: {
    carrier: "text",
    orders: "count",
    on_time: "count",
    came_late: "count",
    overdue: "count",
    on_time_share: "share",
    median_days_to_deliver: "days",
  },
  select: (question) => sql`with shipped as (
  select m.person_id, m.attributes ->> 'order_id' as order_id, m.attributes ->> 'carrier' as carrier
  from milestones m
  where m.site_id = ${question.siteId} and m.milestone = 'order_shipped' and m.attributes ? 'carrier'
    and m.occurred_at >= ${begin(question)}
)
select carrier, count(*)::int as orders, count(*) filter (where outcome = 'on_time')::int as on_time,
  count(*) filter (where outcome = 'late')::int as came_late, count(*) filter (where outcome = 'overdue')::int as overdue,
  ${KEPT} as on_time_share,
  percentile_cont(0.5) within group (order by days_to_deliver::float8) as median_days_to_deliver
from (
  select d.order_id, d.person_id, d.outcome, d.days_to_deliver from ${sql`delivery_performance d
  where d.site_id = ${question.siteId} and ${ofChannel("d.channel", question)} and ${within("d.placed_at", question)}`}
) as placed
join shipped using (person_id, order_id)
group by carrier
order by orders desc, carrier`,
});

/** An order whose promised time has passed. */
export interface OverdueOrder {
  readonly person_id: string;
  readonly user_id: string | null;
  readonly order_id: string;
  readonly promised_at: Date;
  readonly days_late: number;
  readonly order_status: string;
  readonly total: string;
  readonly currency: string;
  readonly known_by: readonly string[];
}

/** Orders that are overdue at this moment, whenever they were placed, the longest wait first; those promised over 180 days ago are left out. */
export const OVERDUE_ORDERS = defineReport<OverdueOrder>({
  name: "overdue-orders",
  columns: {
    person_id: "text",
    user_id: "text",
    order_id: "text",
    promised_at: "time",
    days_late: "days",
    order_status: "text",
    total: "money",
    currency: "text",
    known_by: "list",
  },
  select: (question) => sql`select who.person_id, j.user_id, who.order_id, who.promised_at,
  round(extract(epoch from now() - who.promised_at) / 86400, 1)::float8 as days_late, who.status as order_status,
  who.total::text as total, who.currency,
  ${KNOWN_BY} as known_by
from orders who
join journeys j on j.part = who.part and j.site_id = who.site_id and j.person_id = who.person_id
where who.site_id = ${question.siteId} and not j.is_bot and ${ofChannel("j.first_channel", question)}
  and who.delivered_at is null and who.status not in ('cancelled', 'refunded')
  and who.promised_at < now() and who.promised_at >= now() - interval '180 days'
order by who.promised_at, who.order_id
limit 100`,
});
