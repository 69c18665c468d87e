import { sql } from "kysely";
import type { Database } from "../database.js";
import { DEFAULT_MODEL } from "./default-model.js";

/** One person's journey, as a line of a list. Money is a decimal string in `currency`. */
export interface JourneyLine {
  readonly personId: string;
  readonly userId: string | null;
  readonly stage: string;
  readonly step: string;
  readonly stageSince: Date;
  readonly stageMilestone: string;
  readonly furthestStage: string;
  /** Every stage the person ever entered; one that is missing below the furthest was skipped. */
  readonly stagesEntered: readonly string[];
  readonly movesBack: number;
  readonly status: "active" | "lapsed";
  readonly firstChannel: string | null;
  readonly firstSource: string | null;
  readonly firstCampaign: string | null;
  readonly leadMagnet: string | null;
  readonly openCart: boolean;
  readonly openCartValue: string | null;
  readonly abandonedSince: Date | null;
  readonly orders: number;
  readonly revenue: string;
  readonly currency: string;
  readonly sessions: number;
  readonly isBot: boolean;
  readonly lastSeenAt: Date;
}

/** A stretch of the list, the latest first. */
export interface JourneyPage {
  readonly journeys: readonly JourneyLine[];
  /** Hand it back as `before` for what comes next; `null` at the end. */
  readonly next: string | null;
}

/** Which part of the list. */
export interface JourneyPageOptions {
  /** Only people who stand in this stage. */
  readonly stage?: string;
  /** Where the page before ended: its `next`. */
  readonly before?: string;
  /** 1 to 200. */
  readonly limit: number;
  /** True lists robots too. */
  readonly bots?: boolean;
}

interface Position {
  readonly micros: string;
  readonly personId: string;
}

const writeCursor = (position: Position): string => Buffer.from(`${position.micros}:${position.personId}`).toString("base64url");

function parseCursor(cursor: string): Position | null {
  const match = /^(-?\d{1,18}):([\w-]{1,100})$/.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  return match?.[1] !== undefined && match[2] !== undefined ? { micros: match[1], personId: match[2] } : null;
}

/** True when `before` is something that a `next` can have been. */
export const isJourneyCursor = (cursor: string): boolean => parseCursor(cursor) !== null;

// Microseconds, because a Date would cut the time to milliseconds and the next page would skip or repeat people.
const SEEN_MICROS = sql<string>`(extract(epoch from last_seen_at) * 1000000)::bigint`;

const STAGES_ENTERED = sql<string[]>`array(select distinct entry.stage from journey_stages as entry
  where entry.part = journeys.part and entry.site_id = journeys.site_id and entry.person_id = journeys.person_id
    and entry.model = ${sql.lit(DEFAULT_MODEL)} order by entry.stage)`;

const selectLines = (db: Database, siteId: string) =>
  db
    .selectFrom("journeys")
    .where("site_id", "=", siteId)
    .select([
      "person_id as personId",
      "user_id as userId",
      "stage",
      "step",
      "stage_since as stageSince",
      "stage_milestone as stageMilestone",
      "furthest_stage as furthestStage",
      "moves_back as movesBack",
      "status",
      "first_channel as firstChannel",
      "first_source as firstSource",
      "first_campaign as firstCampaign",
      "lead_magnet as leadMagnet",
      "open_cart as openCart",
      "open_cart_value as openCartValue",
      "abandoned_since as abandonedSince",
      "orders",
      "revenue",
      "currency",
      "sessions",
      "is_bot as isBot",
      "last_seen_at as lastSeenAt",
      SEEN_MICROS.as("micros"),
      STAGES_ENTERED.as("stagesEntered"),
    ]);

/**
 * The people of a site who were seen last, page by page. Pages do not overlap and leave nobody out, however many people share a time.
 * @throws RangeError when `before` is no cursor (see `isJourneyCursor`)
 */
export async function loadLatestJourneys(db: Database, siteId: string, options: JourneyPageOptions): Promise<JourneyPage> {
  const position = options.before === undefined ? null : parseCursor(options.before);
  if (options.before !== undefined && position === null) throw new RangeError("before is not the end of a page");
  let query = selectLines(db, siteId)
    .orderBy("last_seen_at", "desc")
    .orderBy("person_id", "desc")
    .limit(options.limit + 1);
  if (options.stage !== undefined) query = query.where("stage", "=", options.stage);
  if (options.bots !== true) query = query.where("is_bot", "=", false);
  if (position !== null) {
    const seen = sql`'epoch'::timestamptz + ${position.micros}::bigint * interval '1 microsecond'`;
    query = query.where(sql<boolean>`(last_seen_at, person_id) < (${seen}, ${position.personId})`);
  }
  const rows = await query.execute();
  const page = rows.slice(0, options.limit);
  const last = page.at(-1);
  return {
    journeys: page.map(({ micros: _, ...line }) => line),
    next: rows.length > options.limit && last !== undefined ? writeCursor(last) : null,
  };
}
