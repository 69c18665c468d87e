import { type RawBuilder, sql } from "kysely";
import { defineReport, type Question } from "./report.js";
import { ofChannel, within } from "./within.js";

/** Contacts that people had while they stood in a stage. */
export interface MapTouchpoint {
  readonly stage: string;
  /** As `touchpoints.kind`. */
  readonly kind: string;
  readonly channel: string;
  readonly touchpoints: number;
  readonly people: number;
}

/** What people did, together with where they stood when they did it. Whatever the steps, somebody stands in one stage at a time. */
const during = (table: RawBuilder<unknown>, question: Question): RawBuilder<unknown> => sql`${table} as happened
join journeys on journeys.part = happened.part and journeys.site_id = happened.site_id and journeys.person_id = happened.person_id
join journey_stages as stay on stay.part = happened.part and stay.site_id = happened.site_id and stay.person_id = happened.person_id
  and stay.model = ${question.model} and stay.entered_at <= happened.occurred_at
  and (stay.left_at is null or happened.occurred_at < stay.left_at)
where happened.site_id = ${question.siteId} and not journeys.is_bot
  and ${ofChannel("journeys.first_channel", question)} and ${within("happened.occurred_at", question)}`;

/** Where people came from, and how else they met the shop, by the stage they stood in. */
export const MAP_TOUCHPOINTS = defineReport<MapTouchpoint>({
  name: "map-touchpoints",
  columns: { stage: "text", kind: "text", channel: "text", touchpoints: "count", people: "count" },
  select: (question) => sql`select stay.stage, happened.kind, happened.channel,
  count(*)::int as touchpoints, count(distinct happened.person_id)::int as people
from ${during(sql`touchpoints`, question)}
group by stay.stage, happened.kind, happened.channel
order by touchpoints desc`,
});

/** Pages that led people in while they stood in a stage. */
export interface MapPage {
  readonly stage: string;
  readonly landing_page: string;
  readonly sessions: number;
}

/** The five pages that most sessions of each stage began on. */
export const MAP_PAGES = defineReport<MapPage>({
  name: "map-pages",
  columns: { stage: "text", landing_page: "text", sessions: "count" },
  select: (question) => sql`select stage, landing_page, sessions
from (
  select stay.stage, happened.landing_page, count(*)::int as sessions,
    row_number() over (partition by stay.stage order by count(*) desc, happened.landing_page) as place
  from ${during(sql`touchpoints`, question)} and happened.kind = 'session' and happened.landing_page is not null
  group by stay.stage, happened.landing_page
) as pages
where place <= 5
order by stage, place`,
});

/** What people did while they stood in a stage, or came into it by. */
export interface MapAction {
  readonly stage: string;
  readonly milestone: string;
  readonly times: number;
  readonly people: number;
}

/** Milestones by the stage that people stood in when they reached them; what leads into a stage counts there. */
export const MAP_ACTIONS = defineReport<MapAction>({
  name: "map-actions",
  columns: { stage: "text", milestone: "text", times: "count", people: "count" },
  select: (question) => sql`select stay.stage, happened.milestone, count(*)::int as times, count(distinct happened.person_id)::int as people
from ${during(sql`milestones`, question)}
group by stay.stage, happened.milestone
order by times desc`,
});

/** How long people stay in a stage. */
export interface MapTime {
  readonly stage: string;
  readonly stays: number;
  readonly median_days: number | null;
  readonly p90_days: number | null;
}

/** How long the stays lasted that ended in the period. */
export const MAP_TIMES = defineReport<MapTime>({
  name: "map-times",
  columns: { stage: "text", stays: "count", median_days: "days", p90_days: "days" },
  select: (question) => sql`select stage, count(*)::int as stays,
  (percentile_cont(0.5) within group (order by days_in_stage))::float8 as median_days,
  (percentile_cont(0.9) within group (order by days_in_stage))::float8 as p90_days
from stage_entries
where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("channel", question)} and ${within("left_at", question)}
group by stage`,
});
