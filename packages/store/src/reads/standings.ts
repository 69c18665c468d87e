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
  /** The latest event of any of them. */
  readonly lastSeenAt: Date;
}

/** People who came into a stage from another one, or from nowhere, since the site's day began. */
export interface StageEntries {
  readonly stage: string;
  readonly people: number;
}

/** Moves back between two stages, ever. */
export interface MovesBack {
  readonly from: string;
  readonly to: string;
  readonly moves: number;
  readonly people: number;
}

/** Where a site's people stand in one model, at one moment. */
export interface Standings {
  /** The database's clock. */
  readonly at: Date;
  readonly standings: readonly Standing[];
  readonly enteredToday: readonly StageEntries[];
  readonly movesBack: readonly MovesBack[];
  /** Robots; they are in no other number, unless asked for. */
  readonly bots: number;
}

/** Which people count. */
export interface StandingsOptions {
  /** True counts robots as people. */
  readonly bots?: boolean;
}

/** Everybody in one pass over the table, robots too. */
async function loadEverybody(db: Database, siteId: string) {
  const rows = await db
    .selectFrom("journeys")
    .select(["stage", "step", "furthest_stage as furthestStage", "status", "is_bot as isBot"])
    .select((eb) => [eb.fn.countAll<string>().as("people"), eb.fn.max("last_seen_at").as("lastSeenAt")])
    .where("site_id", "=", siteId)
    .groupBy(["stage", "step", "furthest_stage", "status", "is_bot"])
    .execute();
  return rows.map((row) => ({ ...row, people: Number(row.people) }));
}

/**
 * Entries of a site's people with the stage before each, `null` for a person's first one. Begins with the people,
 * because a condition on `journeys` leaves few of them, and their entries are then found by key.
 */
const peoplesEntries = (db: Database, siteId: string, bots: boolean) =>
  db
    .selectFrom("journeys as journey")
    .innerJoin("journey_stages as entry", (join) =>
      join
        .onRef("entry.part", "=", "journey.part")
        .onRef("entry.site_id", "=", "journey.site_id")
        .onRef("entry.person_id", "=", "journey.person_id")
        .on("entry.model", "=", DEFAULT_MODEL),
    )
    .leftJoin("journey_stages as previous", (join) =>
      join
        .onRef("previous.part", "=", "entry.part")
        .onRef("previous.site_id", "=", "entry.site_id")
        .onRef("previous.person_id", "=", "entry.person_id")
        .onRef("previous.model", "=", "entry.model")
        .on("previous.sequence", "=", sql<number>`entry.sequence - 1`),
    )
    .where("journey.site_id", "=", siteId)
    .$if(!bots, (rows) => rows.where("journey.is_bot", "=", false));

async function loadEnteredToday(db: Database, siteId: string, timeZone: string, bots: boolean) {
  const dayBegan = sql<Date>`date_trunc('day', now() at time zone ${timeZone}) at time zone ${timeZone}`;
  return await peoplesEntries(db, siteId, bots)
    // Whoever entered anything today entered where they stand now today.
    .where("journey.stage_since", ">=", dayBegan)
    .where("entry.entered_at", ">=", dayBegan)
    .where(sql<boolean>`previous.stage is distinct from entry.stage`)
    .select("entry.stage")
    .select((eb) => eb.fn.count<string>("entry.person_id").distinct().as("people"))
    .groupBy("entry.stage")
    .execute();
}

async function loadMovesBack(db: Database, siteId: string, bots: boolean) {
  return await peoplesEntries(db, siteId, bots)
    .where("journey.moves_back", ">", 0)
    .where("entry.direction", "=", "back")
    .select([sql<string>`previous.stage`.as("from"), "entry.stage as to"])
    .select((eb) => [eb.fn.countAll<string>().as("moves"), eb.fn.count<string>("entry.person_id").distinct().as("people")])
    .where("previous.stage", "is not", null)
    .groupBy(["previous.stage", "entry.stage"])
    .execute();
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
      const enteredToday = await loadEnteredToday(trx, siteId, timeZone, bots);
      const movesBack = await loadMovesBack(trx, siteId, bots);
      const clock = await sql<{ at: Date }>`select now() as at`.execute(trx);
      return {
        at: clock.rows[0]?.at ?? new Date(),
        standings: everybody.filter(({ isBot }) => bots || !isBot).map(({ isBot: _, ...standing }) => standing),
        enteredToday: enteredToday.map((row) => ({ ...row, people: Number(row.people) })),
        movesBack: movesBack.map((row) => ({ ...row, moves: Number(row.moves), people: Number(row.people) })),
        bots: everybody.reduce((sum, { isBot, people }) => sum + (isBot ? people : 0), 0),
      };
    });
}
