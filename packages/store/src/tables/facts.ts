import type { JsonObject } from "@waystitch/protocol";
import type { Generated } from "kysely";
import type { JsonColumn, SiteRow, Time, TimeOfInsert } from "./columns.js";

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
  country: string | null;
}

export interface RejectedEvents extends SiteRow {
  rejected_id: string;
  reason: string;
  detail: string;
  message_id: string | null;
  payload: string;
  trusted: boolean;
  received_at: Time;
  identifiers: Generated<string[]>;
  is_cut: Generated<boolean>;
  circumstances: JsonColumn<JsonObject>;
}

export interface Contacts extends SiteRow {
  identifier: string;
  value: string;
  received_at: Time;
}

export interface Erasures extends SiteRow {
  erased_key: string;
  erased_at: Time;
}

export interface StitchQueue extends SiteRow {
  visitor_id: string;
  queue_id: Generated<string>;
  queued_at: TimeOfInsert;
}
