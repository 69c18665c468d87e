import { CHANNEL_CREDITS } from "./channel-credits.js";
import { QUALITY_DAYS, QUALITY_REASONS } from "./data-quality.js";
import type { AnyReport } from "./report.js";
import { STAGE_FLOW, STAGE_TREND } from "./stage-flow.js";
import { MAP_ACTIONS, MAP_PAGES, MAP_TIMES, MAP_TOUCHPOINTS } from "./stage-map.js";
import { STAGE_MOVES, STAGE_MOVES_BACK, STAGE_WAYS } from "./stage-moves.js";

const ALL: readonly AnyReport[] = [
  STAGE_FLOW,
  STAGE_TREND,
  STAGE_MOVES,
  STAGE_MOVES_BACK,
  STAGE_WAYS,
  MAP_TOUCHPOINTS,
  MAP_PAGES,
  MAP_ACTIONS,
  MAP_TIMES,
  CHANNEL_CREDITS,
  QUALITY_DAYS,
  QUALITY_REASONS,
];

/** Every report by its name. */
export const REPORTS: ReadonlyMap<string, AnyReport> = new Map(ALL.map((report) => [report.name, report]));
