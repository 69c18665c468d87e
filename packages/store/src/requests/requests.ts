import { sql } from "kysely";
import type { Database } from "../database.js";
import { loadPersonKey } from "../reads/person-key.js";
import type { PersonRequests } from "../tables/requests.js";

export type RequestKind = PersonRequests["kind"];
export type RequestProblem = NonNullable<PersonRequests["problem"]>;
export type RequestState = "waiting" | "done" | "failed";

/** What was asked for about somebody, and what has become of it. It does not say who they are. */
export interface PersonRequest {
  readonly requestId: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** Why it has failed, or why it still waits after it was tried. */
  readonly problem: RequestProblem | null;
  readonly askedAt: Date;
}

/** What is asked for, of whom, and by whom. */
export interface NewRequest {
  readonly kind: RequestKind;
  readonly personId: string;
  /** As in the audit log. */
  readonly askedBy: string;
  /** False leaves out of an export what only owners may see. */
  readonly isWhole: boolean;
}

const ROW = ["request_id as requestId", "kind", sql<RequestState>`state`.as("state"), "problem", "asked_at as askedAt"] as const;

/** So many of a site may wait, or be kept as files: what a click brings about stays bounded. */
const MOST: Readonly<Record<RequestKind, number>> = { erasure: 200, export: 20 };

async function countRecent(db: Database, siteId: string, kind: RequestKind, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom("person_requests")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("site_id", "=", siteId)
    .where("kind", "=", kind)
    .where((row) => row.or([row("state", "=", "waiting"), row("asked_at", ">", since)]))
    .executeTakeFirstOrThrow();
  return count;
}

async function findWaiting(db: Database, siteId: string, { kind, personId, askedBy, isWhole }: NewRequest): Promise<PersonRequest | null> {
  let query = db
    .selectFrom("person_requests")
    .select(ROW)
    .where("site_id", "=", siteId)
    .where("kind", "=", kind)
    .where("person_id", "=", personId);
  if (kind === "export") query = query.where("asked_by", "=", askedBy).where("is_whole", "=", isWhole);
  return (await query.executeTakeFirst()) ?? null;
}

/**
 * Asks the worker for something about a person. Asked for again while it waits, it stays the one request.
 * @param db in a transaction with what else tells of it
 * @param since what was asked for since then counts, too, though it was done
 * @returns the request and whether it is new, or `too_many` when there are very many of the site
 */
export async function recordRequest(
  db: Database,
  siteId: string,
  asked: NewRequest,
  since: Date,
): Promise<{ readonly request: PersonRequest; readonly isNew: boolean } | "too_many"> {
  if ((await countRecent(db, siteId, asked.kind, since)) >= MOST[asked.kind]) return "too_many";
  for (;;) {
    const request = await db
      .insertInto("person_requests")
      .values({ site_id: siteId, kind: asked.kind, person_id: asked.personId, asked_by: asked.askedBy, is_whole: asked.isWhole })
      .onConflict((conflict) => conflict.doNothing())
      .returning(ROW)
      .executeTakeFirst();
    if (request !== undefined) return { request, isNew: true };
    // One that was there may have ended since.
    const waiting = await findWaiting(db, siteId, asked);
    if (waiting !== null) return { request: waiting, isNew: false };
  }
}

/** A request of a site by its id, or `null`. */
export async function loadRequest(db: Database, siteId: string, requestId: string): Promise<PersonRequest | null> {
  const row = await db
    .selectFrom("person_requests")
    .select(ROW)
    .where("site_id", "=", siteId)
    .where("request_id", "=", requestId)
    .executeTakeFirst();
  return row ?? null;
}

/** The erasure of a person that waits, asked for under the id that they have or one that they had. */
export async function loadWaitingErasure(db: Database, siteId: string, personId: string): Promise<PersonRequest | null> {
  const waiting = await db
    .selectFrom("person_requests")
    .select([...ROW, "person_id as personId"])
    .where("site_id", "=", siteId)
    .where("kind", "=", "erasure")
    .where("state", "=", "waiting")
    .execute();
  for (const { personId: asked, ...request } of waiting) {
    if (asked === personId) return request;
    if (asked !== null && (await loadPersonKey(db, siteId, asked))?.personId === personId) return request;
  }
  return null;
}
