import { sql, type Transaction } from "kysely";
import type { Database } from "../database.js";
import type { RejectedEvent } from "../ingest/rejected.js";
import type { Tables } from "../tables.js";
import type { ReplayProblem } from "./replays.js";

/** What became of rejected events that went through the rules again. */
export interface Replayed {
  /** Stored now. */
  readonly accepted: number;
  /** The same event had been stored meanwhile. */
  readonly duplicate: number;
  /**
   * Rejected still, by reason; what was too long to be kept whole is among them as `cut`. What names somebody who was erased, or is older
   * than what the site keeps, is among them as `erased` or `past_retention`, and removed.
   */
  readonly rejected: Readonly<Record<string, number>>;
}

/** A request that is carried out, a page in each transaction that has claimed it. */
export interface ClaimedReplay extends Replayed {
  readonly requestId: string;
  readonly siteId: string;
  readonly isTrial: boolean;
  /** Up to this id they are dealt with. */
  readonly afterId: string;
  readonly tries: number;
}

/** Claims the request that has waited longest, if any is due: nobody else has it until the transaction ends. */
export async function claimReplay(trx: Transaction<Tables>, now: Date): Promise<ClaimedReplay | null> {
  const row = await trx
    .selectFrom("replay_requests")
    .select(["request_id as requestId", "site_id as siteId", "is_trial as isTrial", "after_id as afterId", "tries"])
    .select(["accepted", "duplicate", "rejected"])
    .where("state", "=", "waiting")
    .where("tries_at", "<=", now)
    .orderBy("asked_at")
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ?? null;
}

/** The rejected events that a request is about, a page of them; of one that has ended, none. */
export async function loadRejectedToReplay(
  db: Database,
  requestId: string,
  after: string,
  limit: number,
): Promise<readonly RejectedEvent[]> {
  const { rows } = await sql<RejectedEvent>`
    select rejected_id as "rejectedId", reason, detail, message_id as "messageId", payload, is_cut as "isCut", trusted,
      received_at as "receivedAt", identifiers, circumstances
    from rejected_to_replay(${requestId}, ${after}, ${limit})`.execute(db);
  return rows;
}

/** Deletes rejected events that a request has made events of. */
export async function removeReplayed(db: Database, requestId: string, rejectedIds: readonly string[]): Promise<void> {
  if (rejectedIds.length === 0) return;
  await sql`select remove_replayed(${requestId}, ${[...rejectedIds]})`.execute(db);
}

/** Writes down what has come of a request so far, and up to which id. */
export async function noteReplayed(trx: Transaction<Tables>, requestId: string, so: Replayed, afterId: string): Promise<void> {
  await trx
    .updateTable("replay_requests")
    .set({ accepted: so.accepted, duplicate: so.duplicate, rejected: JSON.stringify(so.rejected), after_id: afterId })
    .set({ problem: null, tries: 0, carried_at: sql<Date>`clock_timestamp()` })
    .where("request_id", "=", requestId)
    .execute();
}

/** Ends a request that still waits, and tells the audit log of it. */
export async function endReplay(db: Database, requestId: string, problem: ReplayProblem | null): Promise<void> {
  await sql`select end_replay(${requestId}, ${problem})`.execute(db);
}

/** Leaves a request for later, with what was in its way. */
export async function delayReplay(db: Database, requestId: string, problem: ReplayProblem, triesAt: Date): Promise<void> {
  await db
    .updateTable("replay_requests")
    .set((row) => ({ problem, tries: row("tries", "+", 1), tries_at: triesAt }))
    .where("request_id", "=", requestId)
    .where("state", "=", "waiting")
    .execute();
}
