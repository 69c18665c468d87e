import { sql, type Transaction } from "kysely";
import type { Tables } from "../tables.js";

/** Whoever looks for gaps holds this lock, so that no two do the same work; that a day is counted once is the key's doing. */
const LOCK = "waystitch:count-gaps";
/** Days that are made up for after nobody has counted. */
const DAYS_BACK = 7;

/**
 * Ids as our script makes them: the time, a number that counts the page load's events from 8000 on, and the page load. Past 16,384 events a
 * page load is not followed.
 */
const LAYOUT = "^[0-9a-f]{8}-[0-9a-f]{4}-7000-[89ab][0-9a-f]{3}-[0-9]{12}$";

/** A day of a site that is to be counted; times are exact, as the database writes them. */
interface Day {
  readonly siteId: string;
  readonly day: string;
  readonly before: string;
  readonly begins: string;
  readonly ends: string;
  readonly after: string;
}

/** The oldest day that is not counted yet though the day after it is over. */
async function nextDay(trx: Transaction<Tables>, asOf: Date): Promise<Day | undefined> {
  const midnight = (days: number) => sql`((d.day + ${sql.lit(days)})::timestamp at time zone s.time_zone)::text`;
  const { rows } = await sql<Day>`
    select s.site_id as "siteId", d.day::text, ${midnight(-1)} as before, ${midnight(0)} as begins, ${midnight(1)} as ends, ${midnight(2)} as after
    from sites s
    cross join lateral (
      select (${asOf}::timestamptz at time zone s.time_zone)::date - 2 - n as day from generate_series(0, ${sql.lit(DAYS_BACK - 1)}) n) d
    where not exists (select from ingest_gaps g where g.site_id = s.site_id and g.day = d.day)
    order by d.day, s.site_id limit 1`.execute(trx);
  return rows[0];
}

const numberOf = (id: string) => sql`('x' || substr(${sql.ref(id)}, 20, 4))::bit(16)::int - 32768`;

/**
 * Page loads that had an event on the day, then everything of their visitors that belongs to them, whenever it came: a page that
 * stayed open over midnight is counted on the day of its first event, and only there.
 */
async function countDay(trx: Transaction<Tables>, { siteId, day, before, begins, ends, after }: Day): Promise<void> {
  await sql`
    with around as materialized (
      select part, visitor_id, received_at, right(event_id, 12) as page_load from events
      where site_id = ${siteId} and received_at >= ${before}::timestamptz and received_at < ${after}::timestamptz
        and not trusted and event_id ~ ${LAYOUT} and context #>> '{library,name}' = 'waystitch'
    ),
    asked as materialized (
      select distinct page_load from around where received_at >= ${begins}::timestamptz and received_at < ${ends}::timestamptz
    ),
    homes as materialized (select distinct page_load, part, visitor_id from around join asked using (page_load)),
    came as (
      select h.page_load, e.event_id, e.received_at, ${numberOf("e.event_id")} as number
      from homes h join events e on e.part = h.part and e.site_id = ${siteId} and e.visitor_id = h.visitor_id
      where right(e.event_id, 12) = h.page_load and e.event_id ~ ${LAYOUT}
      union all
      select a.page_load, r.message_id, null, ${numberOf("r.message_id")}
      from rejected_events r join asked a on a.page_load = right(r.message_id, 12)
      where r.site_id = ${siteId} and r.received_at >= ${before}::timestamptz and r.message_id ~ ${LAYOUT}
    ),
    page_loads as (
      select max(number) + 1 as expected, count(distinct number) as present
      from came group by page_load
      -- Somebody else's ids may have the same form by chance: no two of them are of one page load.
      having (count(*) > 1 or min(number) = 0)
        and min(received_at) >= ${begins}::timestamptz and min(received_at) < ${ends}::timestamptz
    )
    insert into ingest_gaps (site_id, day, expected, missing)
    select ${siteId}, ${day}::date, coalesce(sum(expected), 0), coalesce(sum(greatest(expected - present, 0)), 0) from page_loads
    on conflict do nothing`.execute(trx);
}

/**
 * Counts the events that never came of one site and day, the oldest of the last seven that can be told.
 * @returns false when none is left, or somebody else is at it
 */
export async function countGaps(trx: Transaction<Tables>, asOf: Date): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${LOCK}, 0)) as mine`.execute(trx);
  const day = rows[0]?.mine === true ? await nextDay(trx, asOf) : undefined;
  if (day !== undefined) await countDay(trx, day);
  return day !== undefined;
}
