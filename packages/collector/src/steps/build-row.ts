import { partOf } from "@waystitch/protocol";
import type { EventRow } from "@waystitch/store";
import type { Scrubbed } from "./draft.js";
import type { Step } from "./in-order.js";

/** Gives every field its column, and the row its part. */
export const buildRow: Step<Scrubbed, EventRow> = (event, { siteId, sender, receivedAt }) => ({
  part: partOf(siteId, event.visitorId),
  site_id: siteId,
  visitor_id: event.visitorId,
  event_id: event.eventId,
  type: event.type,
  name: event.name,
  occurred_at: new Date(event.occurredAt).toISOString(),
  received_at: new Date(receivedAt).toISOString(),
  trusted: sender.trusted,
  user_id: event.userId,
  previous_id: event.previousId,
  group_id: event.groupId,
  identifiers: event.identifiers,
  page_url: event.pageUrl,
  page_title: event.pageTitle,
  referrer: event.referrer,
  campaign: event.campaign,
  properties: event.properties,
  context: event.context,
  device: event.client.device,
  browser: event.client.browser,
  os: event.client.os,
  language: event.client.language,
  ip_prefix: event.client.ipPrefix,
  bot_reason: event.client.botReason,
});
