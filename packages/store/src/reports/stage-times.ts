import { sql } from "kysely";
import { defineReport } from "./report.js";
import { ofChannel, onDays } from "./within.js";

/** How long people stay in a stage. */
export interface StageTime {
  readonly stage: string;
  readonly stays: number;
  /** To three digits, as the lengths of stays are kept. */
  readonly median_days: number | null;
  readonly p90_days: number | null;
}

/** How long the stays lasted that ended in the period. */
export const STAGE_TIMES = defineReport<StageTime>({
  name: "stage-times",
  columns: { stage: "text", stays: "count", median_days: "days", p90_days: "days" },
  select: (question) => sql`select stage, max(total)::int as stays,
  (min(seconds) filter (where so_far >= 0.5 * total) / 86400.0)::float8 as median_days,
  (min(seconds) filter (where so_far >= 0.9 * total) / 86400.0)::float8 as p90_days
from (
  select stage, seconds, sum(sum(stays)) over (partition by stage order by seconds) as so_far, sum(sum(stays)) over (partition by stage) as total
  from daily_stay_lengths
  where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("first_channel", question)}
    and ${onDays("left_on", question)}
  group by stage, seconds
) as lengths
group by stage
having max(total) > 0`,
});
