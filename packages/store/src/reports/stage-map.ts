import { sql } from "kysely";
import { defineReport } from "./report.js";
import { ofChannel, onDays } from "./within.js";

/** Contacts that people had while they stood in a stage. */
export interface MapTouchpoint {
  readonly stage: string;
  /** As `touchpoints.kind`. */
  readonly kind: string;
  readonly channel: string;
  readonly touchpoints: number;
}

/** Where people came from, and how else they met the shop, by the stage they stood in. */
export const MAP_TOUCHPOINTS = defineReport<MapTouchpoint>({
  name: "map-touchpoints",
  columns: { stage: "text", kind: "text", channel: "text", touchpoints: "count" },
  select: (question) => sql`select stages ->> ${question.model} as stage, kind, channel, sum(touchpoints)::int as touchpoints
from daily_touchpoints
where site_id = ${question.siteId} and stages ? ${question.model} and ${ofChannel("first_channel", question)}
  and ${onDays("touched_on", question)}
group by 1, kind, channel
having sum(touchpoints) > 0
order by touchpoints desc, stage, kind, channel`,
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
  select stage, landing_page, sum(sessions)::int as sessions,
    row_number() over (partition by stage order by sum(sessions) desc, landing_page) as place
  from (
    select stages ->> ${question.model} as stage, landing_page, sessions
    from daily_landings
    where site_id = ${question.siteId} and stages ? ${question.model} and ${ofChannel("first_channel", question)}
      and ${onDays("landed_on", question)}
  ) as landings
  group by stage, landing_page
  having sum(sessions) > 0
) as pages
where place <= 5
order by stage, place`,
});

/** What people did while they stood in a stage, or came into it by. */
export interface MapAction {
  readonly stage: string;
  readonly milestone: string;
  readonly times: number;
}

/** Milestones by the stage that people stood in when they reached them; what leads into a stage counts there. */
export const MAP_ACTIONS = defineReport<MapAction>({
  name: "map-actions",
  columns: { stage: "text", milestone: "text", times: "count" },
  select: (question) => sql`select stages ->> ${question.model} as stage, milestone, sum(times)::int as times
from daily_milestones
where site_id = ${question.siteId} and stages ? ${question.model} and ${ofChannel("first_channel", question)}
  and ${onDays("reached_on", question)}
group by 1, milestone
having sum(times) > 0
order by times desc, stage, milestone`,
});
