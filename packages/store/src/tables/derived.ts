import type { Json, JsonObject } from "@waystitch/protocol";
import type { Generated } from "kysely";
import type { Decimal, Evidence, JsonColumn, NullableDecimal, NullableTime, PersonRow, SiteRow, Time, TimeOfInsert } from "./columns.js";

export interface StitchParked extends SiteRow {
  visitor_id: string;
  error: string;
  parked_at: TimeOfInsert;
}

export interface StitchHot extends SiteRow {
  visitor_id: string;
  events: number;
  rests_until: Time;
}

/** One row, of no part: it is about the whole database. */
export interface Rebuilds {
  only_row: Generated<boolean>;
  rebuild_id: string | null;
  site_id: string | null;
  as_of: NullableTime;
  started_at: NullableTime;
  visitors: number | null;
  closed_until: NullableTime;
}

export interface IdentityNodes extends SiteRow {
  node: string;
  person_ids: Generated<string[]>;
}

export interface IdentityEdges extends SiteRow {
  node: string;
  neighbour: string;
}

export interface StitchTimers extends PersonRow {
  visitor_id: string;
  due_at: Time;
}

export interface Persons extends PersonRow {
  user_id: string | null;
  visitors: number;
  events: number;
  first_seen_at: Time;
  last_seen_at: Time;
  is_bot: boolean;
}

export interface PersonVisitors extends PersonRow {
  visitor_id: string;
  rule: string;
  identifier: string | null;
  evidence_event_id: string;
  is_shared: boolean;
}

export interface PersonIdentifiers extends PersonRow, Evidence {
  identifier: string;
  kind: string;
  refused_because: string | null;
}

export interface PersonAliases extends SiteRow {
  old_person_id: string;
  person_id: string;
}

export interface Sessions extends PersonRow, Evidence {
  session_id: string;
  sequence: number;
  started_at: Time;
  ended_at: Time;
  channel: string;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  landing_page: string | null;
  referrer: string | null;
  device: string | null;
  page_views: number;
  events: number;
}

export interface Touchpoints extends PersonRow, Evidence {
  sequence: number;
  kind: string;
  occurred_at: Time;
  channel: string;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  landing_page: string | null;
  session_id: string | null;
}

export interface Milestones extends PersonRow, Evidence {
  sequence: number;
  milestone: string;
  occurred_at: Time;
  rule: string;
  attributes: JsonColumn<JsonObject>;
}

export interface Orders extends PersonRow, Evidence {
  order_id: string;
  status: string;
  placed_at: NullableTime;
  total: Decimal;
  refunded: Decimal;
  currency: string;
  coupon: string | null;
  products: JsonColumn<readonly Json[]>;
  is_tripwire: boolean;
  shipped_at: NullableTime;
  promised_at: NullableTime;
  delivered_at: NullableTime;
  cancelled_at: NullableTime;
  is_late: boolean | null;
}

export interface Carts extends PersonRow, Evidence {
  sequence: number;
  status: string;
  opened_at: Time;
  changed_at: Time;
  checkout_started_at: NullableTime;
  abandoned_at: NullableTime;
  closed_at: NullableTime;
  reopened_at: NullableTime;
  order_id: string | null;
  value: Decimal;
  currency: string;
  products: JsonColumn<readonly Json[]>;
}

export interface Journeys extends PersonRow {
  stage: string;
  step: string;
  stage_since: Time;
  stage_milestone: string;
  stage_evidence_visitor_id: string;
  stage_evidence_event_id: string;
  furthest_stage: string;
  furthest_step: string;
  moves_back: number;
  status: "active" | "lapsed";
  model_version: number;
  first_channel: string | null;
  first_source: string | null;
  first_medium: string | null;
  first_campaign: string | null;
  first_landing_page: string | null;
  last_channel: string | null;
  last_source: string | null;
  last_medium: string | null;
  last_campaign: string | null;
  last_landing_page: string | null;
  deciding_channel: string | null;
  deciding_source: string | null;
  deciding_medium: string | null;
  deciding_campaign: string | null;
  deciding_landing_page: string | null;
  lead_magnet: string | null;
  lead_at: NullableTime;
  days_to_lead: NullableDecimal;
  days_to_first_order: NullableDecimal;
  sessions: number;
  page_views: number;
  devices: number;
  open_cart: boolean;
  open_cart_value: NullableDecimal;
  abandoned_since: NullableTime;
  orders: number;
  revenue: Decimal;
  refunds: Decimal;
  currency: string;
  late_deliveries: number;
  satisfaction: NullableDecimal;
  referrals: number;
  user_id: string | null;
  is_bot: boolean;
  first_seen_at: Time;
  last_seen_at: Time;
}

export interface JourneyStages extends PersonRow, Evidence {
  model: string;
  sequence: number;
  stage: string;
  step: string;
  entered_at: Time;
  left_at: NullableTime;
  direction: "forward" | "back";
  milestone: string;
  rule: string;
  reason: string;
  model_version: number;
}
