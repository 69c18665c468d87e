import type { Json } from "@waystitch/protocol";
import type { SiteView } from "./site-view.js";

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
