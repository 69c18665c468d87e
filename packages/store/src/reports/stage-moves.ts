import { sql } from "kysely";
import { defineReport } from "./report.js";
import { ofChannel, onDays } from "./within.js";

/** How often people moved from one stage to another. */
export interface StageMove {
  /** `null`: they came for the first time. */
  readonly from_stage: string | null;
  readonly to_stage: string;
  readonly direction: string;
  /** What caused most of them. */
  readonly milestone: string;
  readonly moves: number;
}

/** Moves between stages within a period, forward and back. */
export const STAGE_MOVES = defineReport<StageMove>({
  name: "stage-moves",
  columns: { from_stage: "text", to_stage: "text", direction: "text", milestone: "text", moves: "count" },
  select: (question) => sql`select from_stage, stage as to_stage, direction,
  (array_agg(milestone order by moves desc, milestone))[1] as milestone, sum(moves)::int as moves
from (
  select from_stage, stage, direction, milestone, sum(stays) as moves
  from daily_stays
  where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("first_channel", question)}
    and ${onDays("entered_on", question)}
  group by from_stage, stage, direction, milestone
  having sum(stays) > 0
) as counted
group by from_stage, stage, direction
order by moves desc, from_stage, to_stage`,
});

/** People who went the same way. */
export interface StageWay {
  readonly way: readonly string[];
  readonly people: number;
}

/** The ways of people who came for the first time in a period: the stages they entered one after the other, the first six of them. */
export const STAGE_WAYS = defineReport<StageWay>({
  name: "stage-ways",
  columns: { way: "list", people: "count" },
  select: (question) => sql`select way, sum(people)::int as people
from daily_ways
where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("first_channel", question)}
  and ${onDays("entered_on", question)}
group by way
having sum(people) > 0
order by people desc, way`,
});

/** Why people moved back. */
export interface MoveBack {
  readonly from_stage: string;
  readonly to_stage: string;
  readonly milestone: string;
  readonly moves: number;
}

/** Moves back within a period, by what caused them. */
export const STAGE_MOVES_BACK = defineReport<MoveBack>({
  name: "moves-back",
  columns: { from_stage: "text", to_stage: "text", milestone: "text", moves: "count" },
  select: (question) => sql`select from_stage, stage as to_stage, milestone, sum(stays)::int as moves
from daily_stays
where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("first_channel", question)}
  and direction = 'back' and ${onDays("entered_on", question)}
group by from_stage, stage, milestone
having sum(stays) > 0
order by moves desc, from_stage, to_stage, milestone`,
});
