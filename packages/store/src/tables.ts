import type { Json, JsonObject } from "@waystitch/protocol";
import type { ColumnType, Generated } from "kysely";

/** A `timestamptz`: read as a `Date`, written as a `Date` or an ISO 8601 string. */
type Time = ColumnType<Date, Date | string, Date | string>;
type NullableTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type TimeOfInsert = ColumnType<Date, Date | string | undefined, never>;
/** A `numeric`: read as a decimal string, so that money keeps its digits. */
type Decimal = ColumnType<string, string | number, string | number>;
type NullableDecimal = ColumnType<string | null, string | number | null | undefined, string | number | null>;
/** A `jsonb`: read parsed, written as JSON text. */
type JsonColumn<T extends Json> = ColumnType<T, string | undefined, string>;

/** Every row that belongs to a site carries its part and its site. */
interface SiteRow {
  part: number;
  site_id: string;
}

interface PersonRow extends SiteRow {
  person_id: string;
}

interface Evidence {
  evidence_visitor_id: string;
  evidence_event_id: string;
}

export interface Sites {
  site_id: string;
  name: string;
  time_zone: Generated<string>;
  currency: Generated<string>;
  domains: Generated<string[]>;
  settings: JsonColumn<JsonObject>;
  created_at: TimeOfInsert;
}

export interface Keys {
  key_hash: string;
  site_id: string;
  kind: "write" | "secret";
  write_key: string | null;
  label: Generated<string>;
  created_at: TimeOfInsert;
  revoked_at: NullableTime;
}

export interface SignInLinks {
  token_hash: string;
  created_at: TimeOfInsert;
  expires_at: Time;
  used_at: NullableTime;
}

export interface DashboardSessions {
  token_hash: string;
  created_at: TimeOfInsert;
  expires_at: Time;
}

export interface Events extends SiteRow {
  visitor_id: string;
  event_id: string;
  type: string;
  name: string | null;
  occurred_at: Time;
  received_at: Time;
  trusted: boolean;
  user_id: string | null;
  previous_id: string | null;
  group_id: string | null;
  identifiers: string[];
  page_url: string | null;
  page_title: string | null;
  referrer: string | null;
  campaign: JsonObject | null;
  properties: JsonObject;
  context: JsonObject;
  device: string | null;
  browser: string | null;
  os: string | null;
  language: string | null;
  ip_prefix: string | null;
  bot_reason: string | null;
}

export interface RejectedEvents extends SiteRow {
  rejected_id: string;
  reason: string;
  detail: string;
  message_id: string | null;
  payload: string;
  trusted: boolean;
  received_at: Time;
}

export interface StitchQueue extends SiteRow {
  visitor_id: string;
  queue_id: Generated<string>;
  queued_at: TimeOfInsert;
}

export interface StitchParked extends SiteRow {
  visitor_id: string;
  error: string;
  parked_at: TimeOfInsert;
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
  evidence_event_id: string;
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
  shipped_at: NullableTime;
  promised_at: NullableTime;
  delivered_at: NullableTime;
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

/** Every table, as kysely sees it. The SQL in `sql/` is the source; a test compares the two. */
export interface Tables {
  sites: Sites;
  keys: Keys;
  sign_in_links: SignInLinks;
  dashboard_sessions: DashboardSessions;
  events: Events;
  rejected_events: RejectedEvents;
  stitch_queue: StitchQueue;
  stitch_parked: StitchParked;
  identity_nodes: IdentityNodes;
  identity_edges: IdentityEdges;
  stitch_timers: StitchTimers;
  persons: Persons;
  person_visitors: PersonVisitors;
  person_identifiers: PersonIdentifiers;
  person_aliases: PersonAliases;
  sessions: Sessions;
  touchpoints: Touchpoints;
  milestones: Milestones;
  orders: Orders;
  carts: Carts;
  journeys: Journeys;
  journey_stages: JourneyStages;
}
