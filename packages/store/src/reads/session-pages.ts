import { partOf } from "@waystitch/protocol";
import { sql } from "kysely";
import type { Database } from "../database.js";

/** A page that was seen. */
export interface SeenPage {
  readonly eventId: string;
  readonly occurredAt: Date;
  readonly url: string | null;
  readonly title: string | null;
}

/** A stretch of time, both ends within. */
export interface Span {
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** Whose pages. */
export interface PageReader {
  readonly visitors: readonly string[];
  /** The person's own user ids: events of other users on a browser they share are left out. */
  readonly userIds: readonly string[];
}

/** The most pages that are read for one journey; the latest stay. */
const MOST_PAGES = 2_000;

/**
 * The pages a person of a site saw in each of their sessions, the first one first.
 * @returns one list for each span
 */
export async function loadSessionPages<S extends Span>(
  db: Database,
  siteId: string,
  reader: PageReader,
  spans: readonly S[],
): Promise<readonly (readonly SeenPage[])[]> {
  const from = spans[0]?.startedAt;
  const until = spans.at(-1)?.endedAt;
  if (from === undefined || until === undefined || reader.visitors.length === 0) return spans.map(() => []);
  const visitors = reader.visitors.map((visitorId) => ({ part: partOf(siteId, visitorId), visitor_id: visitorId }));
  const isTheirs = reader.userIds.length === 0 ? sql`true` : sql`(e.user_id is null or e.user_id = any(${[...reader.userIds]}))`;
  const { rows } = await sql<SeenPage>`
    select e.event_id as "eventId", e.occurred_at as "occurredAt", e.page_url as url, coalesce(e.page_title, e.name) as title
    from jsonb_to_recordset(${JSON.stringify(visitors)}::jsonb) as v(part smallint, visitor_id text)
    join events e on e.part = v.part and e.site_id = ${siteId} and e.visitor_id = v.visitor_id
    where e.type in ('page', 'screen') and e.occurred_at between ${from} and ${until} and ${isTheirs}
    order by e.occurred_at desc, e.event_id desc
    limit ${MOST_PAGES}`.execute(db);
  const pages = rows.reverse();
  return spans.map((span) => pages.filter((page) => page.occurredAt >= span.startedAt && page.occurredAt <= span.endedAt));
}
