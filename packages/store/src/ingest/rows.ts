import type { JsonObject } from "@waystitch/protocol";

/** One row of `events`, ready to be stored. Times are ISO 8601 strings. */
export interface EventRow {
  readonly part: number;
  readonly site_id: string;
  readonly visitor_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly name: string | null;
  readonly occurred_at: string;
  readonly received_at: string;
  readonly trusted: boolean;
  readonly user_id: string | null;
  readonly previous_id: string | null;
  readonly group_id: string | null;
  readonly identifiers: readonly string[];
  readonly page_url: string | null;
  readonly page_title: string | null;
  readonly referrer: string | null;
  readonly campaign: JsonObject | null;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly device: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly language: string | null;
  readonly ip_prefix: string | null;
  readonly bot_reason: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** When it happened or was sent by the sender's own clock, where that is before `occurred_at`. Not stored: a copy of the request says it again. */
  readonly dated_at?: string;
}

/** One row of `rejected_events`, ready to be stored. */
export interface RejectedRow {
  readonly part: number;
  readonly site_id: string;
  readonly rejected_id: string;
  readonly reason: string;
  readonly detail: string;
  readonly message_id: string | null;
  readonly payload: string;
  readonly trusted: boolean;
  readonly received_at: string;
  readonly identifiers: readonly string[];
  readonly is_cut: boolean;
  readonly circumstances: JsonObject;
  /** As of an event, before `received_at`. */
  readonly dated_at?: string;
}

/** One row of `contacts`, ready to be stored. */
export interface ContactRow {
  readonly part: number;
  readonly site_id: string;
  readonly identifier: string;
  readonly value: string;
  readonly received_at: string;
}

/** What tells one event from every other. */
export type EventKey = Pick<EventRow, "part" | "site_id" | "visitor_id" | "event_id">;

/** One text per event key; no part of a key holds a NUL, because PostgreSQL would not store it. */
export const keyText = ({ site_id, visitor_id, event_id }: EventKey): string => `${site_id}\0${visitor_id}\0${event_id}`;
