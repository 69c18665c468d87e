import { sql } from "kysely";
import { defineReport } from "./report.js";
import { within } from "./within.js";

/** What a channel is credited with by each of the six rules. */
export interface ChannelCredit {
  readonly kind: string;
  readonly channel: string;
  readonly currency: string | null;
  readonly conversions: number;
  readonly first: number;
  readonly last: number;
  readonly last_non_direct: number;
  readonly linear: number;
  readonly position: number;
  readonly time_decay: number;
  readonly revenue_first: string | null;
  readonly revenue_last: string | null;
  readonly revenue_linear: string | null;
}

/** Leads and orders of the period by channel and rule; docs/attribution.md says what the rules are. The fitted models are no SQL. */
export const CHANNEL_CREDITS = defineReport<ChannelCredit>({
  name: "channel-credits",
  columns: {
    kind: "text",
    channel: "text",
    currency: "text",
    conversions: "count",
    first: "count",
    last: "count",
    last_non_direct: "count",
    linear: "count",
    position: "count",
    time_decay: "count",
    revenue_first: "money",
    revenue_last: "money",
    revenue_linear: "money",
  },
  select: (question) => sql`select kind, channel, currency, count(distinct (person_id, conversion))::int as conversions,
  sum(first_share)::float8 as first, sum(last_share)::float8 as last, sum(last_non_direct_share)::float8 as last_non_direct,
  sum(linear_share)::float8 as linear, sum(position_share)::float8 as position, sum(time_decay_share)::float8 as time_decay,
  trim_scale(sum(first_value))::text as revenue_first, trim_scale(sum(last_value))::text as revenue_last,
  trim_scale(sum(linear_value))::text as revenue_linear
from conversion_touches
where site_id = ${question.siteId} and ${within("converted_at", question)}
group by kind, channel, currency
order by kind desc, linear desc, channel`,
});
