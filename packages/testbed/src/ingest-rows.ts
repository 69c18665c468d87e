import { partOf } from "@waystitch/protocol";
import type { EventRow, RejectedRow } from "@waystitch/store";

/** When rows occurred and came, unless they say otherwise. */
export const AT = "2026-11-22T09:30:00.000Z";

/** A page view of which nothing is known but its key. */
export function eventRow(siteId: string, visitorId: string, eventId: string, columns: Partial<EventRow> = {}): EventRow {
  return {
    part: partOf(siteId, visitorId),
    site_id: siteId,
    visitor_id: visitorId,
    event_id: eventId,
    type: "page",
    name: null,
    occurred_at: AT,
    received_at: AT,
    trusted: false,
    user_id: null,
    previous_id: null,
    group_id: null,
    identifiers: [],
    page_url: null,
    page_title: null,
    referrer: null,
    campaign: null,
    properties: {},
    context: {},
    device: null,
    browser: null,
    os: null,
    language: null,
    ip_prefix: null,
    bot_reason: null,
    country: null,
    ...columns,
  };
}

/** An event that was rejected, and named an e-mail address. */
export const rejectedRow = (siteId: string, rejectedId: string, columns: Partial<RejectedRow> = {}): RejectedRow => ({
  part: partOf(siteId, rejectedId),
  site_id: siteId,
  rejected_id: rejectedId,
  reason: "type_unknown",
  detail: "type null",
  message_id: null,
  payload: "{}",
  trusted: false,
  received_at: AT,
  identifiers: ["email:a"],
  is_cut: false,
  circumstances: { user_agent: "x" },
  ...columns,
});
