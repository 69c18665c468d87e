import { sql, type Transaction } from "kysely";
import type { Database } from "../database.js";
import type { Tables } from "../tables.js";
import type { RequestKind, RequestProblem } from "./requests.js";

/** A request that a worker carries out in the transaction that has claimed it. */
export interface Claimed {
  readonly requestId: string;
  readonly siteId: string;
  readonly kind: RequestKind;
  readonly personId: string;
  readonly isWhole: boolean;
  readonly askedBy: string;
  readonly tries: number;
}

/** Claims the request of a kind that has waited longest, if any is due: nobody else has it until the transaction ends. */
export async function claimRequest(trx: Transaction<Tables>, kind: RequestKind, now: Date): Promise<Claimed | null> {
  const row = await trx
    .selectFrom("person_requests")
    .select(["request_id as requestId", "site_id as siteId", "kind", "is_whole as isWhole", "asked_by as askedBy", "tries"])
    // A request that waits says who is meant: a constraint of the table.
    .select(sql<string>`person_id`.as("personId"))
    .where("state", "=", "waiting")
    .where("kind", "=", kind)
    .where("tries_at", "<=", now)
    .orderBy("asked_at")
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ?? null;
}

/** Ends a request that still waits, and forgets who was meant. */
export async function endRequest(db: Database, requestId: string, problem: RequestProblem | null): Promise<void> {
  await db
    .updateTable("person_requests")
    .set({ state: problem === null ? "done" : "failed", problem, person_id: null, ended_at: sql<Date>`clock_timestamp()` })
    .where("request_id", "=", requestId)
    .where("state", "=", "waiting")
    .execute();
}

/** Leaves a request for later, with what was in its way. */
export async function delayRequest(db: Database, requestId: string, problem: RequestProblem, triesAt: Date): Promise<void> {
  await db
    .updateTable("person_requests")
    .set((row) => ({ problem, tries: row("tries", "+", 1), tries_at: triesAt }))
    .where("request_id", "=", requestId)
    .where("state", "=", "waiting")
    .execute();
}

/** Says of erasures that wait why no worker takes them. One that has the secret still may. */
export async function noteMissingSecret(db: Database): Promise<void> {
  await db
    .updateTable("person_requests")
    .set({ problem: "no_secret" })
    .where("kind", "=", "erasure")
    .where("state", "=", "waiting")
    .where("problem", "is", null)
    .execute();
}
