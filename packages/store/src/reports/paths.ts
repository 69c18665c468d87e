import { type ConversionKind, marketingKinds, type Path } from "@waystitch/journey";
import { type RawBuilder, sql } from "kysely";
import type { Database } from "../database.js";

/** The ways that the conversions of a month are weighed by; see `pathsOf` in `@waystitch/journey`. */
export interface PathWindow {
  /** The month. */
  readonly from: Date;
  readonly until: Date;
  readonly lookBackMs: number;
}

/** Names of the rules' own, in a query that can be read. */
const kinds = (isInVisit: boolean) => sql.join(marketingKinds(isInVisit).map((kind) => sql.lit(kind)));

/** True for a row of `touchpoints` that takes part in attribution. */
export const takesPart = (): RawBuilder<boolean> =>
  sql`case when t.session_id is null then t.kind in (${kinds(false)}) else t.kind in (${kinds(true)}) end`;

/** When people converted, each with the times in an array; cancelled orders too, because they were won. */
const ENDS: Readonly<Record<ConversionKind, (siteId: string, until: Date) => RawBuilder<unknown>>> = {
  lead: (siteId, until) => sql`
    select part, person_id, array[lead_at] as at from journeys where site_id = ${siteId} and lead_at < ${until}`,
  order: (siteId, until) => sql`
    select part, person_id, array_agg(placed_at) as at from orders where site_id = ${siteId} and placed_at < ${until} group by part, person_id`,
};

/**
 * The paths of a site's people, robots left out, as `pathsOf` makes them of one person after the other: equal ones once with their sums, and
 * stays with a channel left out, which changes no weight. A million people become some thousand rows.
 */
export async function loadPaths(db: Database, siteId: string, kind: ConversionKind, window: PathWindow): Promise<Path[]> {
  const { from, until, lookBackMs } = window;
  const lookBack = sql`make_interval(secs => ${lookBackMs / 1000}::float8)`;
  const { rows } = await sql<Path>`
    with ends as (${ENDS[kind](siteId, until)}),
    met as (
      select t.part, t.person_id, t.occurred_at, t.sequence, t.channel, e.at is not null as has_ends,
        case when e.at is not null then (select min(at) from unnest(e.at) as at where at >= t.occurred_at) end as ended_at
      from touchpoints t
      join journeys j on j.part = t.part and j.site_id = t.site_id and j.person_id = t.person_id and not j.is_bot
      left join ends e on e.part = t.part and e.person_id = t.person_id
      where t.site_id = ${siteId} and t.occurred_at >= ${from}::timestamptz - ${lookBack} and t.occurred_at < ${until} and ${takesPart()}
    ),
    moved as (
      select *, lag(channel) over (partition by part, person_id, ended_at order by occurred_at, sequence) as before
      from met
      where case when ended_at is not null then occurred_at >= ended_at - ${lookBack} else ${kind === "order"} or not has_ends end
    ),
    ways as (
      select ended_at is not null as converted, array_agg(channel order by occurred_at, sequence) as channels
      from moved where channel is distinct from before group by part, person_id, ended_at
    )
    select channels, (count(*) filter (where converted))::float8 as conversions, (count(*) filter (where not converted))::float8 as losses
    from ways group by channels`.execute(db);
  return rows;
}
