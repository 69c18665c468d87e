import { sql } from "kysely";
import type { Database } from "../database.js";
import { DEFAULT_MODEL } from "./default-model.js";

/** People who stand on one step and have the same furthest stage and status. */
export interface Standing {
  readonly stage: string;
  readonly step: string;
  readonly furthestStage: string;
  readonly status: "active" | "lapsed";
  readonly people: number;
}

/** Entries into a stage, from another one or from nowhere, since the site's day began. */
export interface StageEntries {
  readonly stage: string;
  readonly entries: number;
}

/** Moves back between two stages, ever. */
export interface MovesBack {
  readonly from: string;
  readonly to: string;
  readonly moves: number;
}

/** Where a site's people stand in one model, at one moment. */
export interface Standings {
  /** The database's clock. */
  readonly at: Date;
  readonly standings: readonly Standing[];
  readonly enteredToday: readonly StageEntries[];
  readonly movesBack: readonly MovesBack[];
  /** Time of the newest event of anybody; `null` while there is nobody. */
  readonly newestActivity: Date | null;
  /** Robots; they are in no other number, unless asked for. */
  readonly bots: number;
}

/** Which people count. */
export interface StandingsOptions {
  /** True counts robots as people where they stand; their moves are never counted. */
  readonly bots?: boolean;
}

async function loadEverybody(db: Database, siteId: string) {
  return await db
    .selectFrom("standing_counts")
    .select(["stage", "step", "furthest_stage as furthestStage", "status", "is_bot as isBot"])
    .select(sql<number>`sum(people)::int`.as("people"))
    .where("site_id", "=", siteId)
    .groupBy(["stage", "step", "furthest_stage", "status", "is_bot"])
    .having(sql<boolean>`sum(people) > 0`)
    .execute();
}

async function loadEnteredToday(db: Database, siteId: string, timeZone: string) {
  return await db
    .selectFrom("daily_stays")
    .select(["stage", sql<number>`sum(stays)::int`.as("entries")])
    .where("site_id", "=", siteId)
    .where("model", "=", DEFAULT_MODEL)
    .where("entered_on", "=", sql<Date>`(now() at time zone ${timeZone})::date`)
    .groupBy("stage")
    .having(sql<boolean>`sum(stays) > 0`)
    .execute();
}

async function loadMovesBack(db: Database, siteId: string) {
  return await db
    .selectFrom("daily_stays")
    .select([sql<string>`from_stage`.as("from"), "stage as to", sql<number>`sum(stays)::int`.as("moves")])
    .where("site_id", "=", siteId)
    .where("model", "=", DEFAULT_MODEL)
    .where("direction", "=", "back")
    .where("from_stage", "is not", null)
    .groupBy(["from_stage", "stage"])
    .having(sql<boolean>`sum(stays) > 0`)
    .execute();
}

async function loadNewestActivity(db: Database, siteId: string, bots: boolean): Promise<Date | null> {
  const row = await db
    .selectFrom("journeys")
    .select("last_seen_at as at")
    .where("site_id", "=", siteId)
    .$if(!bots, (rows) => rows.where("is_bot", "=", false))
    .orderBy("last_seen_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/**
 * Counts where a site's people stand, all numbers from one snapshot.
 * @param timeZone the site's, in which its day began
 */
export async function loadStandings(db: Database, siteId: string, timeZone: string, options: StandingsOptions = {}): Promise<Standings> {
  const bots = options.bots ?? false;
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => {
      const everybody = await loadEverybody(trx, siteId);
      const enteredToday = await loadEnteredToday(trx, siteId, timeZone);
      const movesBack = await loadMovesBack(trx, siteId);
      const newestActivity = await loadNewestActivity(trx, siteId, bots);
      const clock = await sql<{ at: Date }>`select now() as at`.execute(trx);
      return {
        at: clock.rows[0]?.at ?? new Date(),
        standings: everybody.filter(({ isBot }) => bots || !isBot).map(({ isBot: _, ...standing }) => standing),
        enteredToday,
        movesBack,
        newestActivity,
        bots: everybody.reduce((sum, { isBot, people }) => sum + (isBot ? people : 0), 0),
      };
    });
}
