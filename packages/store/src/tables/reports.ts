import type { Json } from "@waystitch/protocol";

/**
 * The views of sql/0010_reports.sql and later ones; docs/sql.md says what each column means. Counts are numbers, numerics decimal strings. A day comes as
 * midnight in the zone of the process: ask for `::text` where that could be another day.
 */
interface SiteView {
  site_id: string;
}

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

export interface CartLives extends SiteView {
  part: number;
  person_id: string;
  sequence: number;
  status: "open" | "ordered" | "emptied" | "expired";
  opened_at: Date;
  checkout_started_at: Date | null;
  closed_at: Date | null;
  abandoned_at: Date | null;
  value: string;
  currency: string;
  products: readonly Json[];
  left_at: Date | null;
  came_back: boolean;
  recovered_at: Date | null;
  user_id: string | null;
  first_channel: string | null;
  stage: string;
  lead_magnet: string | null;
  last_seen_at: Date;
}

export interface AbandonedCarts extends SiteView {
  person_id: string;
  sequence: number;
  status: "open" | "ordered" | "emptied" | "expired";
  opened_at: Date;
  checkout_started_at: Date | null;
  abandoned_at: Date | null;
  days_abandoned: string;
  value: string;
  currency: string;
  products: string | null;
  recovered: boolean;
  recovered_at: Date | null;
  user_id: string | null;
  identifiers: string[];
  stage: string;
  channel: string;
  lead_magnet: string | null;
  last_seen_at: Date;
  left_at: Date;
  came_back: boolean;
}

export interface LeadMagnets extends SiteView {
  rank: number;
  lead_magnet: string | null;
  leads: number;
  customers: number;
  conversion: string;
  orders: number;
  revenue: string;
  refunds: string;
  currency: string;
  median_days_to_first_order: string | null;
}

export interface OrderPaths extends SiteView {
  rank: number;
  path: string;
  channels: number;
  orders: number;
  people: number;
  revenue: string;
  refunds: string;
  currency: string;
  median_days: string | null;
}

export interface RfmSegments extends SiteView {
  person_id: string;
  last_order_at: Date;
  recency_days: string;
  orders: number;
  revenue: string;
  currency: string;
  recency: number;
  frequency: number;
  monetary: number;
  worth: number;
  segment: string;
  segment_en: string;
  segment_vi: string;
}

export interface DeliveryPerformance extends SiteView {
  order_id: string;
  person_id: string;
  status: string;
  placed_at: Date | null;
  placed_on: Date;
  shipped_at: Date | null;
  promised_at: Date | null;
  delivered_at: Date | null;
  outcome: "on_time" | "late" | "overdue" | "under_way" | "no_promise" | "cancelled";
  days_late: string | null;
  days_to_deliver: string | null;
  channel: string;
  satisfaction: string | null;
  total: string;
  currency: string;
}

export interface DeliveriesByMonth extends SiteView {
  month: Date;
  orders: number;
  delivered: number;
  on_time: number;
  late: number;
  overdue: number;
  under_way: number;
  no_promise: number;
  cancelled: number;
  share_on_time: string | null;
  median_days_to_deliver: string | null;
  mean_days_late: string | null;
}

export interface SatisfactionByStage extends SiteView {
  model: string;
  position: number | null;
  stage: string;
  people: number;
  answered: number;
  mean_satisfaction: string | null;
}

export interface DataQualityByDay extends SiteView {
  day: Date;
  accepted: number;
  from_servers: number;
  from_robots: number;
  late: number;
  rejected: number;
  rejected_because: string | null;
  share_rejected: string;
  latest_received_at: Date;
}

/** Every view, as kysely sees it. */
export interface Views {
  model_stages: ModelStages;
  stage_entries: StageEntries;
  stage_stays: StageEntries;
  stage_now: StageNow;
  stage_funnel_by_period: StageFunnelByPeriod;
  stage_funnel_by_cohort: StageFunnelByCohort;
  time_in_stage: TimeInStage;
  moves_back: MovesBack;
  time_to_lead_and_order: TimeToLeadAndOrder;
  cart_lives: CartLives;
  abandoned_carts: AbandonedCarts;
  lead_magnets: LeadMagnets;
  order_paths: OrderPaths;
  rfm_segments: RfmSegments;
  delivery_performance: DeliveryPerformance;
  deliveries_by_month: DeliveriesByMonth;
  satisfaction_by_stage: SatisfactionByStage;
  data_quality_by_day: DataQualityByDay;
}
