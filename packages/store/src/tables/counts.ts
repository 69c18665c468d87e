import type { JsonColumn } from "./columns.js";

/** A line of a rollup. Days are text such as 2026-11-30 once they are cast to it. */
interface CountRow {
  site_id: string;
  batch: bigint | string;
}

export interface DailyStays extends CountRow {
  model: string;
  entered_on: Date;
  stage: string;
  from_stage: string | null;
  direction: string;
  milestone: string;
  left_on: Date | null;
  to_stage: string | null;
  left_direction: string | null;
  first_channel: string;
  stays: number;
}

export interface DailyStayLengths extends CountRow {
  model: string;
  left_on: Date;
  stage: string;
  seconds: number;
  first_channel: string;
  stays: number;
}

export interface DailyWays extends CountRow {
  model: string;
  entered_on: Date;
  way: string[];
  first_channel: string;
  people: number;
}

export interface DailyTouchpoints extends CountRow {
  touched_on: Date;
  stages: JsonColumn<Record<string, string>>;
  kind: string;
  channel: string;
  first_channel: string;
  touchpoints: number;
}

export interface DailyLandings extends CountRow {
  landed_on: Date;
  stages: JsonColumn<Record<string, string>>;
  landing_page: string;
  first_channel: string;
  sessions: number;
}

export interface DailyMilestones extends CountRow {
  reached_on: Date;
  stages: JsonColumn<Record<string, string>>;
  milestone: string;
  first_channel: string;
  times: number;
}

export interface StandingCounts extends CountRow {
  stage: string;
  step: string;
  furthest_stage: string;
  status: "active" | "lapsed";
  is_bot: boolean;
  people: number;
}

export interface IngestDays extends CountRow {
  day: Date;
  reason: string;
  accepted: number;
  from_browsers: number;
  from_servers: number;
  from_robots: number;
  late: number;
  duplicate: number;
  rejected: number;
  latest_received_at: Date;
}

export interface IngestGaps {
  site_id: string;
  day: Date;
  expected: bigint | string;
  missing: bigint | string;
}
