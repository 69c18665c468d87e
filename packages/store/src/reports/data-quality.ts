import { sql } from "kysely";
import { defineReport, type Question } from "./report.js";
import { within } from "./within.js";

/** What arrived on a day. */
export interface QualityDay {
  readonly day: string;
  readonly accepted: number;
  /** People's, as far as one can tell. */
  readonly from_browsers: number;
  readonly from_servers: number;
  readonly from_robots: number;
  readonly late: number;
  readonly rejected: number;
  readonly share_rejected: number;
}

const dayOf = (column: string, { timeZone }: Question) => sql`(${sql.ref(column)} at time zone ${timeZone})::date`;

/**
 * Events that were stored and rejected on each day with any. What is late or a robot's is told by the rules of the view
 * `data_quality_by_day`, which knows the last 92 days only and reads all of them each time.
 */
export const QUALITY_DAYS = defineReport<QualityDay>({
  name: "quality-days",
  columns: {
    day: "day",
    accepted: "count",
    from_browsers: "count",
    from_servers: "count",
    from_robots: "count",
    late: "count",
    rejected: "count",
    share_rejected: "share",
  },
  select: (question) => sql`select day::text, sum(accepted)::int as accepted, sum(from_browsers)::int as from_browsers,
  sum(from_servers)::int as from_servers, sum(from_robots)::int as from_robots, sum(late)::int as late, sum(rejected)::int as rejected,
  (sum(rejected) / sum(accepted + rejected))::float8 as share_rejected
from (
  select ${dayOf("received_at", question)} as day, count(*) as accepted,
    count(*) filter (where not trusted and bot_reason is null) as from_browsers, count(*) filter (where trusted) as from_servers,
    count(*) filter (where bot_reason is not null) as from_robots,
    count(*) filter (where received_at - occurred_at > interval '1 hour') as late, 0 as rejected
  from events
  where site_id = ${question.siteId} and ${within("received_at", question)}
  group by 1
  union all
  select ${dayOf("received_at", question)}, 0, 0, 0, 0, 0, count(*)
  from rejected_events
  where site_id = ${question.siteId} and ${within("received_at", question)}
  group by 1
) as arrived
group by day
order by day`,
});

/** Why events of the period were rejected. */
export interface QualityReason {
  readonly reason: string;
  readonly rejected: number;
  readonly days: number;
  readonly latest_at: Date;
}

/** Each reason with its number of events, most first. */
export const QUALITY_REASONS = defineReport<QualityReason>({
  name: "quality-reasons",
  columns: { reason: "text", rejected: "count", days: "count", latest_at: "time" },
  select: (question) => sql`select reason, count(*)::int as rejected, count(distinct ${dayOf("received_at", question)})::int as days,
  max(received_at) as latest_at
from rejected_events
where site_id = ${question.siteId} and ${within("received_at", question)}
group by reason
order by rejected desc, reason`,
});
