import { partOf } from "@waystitch/protocol";
import { sql } from "kysely";
import type { Database } from "../database.js";

/** The event that proves an entry, as it was received. */
export interface EvidenceEvent {
  readonly eventId: string;
  readonly visitorId: string;
  readonly type: string;
  readonly name: string | null;
  readonly occurredAt: Date;
  readonly pageUrl: string | null;
  readonly pageTitle: string | null;
  /** A server reported it with a secret key. */
  readonly trusted: boolean;
}

/** Two columns of every derived row: which event proves it. */
export interface EvidenceRef {
  readonly evidenceVisitorId: string;
  readonly evidenceEventId: string;
}

/** An entry with its event; `null` only when the event is not stored any more. */
export type Proven<Row> = Omit<Row, keyof EvidenceRef> & { readonly evidence: EvidenceEvent | null };

/** Gives each row its event. */
export type Prover = <Row extends EvidenceRef>(rows: readonly Row[]) => Proven<Row>[];

const keyOf = (visitorId: string, eventId: string): string => `${visitorId}\n${eventId}`;

async function loadEvents(db: Database, siteId: string, refs: readonly EvidenceRef[]): Promise<readonly EvidenceEvent[]> {
  const unique = new Map(refs.map((ref) => [keyOf(ref.evidenceVisitorId, ref.evidenceEventId), ref]));
  const keys = [...unique.values()].map((ref) => ({
    part: partOf(siteId, ref.evidenceVisitorId),
    visitor_id: ref.evidenceVisitorId,
    event_id: ref.evidenceEventId,
  }));
  const result = await sql<EvidenceEvent>`
    select e.event_id as "eventId", e.visitor_id as "visitorId", e.type, e.name, e.occurred_at as "occurredAt",
      e.page_url as "pageUrl", e.page_title as "pageTitle", e.trusted
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(part smallint, visitor_id text, event_id text)
    join events e on e.part = k.part and e.site_id = ${siteId} and e.visitor_id = k.visitor_id and e.event_id = k.event_id`.execute(db);
  return result.rows;
}

/** Reads the events that a site's rows point at, all in one query, and returns what joins the two. */
export async function loadProver(db: Database, siteId: string, refs: readonly EvidenceRef[]): Promise<Prover> {
  const events = new Map((await loadEvents(db, siteId, refs)).map((event) => [keyOf(event.visitorId, event.eventId), event]));
  return (rows) =>
    rows.map(({ evidenceVisitorId, evidenceEventId, ...row }) => ({
      ...row,
      evidence: events.get(keyOf(evidenceVisitorId, evidenceEventId)) ?? null,
    }));
}
