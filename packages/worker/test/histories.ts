import type { Fact } from "@waystitch/journey";
import { partOf } from "@waystitch/protocol";
import { type Database, type EventRow, recordBatch, recordSite } from "@waystitch/store";
import { LATER, randomFacts } from "@waystitch/testbed/facts";
import fc from "fast-check";

export { LATER };

/** Some hundred facts of several families of visitors; each family shares users, contacts and orders, and no two families share any. */
export function createHistory(seed: number, families: number): Fact[] {
  return fc.sample(randomFacts, { seed, numRuns: families }).flatMap((facts, family) =>
    facts.map((fact) => ({
      ...fact,
      visitorId: fact.visitorId.startsWith("@") ? fact.visitorId.replace(":", `:${family}-`) : `${family}-${fact.visitorId}`,
      userId: fact.userId && `${family}-${fact.userId}`,
      previousId: fact.previousId && `${family}-${fact.previousId}`,
      identifiers: fact.identifiers.map((identifier) => `${identifier}-${family}`),
      properties:
        "order_id" in fact.properties
          ? { ...fact.properties, order_id: `${family}-${String(fact.properties["order_id"])}` }
          : fact.properties,
    })),
  );
}

export async function addSite(db: Database, siteId: string): Promise<void> {
  await recordSite(db, siteId, { name: siteId, domains: ["shop.example"] });
}

function rowOf(siteId: string, fact: Fact): EventRow {
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
    browser: null,
    os: null,
    language: null,
    ip_prefix: null,
    bot_reason: fact.isBot ? "test" : null,
  };
}

/** Stores facts as the collector does. */
export async function store(db: Database, siteId: string, facts: readonly Fact[]): Promise<void> {
  await recordBatch(db, { events: facts.map((fact) => rowOf(siteId, fact)), rejected: [] });
}
