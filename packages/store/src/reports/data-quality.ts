import { sql } from "kysely";
import { defineReport } from "./report.js";
import { onDays } from "./within.js";

/** What arrived on a day. */
export interface QualityDay {
  readonly day: string;
  readonly accepted: number;
  /** People's, as far as one can tell. */
  readonly from_browsers: number;
  readonly from_servers: number;
  readonly from_robots: number;
  readonly late: number;
  /** Stored already when they arrived. */
  readonly duplicate: number;
  readonly rejected: number;
  readonly share_rejected: number;
  /** What numbered page loads of the day made, and what of it never came; `null` until the day after is over. */
  readonly expected: number | null;
  readonly missing: number | null;
}

/** Events that were stored, sent again, rejected and missing on each day with any, as they were counted on arrival. */
export const QUALITY_DAYS = defineReport<QualityDay>({
  name: "quality-days",
  columns: {
    day: "day",
    accepted: "count",
    from_browsers: "count",
    from_servers: "count",
    from_robots: "count",
    late: "count",
    duplicate: "count",
    rejected: "count",
    share_rejected: "share",
    expected: "count",
    missing: "count",
  },
  select: (question) => sql`select day::text, sum(accepted)::int as accepted, sum(from_browsers)::int as from_browsers,
  sum(from_servers)::int as from_servers, sum(from_robots)::int as from_robots, sum(late)::int as late, sum(duplicate)::int as duplicate,
  sum(rejected)::int as rejected,
  coalesce(sum(rejected)::float8 / nullif(sum(accepted + rejected), 0), 0) as share_rejected,
  max(gaps.expected)::float8 as expected, max(gaps.missing)::float8 as missing
from ingest_days
left join ingest_gaps as gaps using (site_id, day)
where site_id = ${question.siteId} and ${onDays("day", question)}
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
  select: (question) => sql`select reason, sum(rejected)::int as rejected, count(distinct day)::int as days,
  max(latest_received_at) as latest_at
from ingest_days
where site_id = ${question.siteId} and ${onDays("day", question)} and reason <> ''
group by reason
order by rejected desc, reason`,
});
