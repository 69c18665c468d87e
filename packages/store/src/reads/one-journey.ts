import type { Database } from "../database.js";
import { DEFAULT_MODEL } from "./default-model.js";
import { type EvidenceEvent, type EvidenceRef, loadProver, type Proven } from "./evidence.js";
import { columnsOf, loadPersonKey, type PersonKey } from "./person-key.js";
import * as rows from "./person-rows.js";
import { loadSessionPages, type SeenPage } from "./session-pages.js";

type RowOf<Load extends (...args: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<Load>>[number];

/** A session with its pages. */
export type SessionStory = Proven<RowOf<typeof rows.loadSessions>> & { readonly pages: readonly SeenPage[] };
export type TouchpointStory = Proven<RowOf<typeof rows.loadTouchpoints>>;
export type MilestoneStory = Proven<RowOf<typeof rows.loadMilestones>>;
export type StageStory = Proven<RowOf<typeof rows.loadStageEntries>>;
export type OrderStory = Proven<RowOf<typeof rows.loadOrders>>;
export type CartStory = Proven<RowOf<typeof rows.loadCarts>>;
export type IdentifierStory = Proven<RowOf<typeof rows.loadIdentifiers>>;
export type VisitorStory = Proven<RowOf<typeof rows.loadVisitors>>;

type JourneyRow = NonNullable<Awaited<ReturnType<typeof loadRow>>>;

/** Where the person stands and how it came to that, with the event that put them there. */
export type JourneySummary = Omit<JourneyRow, keyof EvidenceRef> & { readonly evidence: EvidenceEvent | null };

/**
 * One person's journey with everything that belongs to it, all from one snapshot. Lists run from the first to the last;
 * a list longer than `MOST_ROWS` keeps its latest. Money is a decimal string.
 */
export interface JourneyStory {
  readonly journey: JourneySummary;
  readonly sessions: readonly SessionStory[];
  readonly touchpoints: readonly TouchpointStory[];
  readonly milestones: readonly MilestoneStory[];
  readonly stages: readonly StageStory[];
  readonly orders: readonly OrderStory[];
  readonly carts: readonly CartStory[];
  readonly identifiers: readonly IdentifierStory[];
  readonly visitors: readonly VisitorStory[];
}

const loadRow = (db: Database, key: PersonKey) =>
  db
    .selectFrom("journeys")
    .select(["person_id as personId", "user_id as userId", "is_bot as isBot", "status", "stage", "step", "stage_since as stageSince"])
    .select(["stage_milestone as stageMilestone", "furthest_stage as furthestStage", "furthest_step as furthestStep"])
    .select(["stage_evidence_visitor_id as evidenceVisitorId", "stage_evidence_event_id as evidenceEventId"])
    .select(["moves_back as movesBack", "model_version as modelVersion"])
    .select(["first_channel as firstChannel", "first_source as firstSource", "first_campaign as firstCampaign"])
    .select(["last_channel as lastChannel", "last_source as lastSource", "last_campaign as lastCampaign"])
    .select(["deciding_channel as decidingChannel", "deciding_source as decidingSource", "deciding_campaign as decidingCampaign"])
    .select(["first_landing_page as firstLandingPage", "lead_magnet as leadMagnet", "lead_at as leadAt"])
    .select(["days_to_lead as daysToLead", "days_to_first_order as daysToFirstOrder"])
    .select(["sessions", "page_views as pageViews", "devices", "open_cart as openCart", "open_cart_value as openCartValue"])
    .select(["abandoned_since as abandonedSince", "orders", "revenue", "refunds", "currency", "late_deliveries as lateDeliveries"])
    .select(["satisfaction", "referrals", "first_seen_at as firstSeenAt", "last_seen_at as lastSeenAt"])
    .where((row) => row.and(columnsOf(key)))
    .executeTakeFirst();

const userIdsOf = (identifiers: readonly { readonly kind: string; readonly identifier: string }[]): string[] =>
  identifiers.filter(({ kind }) => kind === "user").map(({ identifier }) => identifier.replace(/^user:/, ""));

async function loadStory(db: Database, key: PersonKey): Promise<JourneyStory | null> {
  const journey = await loadRow(db, key);
  if (!journey) return null;
  const sessions = await rows.loadSessions(db, key);
  const touchpoints = await rows.loadTouchpoints(db, key);
  const milestones = await rows.loadMilestones(db, key);
  const stages = await rows.loadStageEntries(db, key, DEFAULT_MODEL);
  const orders = await rows.loadOrders(db, key);
  const carts = await rows.loadCarts(db, key);
  const identifiers = await rows.loadIdentifiers(db, key);
  const visitors = await rows.loadVisitors(db, key);
  const all = [journey, sessions, touchpoints, milestones, stages, orders, carts, identifiers, visitors].flat();
  const prove = await loadProver(db, key.siteId, all);
  const reader = { visitors: visitors.map(({ visitorId }) => visitorId), userIds: userIdsOf(identifiers) };
  const pages = await loadSessionPages(db, key.siteId, reader, sessions);
  const [summary] = prove([journey]);
  if (summary === undefined) return null;
  return {
    journey: summary,
    sessions: prove(sessions).map((session, index) => ({ ...session, pages: pages[index] ?? [] })),
    touchpoints: prove(touchpoints),
    milestones: prove(milestones),
    stages: prove(stages),
    orders: prove(orders),
    carts: prove(carts),
    identifiers: prove(identifiers),
    visitors: prove(visitors),
  };
}

/**
 * Reads one person's journey by an id they have or once had.
 * @returns the journey under its present id, or `null` when nobody of the site has or had the id
 */
export async function loadJourney(db: Database, siteId: string, personId: string): Promise<JourneyStory | null> {
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => {
      const key = await loadPersonKey(trx, siteId, personId);
      return key === null ? null : await loadStory(trx, key);
    });
}
