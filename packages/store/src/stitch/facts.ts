import type { Fact } from "@waystitch/journey";
import { type JsonObject, ORDER_EVENTS, partOf } from "@waystitch/protocol";
import { sql, type Transaction } from "kysely";
import type { Tables } from "../tables.js";

interface FactRow {
  readonly visitor_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly name: string | null;
  readonly at: number;
  readonly trusted: boolean;
  readonly is_bot: boolean;
  readonly user_id: string | null;
  readonly previous_id: string | null;
  readonly identifiers: string[];
  readonly page_url: string | null;
  readonly referrer: string | null;
  readonly campaign: JsonObject | null;
  readonly properties: JsonObject;
  readonly device: string | null;
  readonly browser: string | null;
}

/** Visitors of a site as the JSON that statements take. */
export const visitorRows = (siteId: string, visitorIds: Iterable<string>): string =>
  JSON.stringify([...visitorIds].map((visitorId) => ({ part: partOf(siteId, visitorId), visitor_id: visitorId })));

const factOf = (row: FactRow): Fact => ({
  visitorId: row.visitor_id,
  eventId: row.event_id,
  type: row.type,
  name: row.name,
  at: row.at,
  trusted: row.trusted,
  isBot: row.is_bot,
  userId: row.user_id,
  previousId: row.previous_id,
  identifiers: row.identifiers,
  pageUrl: row.page_url,
  referrer: row.referrer,
  campaign: row.campaign,
  properties: row.properties,
  device: row.device,
  browser: row.browser,
});

const COLUMNS = sql`e.visitor_id, e.event_id, e.type, e.name, round(extract(epoch from e.occurred_at) * 1000)::float8 as at, e.trusted,
  e.bot_reason is not null as is_bot, e.user_id, e.previous_id, e.identifiers, e.page_url, e.referrer, e.campaign, e.properties, e.device, e.browser`;

/** All facts of some visitors of a site, in no particular order. */
export async function loadFacts(trx: Transaction<Tables>, siteId: string, visitorIds: Iterable<string>): Promise<Fact[]> {
  const { rows } = await sql<FactRow>`
    select ${COLUMNS}
    from jsonb_to_recordset(${visitorRows(siteId, visitorIds)}::jsonb) as v(part smallint, visitor_id text)
    join events e on e.part = v.part and e.site_id = ${siteId} and e.visitor_id = v.visitor_id`.execute(trx);
  return rows.map(factOf);
}

/** Of some visitors' facts, those that can carry an identifier. */
export async function loadIdentityFacts(trx: Transaction<Tables>, siteId: string, visitorIds: Iterable<string>): Promise<Fact[]> {
  const { rows } = await sql<FactRow>`
    select ${COLUMNS}
    from jsonb_to_recordset(${visitorRows(siteId, visitorIds)}::jsonb) as v(part smallint, visitor_id text)
    join events e on e.part = v.part and e.site_id = ${siteId} and e.visitor_id = v.visitor_id
    where e.user_id is not null or e.identifiers <> '{}' or e.name = any(${[...ORDER_EVENTS]})`.execute(trx);
  return rows.map(factOf);
}
