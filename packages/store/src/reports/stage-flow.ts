import { sql } from "kysely";
import { defineReport } from "./report.js";
import { ofChannel, onDays } from "./within.js";

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
  },
  select: (question) => sql`select stage,
  coalesce(sum(stays) filter (where came), 0)::int as entered,
  coalesce(sum(stays) filter (where came and went and left_direction = 'forward'), 0)::int as went_forward,
  coalesce(sum(stays) filter (where came and went and left_direction = 'back'), 0)::int as went_back,
  coalesce(sum(stays) filter (where came and not went), 0)::int as stayed,
  coalesce(sum(stays) filter (where went and left_direction = 'forward'), 0)::int as left_forward,
  coalesce(sum(stays) filter (where went and left_direction = 'back'), 0)::int as left_back,
  coalesce(sum(stays) filter (where not went), 0)::int as standing
from (
  select stage, left_direction, stays,
    entered_on >= ${question.period.from}::date as came,
    coalesce(left_on <= ${question.period.to}::date, false) as went
  from daily_stays
  where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("first_channel", question)}
    and entered_on <= ${question.period.to}::date and (left_on is null or left_on >= ${question.period.from}::date)
) as counted
group by stage
having sum(stays) > 0`,
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
  sum(stays)::int as entered, coalesce(sum(stays) filter (where direction = 'back'), 0)::int as from_behind
from daily_stays
where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("first_channel", question)}
  and ${onDays("entered_on", question)}
group by entered_on, stage
having sum(stays) > 0
order by entered_on, stage`,
});
