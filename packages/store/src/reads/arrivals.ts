import { sql } from "kysely";
import type { Database } from "../database.js";

/** A page view that has just been received. */
export interface Arrival {
  /** Its address has the marker that was looked for. */
  readonly isMarked: boolean;
  readonly pageUrl: string | null;
  readonly pageTitle: string | null;
  /** Browser and its major version. */
  readonly browser: string | null;
  /** Why the sender is taken for a robot; `null` for people. */
  readonly botReason: string | null;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
}

/** An event that has just been rejected. */
export interface FreshRejection {
  readonly reason: string;
  readonly detail: string;
  readonly receivedAt: Date;
}

export interface Arrivals {
  readonly pages: readonly Arrival[];
  readonly rejected: readonly FreshRejection[];
}

const MOST = 5;

/**
 * What a site's pages have sent since a moment that is not long ago: the marked page view first, then the latest ones. Each question
 * reads what was received since then, of all sites; the index on the time of receipt finds it.
 * @param marker text in the page's address that tells one visit from all others
 */
export async function loadArrivals(db: Database, siteId: string, since: Date, marker: string): Promise<Arrivals> {
  const pages = db
    .selectFrom("events")
    .select(["page_url as pageUrl", "page_title as pageTitle", "browser", "bot_reason as botReason"])
    .select(["occurred_at as occurredAt", "received_at as receivedAt"])
    .select(sql<boolean>`strpos(coalesce(page_url, ''), ${marker}) > 0`.as("isMarked"))
    .where("site_id", "=", siteId)
    .where("received_at", ">=", since)
    .where("type", "=", "page")
    .where("trusted", "=", false)
    .orderBy("isMarked", "desc")
    .orderBy("received_at", "desc")
    .limit(MOST);
  const rejected = db
    .selectFrom("rejected_events")
    .select(["reason", "detail", "received_at as receivedAt"])
    .where("site_id", "=", siteId)
    .where("received_at", ">=", since)
    .orderBy("received_at", "desc")
    .limit(MOST);
  const [seen, refused] = await Promise.all([pages.execute(), rejected.execute()]);
  return { pages: seen, rejected: refused };
}
