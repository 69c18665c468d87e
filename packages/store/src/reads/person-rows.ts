import type { Database } from "../database.js";
import { columnsOf, type PersonKey } from "./person-key.js";

/** The most rows of each kind that one journey is shown with; the latest stay. */
export const MOST_ROWS = 300;

const EVIDENCE = ["evidence_visitor_id as evidenceVisitorId", "evidence_event_id as evidenceEventId"] as const;

/** How each session began and what it held, the first one first. */
export async function loadSessions(db: Database, key: PersonKey) {
  const rows = await db
    .selectFrom("sessions")
    .select(["session_id as sessionId", "sequence", "started_at as startedAt", "ended_at as endedAt"])
    .select(["channel", "source", "medium", "campaign", "landing_page as landingPage", "referrer", "device"])
    .select(["page_views as pageViews", "events", ...EVIDENCE])
    .where((row) => row.and(columnsOf(key)))
    .orderBy("sequence", "desc")
    .limit(MOST_ROWS)
    .execute();
  return rows.reverse();
}

/** Every contact, the first one first. */
export async function loadTouchpoints(db: Database, key: PersonKey) {
  const rows = await db
    .selectFrom("touchpoints")
    .select(["sequence", "kind", "occurred_at as occurredAt", "channel", "source", "medium", "campaign"])
    .select(["landing_page as landingPage", "session_id as sessionId", ...EVIDENCE])
    .where((row) => row.and(columnsOf(key)))
    .orderBy("sequence", "desc")
    .limit(MOST_ROWS)
    .execute();
  return rows.reverse();
}

/** Dated facts, the first one first. */
export async function loadMilestones(db: Database, key: PersonKey) {
  const rows = await db
    .selectFrom("milestones")
    .select(["sequence", "milestone", "occurred_at as occurredAt", "rule", "attributes", ...EVIDENCE])
    .where((row) => row.and(columnsOf(key)))
    .orderBy("sequence", "desc")
    .limit(MOST_ROWS)
    .execute();
  return rows.reverse();
}

/** Every entry into a stage or step of one model, the first one first. */
export async function loadStageEntries(db: Database, key: PersonKey, model: string) {
  const rows = await db
    .selectFrom("journey_stages")
    .select(["sequence", "stage", "step", "entered_at as enteredAt", "left_at as leftAt", "direction"])
    .select(["milestone", "rule", "reason", "model_version as modelVersion", ...EVIDENCE])
    .where((row) => row.and(columnsOf(key)))
    .where("model", "=", model)
    .orderBy("sequence", "desc")
    .limit(MOST_ROWS)
    .execute();
  return rows.reverse();
}

/** Orders, the first one first; amounts are decimal strings. */
export async function loadOrders(db: Database, key: PersonKey) {
  const rows = await db
    .selectFrom("orders")
    .select(["order_id as orderId", "status", "placed_at as placedAt", "total", "refunded", "currency", "coupon", "products"])
    .select(["shipped_at as shippedAt", "promised_at as promisedAt", "delivered_at as deliveredAt", "is_late as isLate", ...EVIDENCE])
    .where((row) => row.and(columnsOf(key)))
    .orderBy("placed_at", (order) => order.desc().nullsLast())
    .orderBy("order_id", "desc")
    .limit(MOST_ROWS)
    .execute();
  return rows.reverse();
}

/** Carts, the first one first; amounts are decimal strings. */
export async function loadCarts(db: Database, key: PersonKey) {
  const rows = await db
    .selectFrom("carts")
    .select(["sequence", "status", "opened_at as openedAt", "changed_at as changedAt", "checkout_started_at as checkoutStartedAt"])
    .select(["abandoned_at as abandonedAt", "closed_at as closedAt", "order_id as orderId", "value", "currency", "products", ...EVIDENCE])
    .where((row) => row.and(columnsOf(key)))
    .orderBy("sequence", "desc")
    .limit(MOST_ROWS)
    .execute();
  return rows.reverse();
}

/** What names the person, and whether it links. */
export async function loadIdentifiers(db: Database, key: PersonKey) {
  return await db
    .selectFrom("person_identifiers")
    .select(["identifier", "kind", "refused_because as refusedBecause", ...EVIDENCE])
    .where((row) => row.and(columnsOf(key)))
    .orderBy("kind")
    .orderBy("identifier")
    .limit(MOST_ROWS)
    .execute();
}

/** The browsers and devices of the person, each with the rule that makes it theirs. */
export async function loadVisitors(db: Database, key: PersonKey) {
  return await db
    .selectFrom("person_visitors")
    .select(["visitor_id as visitorId", "rule", "visitor_id as evidenceVisitorId", "evidence_event_id as evidenceEventId"])
    .where((row) => row.and(columnsOf(key)))
    .orderBy("visitor_id")
    .limit(MOST_ROWS)
    .execute();
}
