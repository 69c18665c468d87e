import type { JsonObject } from "@waystitch/protocol";
import { sql } from "kysely";
import type { Database } from "../database.js";

/** Which of a site's rejected events are meant; all of them without any of these. */
export interface RejectedFilter {
  readonly reason?: string;
  /** Received at that time or later. */
  readonly since?: Date;
  /** Somewhere in the payload or the detail, whatever the case. */
  readonly text?: string;
}

/** A rejected event as it is kept. */
export interface RejectedEvent {
  readonly rejectedId: string;
  readonly reason: string;
  readonly detail: string;
  readonly messageId: string | null;
  /** JSON, without contact data. */
  readonly payload: string;
  readonly isCut: boolean;
  readonly trusted: boolean;
  readonly receivedAt: Date;
  readonly identifiers: readonly string[];
  readonly circumstances: JsonObject;
}

export interface RejectedCount {
  readonly reason: string;
  readonly events: number;
  readonly latest: Date;
}

/** A pattern for `like` that finds the text itself. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

const matching = (db: Database, siteId: string, { reason, since, text }: RejectedFilter) => {
  let query = db.selectFrom("rejected_events").where("site_id", "=", siteId);
  if (reason !== undefined) query = query.where("reason", "=", reason);
  if (since !== undefined) query = query.where("received_at", ">=", since);
  if (text !== undefined)
    query = query.where((or) => or.or([or("payload", "ilike", containing(text)), or("detail", "ilike", containing(text))]));
  return query;
};

/** How many of a site's events were rejected for each reason, the most frequent first. */
export async function loadRejectedCounts(db: Database, siteId: string, filter: RejectedFilter): Promise<readonly RejectedCount[]> {
  return await matching(db, siteId, filter)
    .select(["reason", sql<number>`count(*)::int`.as("events"), sql<Date>`max(received_at)`.as("latest")])
    .groupBy("reason")
    .orderBy("events", "desc")
    .orderBy("reason")
    .execute();
}

/**
 * A site's rejected events, the first id first.
 * @param after only those whose id comes after this one, so that all can be read page by page
 */
export async function loadRejected(
  db: Database,
  siteId: string,
  filter: RejectedFilter,
  limit: number,
  after = "",
): Promise<readonly RejectedEvent[]> {
  return await matching(db, siteId, filter)
    .select(["rejected_id as rejectedId", "reason", "detail", "message_id as messageId", "payload", "is_cut as isCut", "trusted"])
    .select(["received_at as receivedAt", "identifiers", "circumstances"])
    .where(sql`rejected_id collate "C"`, ">", after)
    .orderBy(sql`rejected_id collate "C"`)
    .limit(limit)
    .execute();
}

/** The latest of a site's rejected events, the newest first. */
export async function loadLatestRejected(
  db: Database,
  siteId: string,
  filter: RejectedFilter,
  limit: number,
): Promise<readonly Pick<RejectedEvent, "receivedAt" | "reason" | "detail" | "messageId" | "payload">[]> {
  return await matching(db, siteId, filter)
    .select(["received_at as receivedAt", "reason", "detail", "message_id as messageId", "payload"])
    .orderBy("received_at", "desc")
    .orderBy("rejected_id")
    .limit(limit)
    .execute();
}

/** Deletes rejected events that have become events. */
export async function removeRejected(db: Database, siteId: string, rejectedIds: readonly string[]): Promise<void> {
  if (rejectedIds.length === 0) return;
  await db
    .deleteFrom("rejected_events")
    .where("site_id", "=", siteId)
    .where("rejected_id", "in", [...rejectedIds])
    .execute();
}
