import type { Fact } from "@waystitch/journey";
import { partOf } from "@waystitch/protocol";
import { type Database, type ErasedKey, type EventRow, recordBatch } from "@waystitch/store";

/** A fact as the row that a collector makes of it. */
export function rowOfFact(siteId: string, fact: Fact): EventRow {
  const at = new Date(fact.at).toISOString();
  return {
    part: partOf(siteId, fact.visitorId),
    site_id: siteId,
    visitor_id: fact.visitorId,
    event_id: fact.eventId,
    type: fact.type,
    name: fact.name,
    occurred_at: at,
    received_at: at,
    trusted: fact.trusted,
    user_id: fact.userId,
    previous_id: fact.previousId,
    group_id: null,
    identifiers: fact.identifiers,
    page_url: fact.pageUrl,
    page_title: null,
    referrer: fact.referrer,
    campaign: fact.campaign,
    properties: fact.properties,
    context: {},
    device: fact.device,
    browser: fact.browser,
    os: null,
    language: null,
    ip_prefix: null,
    bot_reason: fact.isBot ? "test" : null,
    country: null,
  };
}

/**
 * Stores facts as the collector does.
 * @param erasedKey needed where somebody was erased
 */
export async function storeFacts(db: Database, siteId: string, facts: readonly Fact[], erasedKey?: ErasedKey): Promise<void> {
  await recordBatch(db, { events: facts.map((fact) => rowOfFact(siteId, fact)), rejected: [] }, erasedKey);
}
