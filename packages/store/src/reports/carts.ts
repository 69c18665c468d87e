import { sql } from "kysely";
import { cartLives } from "./cart-lives.js";
import { defineReport } from "./report.js";
import { begin, end, within } from "./within.js";

/** Carts of one currency. */
export interface CartTotals {
  readonly currency: string;
  /** At this moment: not left for an hour, and what is in them. */
  readonly open_now: number;
  readonly open_value: string;
  /** At this moment: left alone for an hour or longer, but not yet for a week. */
  readonly abandoned_now: number;
  readonly abandoned_now_value: string;
  /** In the period. */
  readonly opened: number;
  readonly abandoned: number;
  readonly abandoned_value: string;
  /** Of those abandoned in the period: to which their person came back since. */
  readonly came_back: number;
  /** Ordered in the period after they had been left, whenever that was. */
  readonly recovered: number;
  readonly recovered_value: string;
  /** Of those abandoned in the period, ordered by its end; 0 to 1. */
  readonly recovery_rate: number | null;
}

/** Carts that are open, left and won back; a line for each currency. */
export const CART_TOTALS = defineReport<CartTotals>({
  name: "cart-totals",
  columns: {
    currency: "text",
    open_now: "count",
    open_value: "money",
    abandoned_now: "count",
    abandoned_now_value: "money",
    opened: "count",
    abandoned: "count",
    abandoned_value: "money",
    came_back: "count",
    recovered: "count",
    recovered_value: "money",
    recovery_rate: "share",
  },
  select: (question) => sql`with lives as (
  ${cartLives(question)}
), told as (
  select currency, value, status = 'open' as is_open, abandoned_at is not null as is_left, ${within("opened_at", question)} as opened,
    ${within("left_at", question)} as abandoned, ${within("recovered_at", question)} as recovered,
    came_back, recovered_at < ${end(question)} as was_won
  from lives
)
select currency, count(*) filter (where is_open and not is_left)::int as open_now,
  coalesce(sum(value) filter (where is_open and not is_left), 0)::text as open_value,
  count(*) filter (where is_open and is_left)::int as abandoned_now,
  coalesce(sum(value) filter (where is_open and is_left), 0)::text as abandoned_now_value,
  count(*) filter (where opened)::int as opened,
  count(*) filter (where abandoned)::int as abandoned, coalesce(sum(value) filter (where abandoned), 0)::text as abandoned_value,
  count(*) filter (where abandoned and came_back)::int as came_back,
  count(*) filter (where recovered)::int as recovered, coalesce(sum(value) filter (where recovered), 0)::text as recovered_value,
  count(*) filter (where abandoned and was_won)::float8 / nullif(count(*) filter (where abandoned), 0) as recovery_rate
from told
group by currency
order by opened desc, currency`,
});

/** How far the carts of a period came. */
export interface CartFunnel {
  /** opened, checkout or ordered. */
  readonly cart_step: string;
  readonly carts: number;
  /** Of all that were opened, 0 to 1. */
  readonly of_opened: number | null;
  /** Of those that reached the step before. */
  readonly of_previous: number | null;
}

/** Carts opened in the period: how many came to checkout and to an order by its end. An ordered cart has passed checkout. */
export const CART_FUNNEL = defineReport<CartFunnel>({
  name: "cart-funnel",
  columns: { cart_step: "text", carts: "count", of_opened: "share", of_previous: "share" },
  select: (question) => sql`with reached as (
  select count(*)::int as opened,
    count(*) filter (where checkout_started_at < ${end(question)} or (status = 'ordered' and closed_at < ${end(question)}))::int as checkout,
    count(*) filter (where status = 'ordered' and closed_at < ${end(question)})::int as ordered
  from (
    ${cartLives(question)}
  ) as lives
  where opened_at >= ${begin(question)}
)
select step.cart_step, step.carts, step.carts::float8 / nullif(opened, 0) as of_opened,
  step.carts::float8 / nullif(lag(step.carts) over (order by step.place), 0) as of_previous
from reached cross join lateral (
  values (1, 'opened', opened), (2, 'checkout', checkout), (3, 'ordered', ordered)
) as step (place, cart_step, carts)
where opened > 0
order by step.place`,
});

/** What happened to carts on one day. */
export interface CartTrend {
  readonly day: string;
  readonly opened: number;
  readonly abandoned: number;
  readonly recovered: number;
}

/** Carts opened, left and won back by day; days without any have no row. */
export const CART_TREND = defineReport<CartTrend>({
  name: "cart-trend",
  columns: { day: "day", opened: "count", abandoned: "count", recovered: "count" },
  select: (question) => sql`select to_char(at at time zone ${question.timeZone}, 'YYYY-MM-DD') as day,
  count(*) filter (where what = 'opened')::int as opened, count(*) filter (where what = 'abandoned')::int as abandoned,
  count(*) filter (where what = 'recovered')::int as recovered
from (
  ${cartLives(question)}
) as lives
cross join lateral (values ('opened', opened_at), ('abandoned', left_at), ('recovered', recovered_at)) as event (what, at)
where ${within("at", question)}
group by day
order by day`,
});
