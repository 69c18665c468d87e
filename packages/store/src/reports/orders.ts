import { type RawBuilder, sql } from "kysely";
import { defineReport, type Question } from "./report.js";
import { begin, end, ofChannel, within } from "./within.js";

/** Orders placed in the period by people, `counts` for those that were neither cancelled nor wholly refunded. */
const ordersOf = (question: Question): RawBuilder<unknown> => sql`select o.part, o.site_id, o.person_id, o.order_id, o.status, o.placed_at,
    o.total, o.refunded, o.currency, o.status not in ('cancelled', 'refunded') as counts
  from orders o
  join journeys j on j.part = o.part and j.site_id = o.site_id and j.person_id = o.person_id
  where o.site_id = ${question.siteId} and not j.is_bot and ${within("o.placed_at", question)}
    and ${ofChannel("j.first_channel", question)}`;

/** What was ordered in one currency. */
export interface OrderTotals {
  readonly currency: string;
  /** Placed in the period; cancelled and wholly refunded ones are not counted. */
  readonly orders: number;
  readonly people: number;
  /** Of these orders, refunds taken off. */
  readonly revenue: string;
  readonly average: string | null;
  /** Of these orders, those of somebody who had ordered before; 0 to 1. */
  readonly repeat_share: number | null;
  /** Placed in the period and cancelled. */
  readonly cancelled: number;
  readonly cancelled_value: string;
  /** Placed in the period and paid back, wholly or in part. */
  readonly refunded: number;
  readonly refunded_value: string;
}

/** Orders placed in the period, what they brought and what became of them; a line for each currency. */
export const ORDER_TOTALS = defineReport<OrderTotals>({
  name: "order-totals",
  columns: {
    currency: "text",
    orders: "count",
    people: "count",
    revenue: "money",
    average: "money",
    repeat_share: "share",
    cancelled: "count",
    cancelled_value: "money",
    refunded: "count",
    refunded_value: "money",
  },
  select: (question) => sql`select currency, count(*) filter (where counts)::int as orders,
  count(distinct person_id) filter (where counts)::int as people,
  coalesce(sum(total - refunded) filter (where counts), 0)::text as revenue,
  round(avg(total - refunded) filter (where counts), 2)::text as average,
  count(*) filter (where counts and is_repeat)::float8 / nullif(count(*) filter (where counts), 0) as repeat_share,
  count(*) filter (where status = 'cancelled')::int as cancelled,
  coalesce(sum(total) filter (where status = 'cancelled'), 0)::text as cancelled_value,
  count(*) filter (where refunded > 0)::int as refunded, coalesce(sum(refunded), 0)::text as refunded_value
from (
  select placed.*, exists (
    select from orders b
    where b.part = placed.part and b.site_id = placed.site_id and b.person_id = placed.person_id
      and b.placed_at < placed.placed_at and b.status not in ('cancelled', 'refunded')) as is_repeat
  from (
    ${ordersOf(question)}
  ) as placed
) as orders
group by currency
order by orders desc, currency`,
});

/** Orders of one day in one currency. */
export interface OrderTrend {
  readonly day: string;
  readonly orders: number;
  readonly revenue: string;
  readonly currency: string;
}

/** Orders and what they brought by day, refunds taken off; days without any have no row. */
export const ORDER_TREND = defineReport<OrderTrend>({
  name: "order-trend",
  columns: { day: "day", orders: "count", revenue: "money", currency: "text" },
  select: (question) => sql`select to_char(placed_at at time zone ${question.timeZone}, 'YYYY-MM-DD') as day, count(*)::int as orders,
  sum(total - refunded)::text as revenue, currency
from (
  ${ordersOf(question)}
) as orders
where counts
group by day, currency
order by day, currency`,
});

/** Of orders that were delivered in time, or late: what the customers said and did afterwards. */
export interface DeliveryEffect {
  /** on_time or late. */
  readonly outcome: string;
  /** Delivered orders. */
  readonly orders: number;
  /** Of these, those whose customer said clearly after the delivery that they are satisfied or not. */
  readonly answered: number;
  /** Of the answers, the satisfied ones; 0 to 1. */
  readonly satisfied_share: number | null;
  /** Of the orders, those whose customer ordered again after the delivery; 0 to 1. */
  readonly repeat_share: number | null;
  /** Of the orders, those whose customer contacted support after the promised time; 0 to 1. */
  readonly support_share: number | null;
}

/** What late deliveries cost: answers, orders and calls that came after the delivery, beside those of deliveries in time. */
export const DELIVERY_EFFECT = defineReport<DeliveryEffect>({
  name: "delivery-effect",
  columns: {
    outcome: "text",
    orders: "count",
    answered: "count",
    satisfied_share: "share",
    repeat_share: "share",
    support_share: "share",
  },
  select: (question) => sql`select case when is_late then 'late' else 'on_time' end as outcome, count(*)::int as orders,
  count(is_satisfied)::int as answered, avg(is_satisfied::int)::float8 as satisfied_share, avg(came_again::int)::float8 as repeat_share,
  avg(asked_support::int)::float8 as support_share
from (
  select o.is_late, (
      select m.milestone = 'satisfied' or (m.milestone = 'reviewed' and (m.attributes ->> 'rating')::numeric >= 4)
      from milestones m
      where m.part = o.part and m.site_id = o.site_id and m.person_id = o.person_id and m.occurred_at >= o.delivered_at
        and m.milestone in ('satisfied', 'dissatisfied', 'reviewed')
      order by m.occurred_at, m.milestone = 'reviewed', m.sequence limit 1) as is_satisfied,
    exists (
      select from orders n
      where n.part = o.part and n.site_id = o.site_id and n.person_id = o.person_id and n.placed_at > o.delivered_at
        and n.status not in ('cancelled', 'refunded')) as came_again,
    exists (
      select from milestones m
      where m.part = o.part and m.site_id = o.site_id and m.person_id = o.person_id and m.milestone = 'support_contacted'
        and m.occurred_at >= least(o.promised_at, o.delivered_at)) as asked_support
  from orders o
  join journeys j on j.part = o.part and j.site_id = o.site_id and j.person_id = o.person_id
  where o.site_id = ${question.siteId} and not j.is_bot and ${ofChannel("j.first_channel", question)}
    and o.delivered_at is not null and o.is_late is not null and o.placed_at >= ${begin(question)} and o.placed_at < ${end(question)}
) as delivered
group by is_late
order by is_late`,
});
