import { type Explainable, type Milestone, type MilestoneName, parseMoney, standingsIn } from "@waystitch/journey";
import type { Database } from "../database.js";
import { loadModels } from "../models.js";
import { columnsOf, loadPersonKey, type PersonKey } from "./person-key.js";

/** Where a person stands follows from all of their milestones; who has more of them is not explained. */
const MOST_MILESTONES = 10_000;

const timeOf = (date: Date | null): number | null => date?.getTime() ?? null;

async function loadAllMilestones(db: Database, key: PersonKey): Promise<readonly Milestone[]> {
  const rows = await db
    .selectFrom("milestones")
    .select(["sequence", "milestone", "occurred_at", "rule", "attributes", "evidence_visitor_id", "evidence_event_id"])
    .where((row) => row.and(columnsOf(key)))
    .orderBy("sequence")
    .limit(MOST_MILESTONES + 1)
    .execute();
  return rows.map((row) => ({
    sequence: row.sequence,
    // Written by the worker, which knows no others.
    milestone: row.milestone as MilestoneName,
    occurredAt: row.occurred_at.getTime(),
    rule: row.rule,
    attributes: row.attributes,
    evidenceVisitorId: row.evidence_visitor_id,
    evidenceEventId: row.evidence_event_id,
  }));
}

async function loadOrders(db: Database, key: PersonKey): Promise<Explainable["orders"]> {
  const rows = await db
    .selectFrom("orders")
    .select(["status", "is_tripwire", "placed_at", "shipped_at", "promised_at", "delivered_at", "cancelled_at"])
    .where((row) => row.and(columnsOf(key)))
    .execute();
  return rows.map((row) => ({
    // Written by the worker, which knows no others.
    status: row.status as Explainable["orders"][number]["status"],
    isTripwire: row.is_tripwire,
    placedAt: timeOf(row.placed_at),
    shippedAt: timeOf(row.shipped_at),
    promisedAt: timeOf(row.promised_at),
    deliveredAt: timeOf(row.delivered_at),
    cancelledAt: timeOf(row.cancelled_at),
  }));
}

async function loadOpenCart(db: Database, key: PersonKey): Promise<Explainable["summary"]["openCart"]> {
  const cart = await db
    .selectFrom("carts")
    .select(["status", "value", "changed_at", "checkout_started_at", "reopened_at"])
    .where((row) => row.and(columnsOf(key)))
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  if (cart?.status !== "open") return null;
  return {
    value: parseMoney(cart.value) ?? 0n,
    changedAt: cart.changed_at.getTime(),
    checkoutStartedAt: timeOf(cart.checkout_started_at),
    reopenedAt: timeOf(cart.reopened_at),
  };
}

async function loadParts(db: Database, key: PersonKey): Promise<Explainable | null> {
  const journey = await db
    .selectFrom("journeys")
    .select(["status", "sessions", "last_seen_at"])
    .where((row) => row.and(columnsOf(key)))
    .executeTakeFirst();
  const milestones = await loadAllMilestones(db, key);
  if (journey === undefined || milestones.length === 0 || milestones.length > MOST_MILESTONES) return null;
  return {
    person: { personId: key.personId },
    lastSeenAt: journey.last_seen_at.getTime(),
    sessions: { length: journey.sessions },
    milestones,
    orders: await loadOrders(db, key),
    standings: standingsIn(milestones, await loadModels(db, key.siteId)),
    summary: { status: journey.status, openCart: await loadOpenCart(db, key) },
  };
}

/**
 * Reads what explaining a person needs from the rows that were derived of them, without their events, all from one snapshot.
 * @returns `null` when nobody of the site has or had the id, or somebody has too many milestones to be explained
 */
export async function loadExplainable(db: Database, siteId: string, personId: string): Promise<Explainable | null> {
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => {
      const key = await loadPersonKey(trx, siteId, personId);
      return key === null ? null : await loadParts(trx, key);
    });
}
