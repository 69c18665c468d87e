import type {
  AbandonedCarts,
  CartLives,
  DeliveriesByMonth,
  DeliveryPerformance,
  LeadMagnets,
  OrderPaths,
  RfmSegments,
} from "./shop-views.js";
import type { SiteView } from "./site-view.js";
import type {
  ModelStages,
  MovesBack,
  SatisfactionByStage,
  StageEntries,
  StageFunnelByCohort,
  StageFunnelByPeriod,
  StageNow,
  TimeInStage,
  TimeToLeadAndOrder,
} from "./stage-views.js";

export interface DataQualityByDay extends SiteView {
  day: Date;
  accepted: number;
  from_servers: number;
  from_robots: number;
  late: number;
  duplicate: number;
  rejected: number;
  rejected_because: string | null;
  share_rejected: string;
  expected: string | null;
  missing: string | null;
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
