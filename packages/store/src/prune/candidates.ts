import { sql, type Transaction } from "kysely";
import type { Database } from "../database.js";
import type { Tables } from "../tables.js";

/** Somebody who was last seen before a time, as their rows tell it now. */
export interface SeenBefore {
  readonly personId: string;
  readonly visitorIds: readonly string[];
  /** As PostgreSQL writes it: the next page begins after it. */
  readonly lastSeenAt: string;
}

type Reader = Database | Transaction<Tables>;

/**
 * A site's persons who were last seen before a time, who was seen first of them first; a page of up to `limit`.
 * @param after the last one of the page before
 */
export async function loadSeenBefore(
  db: Reader,
  siteId: string,
  before: Date,
  limit: number,
  after: SeenBefore | null,
): Promise<readonly SeenBefore[]> {
  const from = after?.lastSeenAt ?? "-infinity";
  const { rows } = await sql<SeenBefore>`
    select p.person_id as "personId", p.last_seen_at::text as "lastSeenAt",
      array(select v.visitor_id from person_visitors v where v.part = p.part and v.site_id = ${siteId} and v.person_id = p.person_id) as "visitorIds"
    from (
      select part, person_id, last_seen_at from journeys
      where site_id = ${siteId} and last_seen_at < ${before} and last_seen_at >= ${from}::timestamptz
        and (last_seen_at, person_id) > (${from}::timestamptz, ${after?.personId ?? ""})
      order by last_seen_at, person_id limit ${limit}
    ) as p order by p.last_seen_at, p.person_id`.execute(db);
  return rows;
}

/** How many of a site's persons were last seen before a time. */
export async function countSeenBefore(db: Reader, siteId: string, before: Date): Promise<number> {
  const { rows } = await sql<{ persons: number }>`
    select count(*)::int as persons from journeys where site_id = ${siteId} and last_seen_at < ${before}`.execute(db);
  return rows[0]?.persons ?? 0;
}

/** A site's visitors that were set aside, of whom nothing is derived; a page of up to `limit`, after the last one of the page before. */
export async function loadSetAside(db: Reader, siteId: string, limit: number, after: string): Promise<readonly string[]> {
  const { rows } = await sql<{ visitor_id: string }>`
    select visitor_id from stitch_parked where site_id = ${siteId} and visitor_id collate "C" > ${after}
    order by visitor_id collate "C" limit ${limit}`.execute(db);
  return rows.map((row) => row.visitor_id);
}
