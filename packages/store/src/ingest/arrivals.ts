import { sql } from "kysely";
import type { Guard } from "./keep-out.js";
import type { EventRow } from "./rows.js";

/** Events of a site that arrived within a minute, or the ones at a place of a batch. */
export interface Arrival {
  readonly site_id: string;
  /** When the last of them arrived. Time zones change on whole minutes, so that it is on the day of the others. */
  readonly received_at: string;
  readonly events: number;
  /** By which a guard knows it. */
  readonly place?: number;
}

const MINUTE = "2026-12-01T00:00".length;

/** Adds up by site and minute what arrived: a group of a thousand events is a line or two. */
export function arrivalsOf(rows: readonly EventRow[]): readonly Arrival[] {
  const lines = new Map<string, { site_id: string; received_at: string; events: number }>();
  for (const { site_id, received_at } of rows) {
    const key = `${received_at.slice(0, MINUTE)} ${site_id}`;
    const line = lines.get(key);
    if (line === undefined) lines.set(key, { site_id, received_at, events: 1 });
    else {
      line.events++;
      if (received_at > line.received_at) line.received_at = received_at;
    }
  }
  return [...lines.values()];
}

const rejectedLines = sql`
      union all
      select r.site_id, (r.received_at at time zone s.time_zone)::date, r.reason, 0, 0, 0, 0, 0, 0, count(*), max(r.received_at)
      from refused r join sites s on s.site_id = r.site_id
      group by 1, 2, 3`;

/**
 * Counts into `ingest_days` what is stored of a batch, and how much of what arrived was there already. Rows of the same
 * statement are counted, so that the sums are right whatever other collectors do; nobody updates a line that another could wait for.
 */
export const countDays = (arrivals: readonly Arrival[], hasRejected: boolean, guard: Guard) => sql`
    fresh as (
      select e.site_id, (e.received_at at time zone s.time_zone)::date as day, count(*) as accepted,
        count(*) filter (where not e.trusted and e.bot_reason is null) as from_browsers, count(*) filter (where e.trusted) as from_servers,
        count(*) filter (where e.bot_reason is not null) as from_robots,
        count(*) filter (where e.received_at - e.occurred_at > interval '1 hour') as late
      from stored e join sites s on s.site_id = e.site_id
      group by 1, 2
    ),
    arrived as (
      select a.site_id, (a.received_at at time zone s.time_zone)::date as day, sum(a.events) as events, max(a.received_at) as latest
      from jsonb_to_recordset(${JSON.stringify(arrivals)}::jsonb) as a (
        site_id text, received_at timestamptz, events integer${guard.column}
      )
      join sites s on s.site_id = a.site_id
      where ${guard.isLetIn}
      group by 1, 2
    ),
    days as (
      insert into ingest_days (
        site_id, day, reason, batch, accepted, from_browsers, from_servers, from_robots, late, duplicate, rejected, latest_received_at
      )
      select site_id, day, reason, pg_current_xact_id()::text::bigint, accepted, from_browsers, from_servers, from_robots, late, duplicate,
        rejected, latest
      from (
        select a.site_id, a.day, '' as reason, coalesce(f.accepted, 0) as accepted, coalesce(f.from_browsers, 0) as from_browsers,
          coalesce(f.from_servers, 0) as from_servers, coalesce(f.from_robots, 0) as from_robots, coalesce(f.late, 0) as late,
          a.events - coalesce(f.accepted, 0) as duplicate, 0 as rejected, a.latest
        from arrived a left join fresh f on f.site_id = a.site_id and f.day = a.day${hasRejected ? rejectedLines : sql``}
      ) as line
    ),`;
