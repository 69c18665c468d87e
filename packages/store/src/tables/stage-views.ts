import type { SiteView } from "./site-view.js";

export interface ModelStages extends SiteView {
  model: string;
  position: number;
  stage: string;
  stage_vi: string | null;
}

export interface StageEntries extends SiteView {
  person_id: string;
  model: string;
  sequence: number;
  entered_on: Date;
  entered_at: Date;
  stage: string;
  from_stage: string | null;
  direction: "forward" | "back";
  milestone: string;
  reason: string;
  left_at: Date | null;
  to_stage: string | null;
  left_direction: "forward" | "back" | null;
  days_in_stage: string;
  channel: string;
  lead_magnet: string | null;
  cohort: Date;
  evidence_visitor_id: string;
  evidence_event_id: string;
}

export interface StageNow extends SiteView {
  person_id: string;
  model: string;
  stage: string;
  step: string;
  since: Date;
  days: string;
  step_since: Date;
  status: "active" | "lapsed";
  channel: string;
  lead_magnet: string | null;
  satisfaction: string | null;
  user_id: string | null;
  last_seen_at: Date;
}

export interface StageFunnelByPeriod extends SiteView {
  model: string;
  period: "week" | "month";
  period_start: Date;
  position: number | null;
  stage: string;
  channel: string;
  entered: number;
  people: number;
  left_forward: number;
  left_back: number;
  still_there: number;
  conversion: string;
}

export interface StageFunnelByCohort extends SiteView {
  model: string;
  cohort: Date;
  channel: string;
  position: number;
  stage: string;
  people: number;
  entered: number;
  reached: number;
  conversion: string;
  conversion_from_previous: string | null;
}

export interface TimeInStage extends SiteView {
  model: string;
  position: number | null;
  stage: string;
  stays: number;
  ongoing: number;
  median_days: string | null;
  p90_days: string | null;
}

export interface MovesBack extends SiteView {
  model: string;
  from_stage: string;
  to_stage: string;
  milestone: string;
  moves: number;
  people: number;
  latest_at: Date;
  reason: string;
}

export interface TimeToLeadAndOrder extends SiteView {
  cohort: Date;
  channel: string;
  people: number;
  leads: number;
  median_days_to_lead: string | null;
  p90_days_to_lead: string | null;
  customers: number;
  median_days_to_first_order: string | null;
  p90_days_to_first_order: string | null;
}

export interface SatisfactionByStage extends SiteView {
  model: string;
  position: number | null;
  stage: string;
  people: number;
  answered: number;
  mean_satisfaction: string | null;
}
