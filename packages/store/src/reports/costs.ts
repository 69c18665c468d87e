import type { Days } from "@waystitch/journey";
import { sql } from "kysely";
import type { Database } from "../database.js";

/** What was paid for a channel, or for one campaign of it. */
export interface NewChannelCost {
  readonly channel: string;
  readonly source?: string | null;
  readonly medium?: string | null;
  readonly campaign?: string | null;
  /** Days such as 2026-11-30 in the site's time zone, both among those it was paid for. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** A decimal string. */
  readonly amount: string;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly note?: string;
  readonly enteredBy: string;
}

/** A cost that was entered. */
export interface ChannelCost extends Required<NewChannelCost> {
  readonly costId: string;
  readonly enteredAt: Date;
}

/**
 * Enters a cost. Returns its id.
 * @throws Error of the database for an unknown day, an amount below zero, or a currency that is no code
 */
export async function recordChannelCost(db: Database, siteId: string, cost: NewChannelCost): Promise<string> {
  const { costId } = await db
    .insertInto("channel_costs")
    .values({
      site_id: siteId,
      channel: cost.channel,
      source: cost.source ?? null,
      medium: cost.medium ?? null,
      campaign: cost.campaign ?? null,
      first_day: cost.firstDay,
      last_day: cost.lastDay,
      amount: cost.amount,
      currency: cost.currency,
      note: cost.note ?? "",
      entered_by: cost.enteredBy,
    })
    .returning("cost_id as costId")
    .executeTakeFirstOrThrow();
  return costId;
}

/** The costs of which a day lies in a period, or all; the latest first. */
export async function loadChannelCosts(db: Database, siteId: string, days?: Days): Promise<ChannelCost[]> {
  return await db
    .selectFrom("channel_costs")
    .select(["cost_id as costId", "channel", "source", "medium", "campaign", "currency", "note"])
    .select([sql<string>`first_day::text`.as("firstDay"), sql<string>`last_day::text`.as("lastDay")])
    .select([sql<string>`trim_scale(amount)::text`.as("amount"), "entered_by as enteredBy", "entered_at as enteredAt"])
    .where("site_id", "=", siteId)
    .$if(days !== undefined, (costs) =>
      costs.where(sql<boolean>`last_day >= ${days?.from}::date`).where(sql<boolean>`first_day < ${days?.until}::date`),
    )
    .orderBy("last_day", "desc")
    .orderBy("cost_id")
    .execute();
}

/** Takes a cost back. False when the site has none of that id. */
export async function dropChannelCost(db: Database, siteId: string, costId: string): Promise<boolean> {
  const dropped = await db
    .deleteFrom("channel_costs")
    .where("site_id", "=", siteId)
    .where(sql`cost_id::text`, "=", costId)
    .returning("cost_id")
    .execute();
  return dropped.length > 0;
}
