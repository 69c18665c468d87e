import { partOf } from "@waystitch/protocol";
import { type RawBuilder, sql, type Transaction } from "kysely";
import { visitorRows } from "../stitch/facts.js";
import type { Tables } from "../tables.js";
import type { RejectedCandidate } from "./rejected-of.js";

/** What tells an event from the others of its site. */
export interface EventOfVisitor {
  readonly visitorId: string;
  readonly eventId: string;
}

async function countOf(trx: Transaction<Tables>, query: RawBuilder<unknown>): Promise<number> {
  return Number((await query.execute(trx)).numAffectedRows ?? 0n);
}

/** So many keys go into one statement. */
const PIECE = 10_000;

/** Removes events. Returns how many. */
export async function removeEvents(trx: Transaction<Tables>, siteId: string, events: readonly EventOfVisitor[]): Promise<number> {
  let removed = 0;
  for (let from = 0; from < events.length; from += PIECE) {
    const rows = events.slice(from, from + PIECE).map(({ visitorId, eventId }) => ({
      part: partOf(siteId, visitorId),
      visitor_id: visitorId,
      event_id: eventId,
    }));
    removed += await countOf(
      trx,
      sql`
        delete from events e using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(part smallint, visitor_id text, event_id text)
        where e.part = k.part and e.site_id = ${siteId} and e.visitor_id = k.visitor_id and e.event_id = k.event_id`,
    );
  }
  return removed;
}

/** Removes rejected events. Returns how many. */
export async function removeRejectedEvents(
  trx: Transaction<Tables>,
  siteId: string,
  rejected: readonly Pick<RejectedCandidate, "part" | "rejectedId">[],
): Promise<number> {
  const rows = rejected.map(({ part, rejectedId }) => ({ part, rejected_id: rejectedId }));
  return await countOf(
    trx,
    sql`
      delete from rejected_events r using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(part smallint, rejected_id text)
      where r.part = k.part and r.site_id = ${siteId} and r.rejected_id = k.rejected_id`,
  );
}

/** Removes the plain values of identifiers. Returns how many. */
export async function removeContacts(trx: Transaction<Tables>, siteId: string, identifiers: readonly string[]): Promise<number> {
  const rows = identifiers.map((identifier) => ({ part: partOf(siteId, identifier), identifier }));
  return await countOf(
    trx,
    sql`
      delete from contacts c using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(part smallint, identifier text)
      where c.part = k.part and c.site_id = ${siteId} and c.identifier = k.identifier`,
  );
}

/** Forgets that visitors were set aside, or rest. */
export async function removeNotes(trx: Transaction<Tables>, siteId: string, visitorIds: Iterable<string>): Promise<void> {
  await sql`
    delete from stitch_parked p using jsonb_to_recordset(${visitorRows(siteId, visitorIds)}::jsonb) as v(part smallint, visitor_id text)
    where p.part = v.part and p.site_id = ${siteId} and p.visitor_id = v.visitor_id`.execute(trx);
  await sql`
    delete from stitch_hot h using jsonb_to_recordset(${visitorRows(siteId, visitorIds)}::jsonb) as v(part smallint, visitor_id text)
    where h.part = v.part and h.site_id = ${siteId} and h.visitor_id = v.visitor_id`.execute(trx);
}
