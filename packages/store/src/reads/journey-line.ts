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

const STAGES_ENTERED = sql<string[]>`array(select distinct entry.stage from journey_stages as entry
  where entry.part = journeys.part and entry.site_id = journeys.site_id and entry.person_id = journeys.person_id
    and entry.model = ${sql.lit(DEFAULT_MODEL)} order by entry.stage)`;

/** The lines of a site's people, to be narrowed and ordered. */
export const selectLines = (db: Database, siteId: string) =>
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
      STAGES_ENTERED.as("stagesEntered"),
    ]);
