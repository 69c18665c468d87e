import { partOf } from "@waystitch/protocol";
import type { EventRow } from "@waystitch/store";

/** A row of one visitor of one site with nothing in it but its key. */
export function rowOf(eventId: string, columns: Partial<EventRow> = {}): EventRow {
  const at = "2026-11-22T12:00:00.000Z";
  const key = { part: partOf("demo", "v1"), site_id: "demo", visitor_id: "v1", event_id: eventId };
  const said = { type: "page", name: null, occurred_at: at, received_at: at, trusted: false, identifiers: [], properties: {}, context: {} };
  const unsaid = { user_id: null, previous_id: null, group_id: null, page_url: null, page_title: null, referrer: null, campaign: null };
  const client = { device: null, browser: null, os: null, language: null, ip_prefix: null, bot_reason: null, country: null };
  return { ...key, ...said, ...unsaid, ...client, ...columns };
}
