import { formatMoney, type Journey, type Origin, type SiteSettings } from "@waystitch/journey";
import { evidence, origin, type Row, time } from "./columns.js";

function prefixed(prefix: string, row: Origin | null): Row {
  const columns = row === null ? { channel: null, source: null, medium: null, campaign: null, landing_page: null } : origin(row);
  return Object.fromEntries(Object.entries(columns).map(([column, value]) => [`${prefix}_${column}`, value]));
}

/** The row of `journeys`. */
export function journeyRow(journey: Journey, settings: SiteSettings): Row {
  const {
    summary,
    person,
    standings: [{ current, furthest, movesBack }],
  } = journey;
  return {
    stage: current.stage,
    step: current.step,
    stage_since: time(current.enteredAt),
    stage_milestone: current.cause.milestone,
    stage_evidence_visitor_id: current.cause.evidenceVisitorId,
    stage_evidence_event_id: current.cause.evidenceEventId,
    furthest_stage: furthest.stage,
    furthest_step: furthest.step,
    moves_back: movesBack,
    status: summary.status,
    model_version: current.modelVersion,
    ...prefixed("first", summary.first),
    ...prefixed("last", summary.last),
    ...prefixed("deciding", summary.deciding),
    lead_magnet: summary.leadMagnet,
    lead_at: time(summary.leadAt),
    days_to_lead: summary.daysToLead,
    days_to_first_order: summary.daysToFirstOrder,
    sessions: journey.sessions.length,
    page_views: summary.pageViews,
    devices: summary.devices,
    open_cart: summary.openCart !== null,
    open_cart_value: summary.openCart === null ? null : formatMoney(summary.openCart.value),
    abandoned_since: time(summary.openCart?.abandonedAt ?? null),
    orders: summary.orders,
    revenue: summary.revenue,
    refunds: summary.refunds,
    currency: settings.currency,
    late_deliveries: summary.lateDeliveries,
    satisfaction: summary.satisfaction,
    referrals: summary.referrals,
    user_id: person.userId,
    is_bot: journey.isBot,
    first_seen_at: time(journey.firstSeenAt),
    last_seen_at: time(journey.lastSeenAt),
  };
}

/** The row of `persons`. */
export function personRow({ person, summary, ...journey }: Journey): Row {
  return {
    user_id: person.userId,
    visitors: summary.devices,
    events: journey.events,
    first_seen_at: time(journey.firstSeenAt),
    last_seen_at: time(journey.lastSeenAt),
    is_bot: journey.isBot,
  };
}

/** Rows of `person_visitors`. */
export function visitorRows({ person }: Journey): Row[] {
  return person.visitors.map((visitor) => ({
    visitor_id: visitor.visitorId,
    rule: visitor.rule,
    identifier: visitor.identifier,
    is_shared: visitor.isShared,
    evidence_event_id: visitor.evidenceEventId,
  }));
}

/** Rows of `person_identifiers`. */
export function identifierRows({ person }: Journey): Row[] {
  return person.identifiers.map(({ identifier, kind, refusedBecause, ...proof }) => ({
    identifier,
    kind,
    refused_because: refusedBecause,
    ...evidence(proof),
  }));
}

/** Rows of `stitch_timers`. */
export function timerRows({ dueAt, person }: Journey): Row[] {
  const visitorId = person.visitors[0]?.visitorId;
  return dueAt === null || visitorId === undefined ? [] : [{ visitor_id: visitorId, due_at: time(dueAt) }];
}
