import { sql } from "kysely";
import { defineReport } from "./report.js";
import { begin, end, ofChannel, within } from "./within.js";

/** What happened at one stage within a period. */
export interface StageFlow {
  readonly stage: string;
  /** Times the stage was entered. */
  readonly entered: number;
  /** Of those: left forward, left back, and still there when the period ended. */
  readonly went_forward: number;
  readonly went_back: number;
  readonly stayed: number;
  /** Times it was left in the period, whenever it had been entered. */
  readonly left_forward: number;
  readonly left_back: number;
  /** People who stood there when the period ended. */
  readonly standing: number;
  /** Of the stays that ended in the period. */
  readonly median_days: number | null;
}

/**
 * Per stage of a model: who came, who went on, who went back, who stands there. What happened after the period is left out, so that periods
 * of the same length compare: the people of both had as long.
 */
export const STAGE_FLOW = defineReport<StageFlow>({
  name: "stage-flow",
  columns: {
    stage: "text",
    entered: "count",
    went_forward: "count",
    went_back: "count",
    stayed: "count",
    left_forward: "count",
    left_back: "count",
    standing: "count",
    median_days: "days",
  },
  select: (question) => sql`select stage,
  count(*) filter (where came)::int as entered,
  count(*) filter (where came and went and left_direction = 'forward')::int as went_forward,
  count(*) filter (where came and went and left_direction = 'back')::int as went_back,
  count(*) filter (where came and not went)::int as stayed,
  count(*) filter (where went and left_direction = 'forward')::int as left_forward,
  count(*) filter (where went and left_direction = 'back')::int as left_back,
  count(*) filter (where not went)::int as standing,
  (percentile_cont(0.5) within group (order by days_in_stage) filter (where went))::float8 as median_days
from (
  select stage, left_direction, days_in_stage,
    entered_at >= ${begin(question)} as came,
    coalesce(left_at < ${end(question)}, false) as went
  from stage_entries
  where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("channel", question)}
    and entered_at < ${end(question)} and (left_at is null or left_at >= ${begin(question)})
) as stays
group by stage`,
});

/** How often a stage was entered on one day. */
export interface StageTrend {
  readonly day: string;
  readonly stage: string;
  readonly entered: number;
  readonly from_behind: number;
}

/** Entries into each stage by day; days without any have no row. */
export const STAGE_TREND = defineReport<StageTrend>({
  name: "stage-trend",
  columns: { day: "day", stage: "text", entered: "count", from_behind: "count" },
  select: (question) => sql`select to_char(entered_on, 'YYYY-MM-DD') as day, stage,
  count(*)::int as entered, count(*) filter (where direction = 'back')::int as from_behind
from stage_entries
where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("channel", question)}
  and ${within("entered_at", question)}
group by entered_on, stage
order by entered_on, stage`,
});
