import { sql } from "kysely";
import { defineReport } from "./report.js";
import { ofChannel, within } from "./within.js";

/** How often people moved from one stage to another. */
export interface StageMove {
  /** `null`: they came for the first time. */
  readonly from_stage: string | null;
  readonly to_stage: string;
  readonly direction: string;
  /** What caused most of them. */
  readonly milestone: string;
  readonly moves: number;
  readonly people: number;
}

/** Moves between stages within a period, forward and back. */
export const STAGE_MOVES = defineReport<StageMove>({
  name: "stage-moves",
  columns: { from_stage: "text", to_stage: "text", direction: "text", milestone: "text", moves: "count", people: "count" },
  select: (question) => sql`select from_stage, stage as to_stage, direction,
  mode() within group (order by milestone) as milestone,
  count(*)::int as moves, count(distinct person_id)::int as people
from stage_entries
where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("channel", question)}
  and ${within("entered_at", question)}
group by from_stage, stage, direction
order by moves desc`,
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
  select: (question) => sql`select way, count(*)::int as people
from (
  select (array_agg(stage order by sequence))[1:6] as way, min(entered_at) as entered_at
  from stage_entries
  where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("channel", question)}
  group by person_id
) as ways
where ${within("entered_at", question)}
group by way
order by people desc, way`,
});

/** Why people moved back. */
export interface MoveBack {
  readonly from_stage: string;
  readonly to_stage: string;
  readonly milestone: string;
  readonly moves: number;
  readonly people: number;
}

/** Moves back within a period, by what caused them. */
export const STAGE_MOVES_BACK = defineReport<MoveBack>({
  name: "moves-back",
  columns: { from_stage: "text", to_stage: "text", milestone: "text", moves: "count", people: "count" },
  select: (question) => sql`select from_stage, stage as to_stage, milestone,
  count(*)::int as moves, count(distinct person_id)::int as people
from stage_entries
where site_id = ${question.siteId} and model = ${question.model} and ${ofChannel("channel", question)}
  and direction = 'back' and ${within("entered_at", question)}
group by from_stage, stage, milestone
order by moves desc`,
});
