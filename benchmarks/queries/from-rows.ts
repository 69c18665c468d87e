import { SITE } from "./seed-people.js";

interface Days {
  readonly from: string;
  readonly to: string;
}

const within = (column: string, { from, to }: Days): string =>
  `${column} >= '${from}'::timestamp at time zone 'Asia/Ho_Chi_Minh' and ${column} < ('${to}'::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`;

const stays = (days: Days, what: string, view: string): string =>
  `select ${what} from ${view} where site_id = '${SITE}' and model = 'inbound' and ${within("entered_at", days)}`;

/** The same questions asked of the rows of people instead of the rollups, by report. */
export const FROM_ROWS: Readonly<Record<string, (days: Days) => string>> = {
  overview: () =>
    `select stage, step, furthest_stage, status, is_bot, count(*) from journeys where site_id = '${SITE}' group by 1, 2, 3, 4, 5`,
  "stage-trend": (days) => `${stays(days, "entered_on, stage, count(*)", "stage_entries")} group by 1, 2`,
  "stage-moves": (days) => `${stays(days, "from_stage, stage, direction, count(*)", "stage_entries")} group by 1, 2, 3`,
  "stage-flow": (days) => `select stage, left_direction, left_at is null, count(*) from stage_stays
    where site_id = '${SITE}' and model = 'inbound' and entered_at < ('${days.to}'::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' group by 1, 2, 3`,
  "stage-times": (days) => `select stage, percentile_cont(0.5) within group (order by days_in_stage) from stage_stays
    where site_id = '${SITE}' and model = 'inbound' and ${within("left_at", days)} group by 1`,
  "map-touchpoints": (days) => `select stay.stage, t.kind, t.channel, count(*) from touchpoints t
    join journeys j using (part, site_id, person_id)
    join journey_stages stay on stay.part = t.part and stay.site_id = t.site_id and stay.person_id = t.person_id and stay.model = 'inbound'
      and stay.entered_at <= t.occurred_at and (stay.left_at is null or t.occurred_at < stay.left_at)
    where t.site_id = '${SITE}' and not j.is_bot and ${within("t.occurred_at", days)} group by 1, 2, 3`,
};
