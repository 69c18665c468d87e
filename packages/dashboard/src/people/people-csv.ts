import type { JourneyLine } from "@waystitch/store";
import { csvTextOf } from "../reports/csv-text.js";
import { MOST_IN_FILE } from "./bodies.js";

/** The columns of the file, as the table `journeys` calls them. Contacts are in none, nor are their hashes. */
const COLUMNS = {
  person_id: "personId",
  user_id: "userId",
  stage: "stage",
  step: "step",
  stage_since: "stageSince",
  stage_milestone: "stageMilestone",
  furthest_stage: "furthestStage",
  moves_back: "movesBack",
  status: "status",
  first_channel: "firstChannel",
  first_source: "firstSource",
  first_campaign: "firstCampaign",
  lead_magnet: "leadMagnet",
  open_cart: "openCart",
  open_cart_value: "openCartValue",
  abandoned_since: "abandonedSince",
  orders: "orders",
  revenue: "revenue",
  currency: "currency",
  sessions: "sessions",
  is_bot: "isBot",
  last_seen_at: "lastSeenAt",
} as const satisfies Readonly<Record<string, keyof JourneyLine>>;

/** A list of people as comma-separated values; no cell of it is a formula. */
export function peopleCsvOf(lines: readonly JourneyLine[]): string {
  const columns = Object.entries(COLUMNS);
  const rows = lines.map((line) => Object.fromEntries(columns.map(([name, field]) => [name, line[field]])));
  return csvTextOf(Object.keys(COLUMNS), rows);
}

/** What the file is called: whoever has it alone sees whether it is everybody. */
export const peopleFileName = (siteId: string, isWhole: boolean): string =>
  isWhole ? `${siteId}-people.csv` : `${siteId}-people-first-${MOST_IN_FILE}.csv`;
