import { sql } from "kysely";
import type { Guard } from "./keep-out.js";
import type { EventRow } from "./rows.js";

/** Events of a site that arrived within a minute, or the ones at a place of a batch. */
export interface Arrival {
  readonly site_id: string;
  /** When the last of them arrived. Time zones change on whole minutes, so that it is on the day of the others. */
  received_at: string;
  /** All that came. */
  events: number;
  /** What of them is to be stored, and was not there already as far as the collector knows. */
  accepted: number;
  from_browsers: number;
  from_servers: number;
  from_robots: number;
  late: number;
  /** By which a guard knows it. */
  readonly place?: number;
}

const LATE_MS = 3_600_000;
const MINUTE = "2026-12-01T00:00".length;

/** Counts an event in a line, as one to be stored or as a copy of one. */
function add(line: Arrival, { received_at, occurred_at, trusted, bot_reason }: EventRow, isCopy: boolean): void {
  line.events++;
  if (received_at > line.received_at) line.received_at = received_at;
  if (isCopy) return;
  line.accepted++;
  if (trusted) line.from_servers++;
  if (bot_reason !== null) line.from_robots++;
  if (!trusted && bot_reason === null) line.from_browsers++;
  if (Date.parse(received_at) - Date.parse(occurred_at) > LATE_MS) line.late++;
}

const nothing = ({ site_id, received_at }: EventRow) => ({
  site_id,
  received_at,
  events: 0,
  accepted: 0,
  from_browsers: 0,
  from_servers: 0,
  from_robots: 0,
  late: 0,
});

/** An event that arrived, at the place by which a guard knows it. */
export function arrivalAt(event: EventRow, place: number, isCopy: boolean): Arrival {
  const line: Arrival = { ...nothing(event), place };
  add(line, event, isCopy);
  return line;
}

/** Adds up by site and minute what arrived: a group of a thousand events is a line or two. */
export function arrivalsOf(events: readonly EventRow[], copies: readonly EventRow[]): readonly Arrival[] {
  const lines = new Map<string, Arrival>();
  const addAll = (rows: readonly EventRow[], isCopy: boolean): void => {
    for (const row of rows) {
      const key = `${row.received_at.slice(0, MINUTE)} ${row.site_id}`;
      let line = lines.get(key);
      if (line === undefined) {
        line = nothing(row);
        lines.set(key, line);
      }
      add(line, row, isCopy);
    }
  };
  addAll(events, false);
  addAll(copies, true);
  return [...lines.values()];
}

const rejectedLines = sql`
      union all
      select r.site_id, (r.received_at at time zone s.time_zone)::date, r.reason, 0, 0, 0, 0, 0, 0, count(*), max(r.received_at)
      from refused r join sites s on s.site_id = r.site_id
      group by 1, 2, 3`;

/**
 * Counts into `ingest_days` what is stored of a batch, and how much of what arrived was there already. When all of it was new, the
 * collector's own sums are right; otherwise the rows of the same statement are counted, so that the sums are right whatever other
 * collectors do. Nobody updates a line that another could wait for.
 *
 * @param events how many the statement was given to store
 */
export const countDays = (arrivals: readonly Arrival[], events: number, hasRejected: boolean, guard: Guard) => sql`
    fresh as (
      select e.site_id, (e.received_at at time zone s.time_zone)::date as day, count(*) as accepted,
        count(*) filter (where not e.trusted and e.bot_reason is null) as from_browsers, count(*) filter (where e.trusted) as from_servers,
        count(*) filter (where e.bot_reason is not null) as from_robots,
        count(*) filter (where e.received_at - e.occurred_at > interval '1 hour') as late
      from stored e join sites s on s.site_id = e.site_id
      where (select events from counted) < ${events}
      group by 1, 2
    ),
    arrived as (
      select a.site_id, (a.received_at at time zone s.time_zone)::date as day, sum(a.events) as events, sum(a.accepted) as accepted,
        sum(a.from_browsers) as from_browsers, sum(a.from_servers) as from_servers, sum(a.from_robots) as from_robots, sum(a.late) as late,
        max(a.received_at) as latest
      from jsonb_to_recordset(${JSON.stringify(arrivals)}::jsonb) as a (
        site_id text, received_at timestamptz, events integer, accepted integer, from_browsers integer, from_servers integer,
        from_robots integer, late integer${guard.column}
      )
      join sites s on s.site_id = a.site_id
      where ${guard.isLetIn}
      group by 1, 2
    ),
    settled as (
      select site_id, day, events, latest, accepted, from_browsers, from_servers, from_robots, late
      from arrived where (select events from counted) = ${events}
      union all
      select a.site_id, a.day, a.events, a.latest, coalesce(f.accepted, 0), coalesce(f.from_browsers, 0), coalesce(f.from_servers, 0),
        coalesce(f.from_robots, 0), coalesce(f.late, 0)
      from arrived a left join fresh f on f.site_id = a.site_id and f.day = a.day
      where (select events from counted) < ${events}
    ),
    days as (
      insert into ingest_days (
        site_id, day, reason, batch, accepted, from_browsers, from_servers, from_robots, late, duplicate, rejected, latest_received_at
      )
      select site_id, day, reason, pg_current_xact_id()::text::bigint, accepted, from_browsers, from_servers, from_robots, late, duplicate,
        rejected, latest
      from (
        select site_id, day, '' as reason, accepted, from_browsers, from_servers, from_robots, late, events - accepted as duplicate,
          0 as rejected, latest
        from settled${hasRejected ? rejectedLines : sql``}
      ) as line
    ),`;
