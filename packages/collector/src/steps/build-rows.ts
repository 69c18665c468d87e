import { partOf } from "@waystitch/protocol";
import type { ContactRow, EventRow } from "@waystitch/store";
import { datedBefore } from "./dated-before.js";
import type { Received, Recordable, Scrubbed } from "./draft.js";
import type { Step } from "./in-order.js";

function eventRowOf(event: Scrubbed, received: Received): EventRow {
  const { siteId, sender, receivedAt } = received;
  return {
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
    country: event.client.country,
    ...datedBefore(event.occurredAt, event.clientTime, received),
  };
}

const NONE: readonly ContactRow[] = [];

function contactRowsOf({ contacts }: Scrubbed, { siteId, receivedAt }: Received): readonly ContactRow[] {
  if (contacts.size === 0) return NONE;
  const received_at = new Date(receivedAt).toISOString();
  return Array.from(contacts, ([identifier, value]) => ({
    part: partOf(siteId, identifier),
    site_id: siteId,
    identifier,
    value,
    received_at,
  }));
}

/** Gives every field its column, and each row its part. */
export const buildRows: Step<Scrubbed, Recordable> = (event, received) => ({
  event: eventRowOf(event, received),
  contacts: contactRowsOf(event, received),
});
