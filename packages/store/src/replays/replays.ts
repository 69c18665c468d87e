import { sql } from "kysely";
import type { Database } from "../database.js";
import type { ReplayRequests } from "../tables/requests.js";

export type ReplayProblem = NonNullable<ReplayRequests["problem"]>;

/** What was asked for about a site's rejected events, and what has come of it so far. */
export interface ReplayLine {
  readonly requestId: string;
  /** `null` for all reasons. */
  readonly reason: string | null;
  /** True: nothing was changed. */
  readonly isTrial: boolean;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly state: "waiting" | "done" | "failed";
  readonly problem: ReplayProblem | null;
  readonly accepted: number;
  readonly duplicate: number;
  /** What is rejected still, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
  /** While it waits, for how long no collector has done anything about it; by the database's clock. */
  readonly idleSeconds: number;
}

const LINE = [
  "request_id as requestId",
  "reason",
  "is_trial as isTrial",
  "asked_by as askedBy",
  "asked_at as askedAt",
  sql<ReplayLine["state"]>`state`.as("state"),
  "problem",
  "accepted",
  "duplicate",
  "rejected",
  sql<number>`case when state = 'waiting' then extract(epoch from clock_timestamp() - coalesce(carried_at, asked_at))::float8 else 0 end`.as(
    "idleSeconds",
  ),
] as const;

/** The latest of a site, the newest first. */
export async function loadReplays(db: Database, siteId: string, limit: number): Promise<readonly ReplayLine[]> {
  return await db
    .selectFrom("replay_requests")
    .select(LINE)
    .where("site_id", "=", siteId)
    .orderBy("asked_at", "desc")
    .orderBy("request_id")
    .limit(limit)
    .execute();
}

/**
 * Asks for a site's rejected events to be sent through the rules again.
 * @returns `null` when something of the kind waits already
 */
export async function recordReplay(
  db: Database,
  siteId: string,
  asked: Pick<ReplayLine, "reason" | "isTrial" | "askedBy">,
): Promise<ReplayLine | null> {
  const line = await db
    .insertInto("replay_requests")
    .values({ site_id: siteId, reason: asked.reason, is_trial: asked.isTrial, asked_by: asked.askedBy })
    .onConflict((conflict) => conflict.doNothing())
    .returning(LINE)
    .executeTakeFirst();
  return line ?? null;
}
