import {
  conversionTouchesOf,
  describeProducts,
  formatMoney,
  isLate,
  type Journey,
  type Origin,
  partOfPerson,
  RULE_IDS,
  reasonOf,
  type SiteSettings,
  UNATTRIBUTED,
} from "@waystitch/journey";
import type { Json, JsonObject } from "@waystitch/protocol";

/** A row as JSON, ready for `jsonb_populate_recordset`. */
type Row = JsonObject;

const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const evidence = (row: { evidenceVisitorId: string; evidenceEventId: string }) => ({
  evidence_visitor_id: row.evidenceVisitorId,
  evidence_event_id: row.evidenceEventId,
});

const origin = (row: Origin) => ({
  channel: row.channel,
  source: row.source,
  medium: row.medium,
  campaign: row.campaign,
  landing_page: row.landingPage,
});

function prefixed(prefix: string, row: Origin | null): Row {
  const columns = row === null ? { channel: null, source: null, medium: null, campaign: null, landing_page: null } : origin(row);
  return Object.fromEntries(Object.entries(columns).map(([column, value]) => [`${prefix}_${column}`, value]));
}

function sessionRows({ sessions }: Journey): Row[] {
  return sessions.map((session) => ({
    session_id: session.sessionId,
    sequence: session.sequence,
    started_at: time(session.startedAt),
    ended_at: time(session.endedAt),
    ...origin(session),
    referrer: session.referrer,
    device: session.device,
    page_views: session.pageViews,
    events: session.events,
    ...evidence(session),
  }));
}

function touchpointRows({ touchpoints }: Journey): Row[] {
  return touchpoints.map((touchpoint) => ({
    sequence: touchpoint.sequence,
    kind: touchpoint.kind,
    occurred_at: time(touchpoint.occurredAt),
    ...origin(touchpoint),
    session_id: touchpoint.sessionId,
    ...evidence(touchpoint),
  }));
}

function milestoneRows({ milestones }: Journey): Row[] {
  return milestones.map((milestone) => ({
    sequence: milestone.sequence,
    milestone: milestone.milestone,
    occurred_at: time(milestone.occurredAt),
    rule: milestone.rule,
    attributes: milestone.attributes,
    ...evidence(milestone),
  }));
}

function orderRows({ orders }: Journey): Row[] {
  return orders.map((order) => ({
    order_id: order.orderId,
    status: order.status,
    placed_at: time(order.placedAt),
    total: formatMoney(order.total),
    refunded: formatMoney(order.refunded),
    currency: order.currency,
    coupon: order.coupon,
    products: describeProducts(order.products),
    is_tripwire: order.isTripwire,
    shipped_at: time(order.shippedAt),
    promised_at: time(order.promisedAt),
    delivered_at: time(order.deliveredAt),
    cancelled_at: time(order.cancelledAt),
    is_late: isLate(order),
    ...evidence(order),
  }));
}

function cartRows({ carts }: Journey): Row[] {
  return carts.map((cart) => ({
    sequence: cart.sequence,
    status: cart.status,
    opened_at: time(cart.openedAt),
    changed_at: time(cart.changedAt),
    checkout_started_at: time(cart.checkoutStartedAt),
    abandoned_at: time(cart.abandonedAt),
    closed_at: time(cart.closedAt),
    reopened_at: time(cart.reopenedAt),
    order_id: cart.orderId,
    value: formatMoney(cart.value),
    currency: cart.currency,
    products: describeProducts(cart.products),
    ...evidence(cart),
  }));
}

function stageRows({ standings }: Journey): Row[] {
  return standings.flatMap(({ entries }) =>
    entries.map((entry) => ({
      model: entry.model,
      sequence: entry.sequence,
      stage: entry.stage,
      step: entry.step,
      entered_at: time(entry.enteredAt),
      left_at: time(entry.leftAt),
      direction: entry.direction,
      milestone: entry.cause.milestone,
      rule: entry.rule,
      reason: reasonOf(entry.cause),
      model_version: entry.modelVersion,
      ...evidence(entry.cause),
    })),
  );
}

/** A lead is a number and no money: it has no values. */
function conversionTouchRows(journey: Journey): Row[] {
  if (journey.isBot) return [];
  return conversionTouchesOf(journey).map(({ conversion, touch, shares, values }) => {
    const row: Record<string, Json> = {
      conversion: conversion.id,
      touchpoint: touch?.sequence ?? 0,
      kind: conversion.kind,
      converted_at: time(conversion.occurredAt),
      touched_at: time(touch?.occurredAt ?? null),
      channel: touch?.channel ?? UNATTRIBUTED,
      source: touch?.source ?? null,
      medium: touch?.medium ?? null,
      campaign: touch?.campaign ?? null,
    };
    for (const rule of RULE_IDS) row[`${rule}_share`] = formatMoney(shares[rule]);
    if (conversion.currency === null) return row;
    for (const rule of RULE_IDS) row[`${rule}_value`] = formatMoney(values[rule]);
    return { ...row, value: formatMoney(conversion.value), currency: conversion.currency };
  });
}

function journeyRow(journey: Journey, settings: SiteSettings): Row {
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

function personRow({ person, summary, ...journey }: Journey): Row {
  return {
    user_id: person.userId,
    visitors: summary.devices,
    events: journey.events,
    first_seen_at: time(journey.firstSeenAt),
    last_seen_at: time(journey.lastSeenAt),
    is_bot: journey.isBot,
  };
}

function visitorRows({ person }: Journey): Row[] {
  return person.visitors.map((visitor) => ({
    visitor_id: visitor.visitorId,
    rule: visitor.rule,
    identifier: visitor.identifier,
    is_shared: visitor.isShared,
    evidence_event_id: visitor.evidenceEventId,
  }));
}

function identifierRows({ person }: Journey): Row[] {
  return person.identifiers.map(({ identifier, kind, refusedBecause, ...proof }) => ({
    identifier,
    kind,
    refused_because: refusedBecause,
    ...evidence(proof),
  }));
}

function timerRows({ dueAt, person }: Journey): Row[] {
  const visitorId = person.visitors[0]?.visitorId;
  return dueAt === null || visitorId === undefined ? [] : [{ visitor_id: visitorId, due_at: time(dueAt) }];
}

/** The tables of a person, each with what a journey puts into it; site, part and person are added to every row. */
const CONTENT = {
  journeys: (journey: Journey, settings: SiteSettings) => [journeyRow(journey, settings)],
  journey_stages: stageRows,
  milestones: milestoneRows,
  sessions: sessionRows,
  touchpoints: touchpointRows,
  orders: orderRows,
  carts: cartRows,
  conversion_touches: conversionTouchRows,
  persons: (journey: Journey) => [personRow(journey)],
  person_visitors: visitorRows,
  person_identifiers: identifierRows,
  stitch_timers: timerRows,
} as const;

export type PersonTable = keyof typeof CONTENT;

/** Tables whose rows belong to one person and are replaced together. */
export const PERSON_TABLES = Object.keys(CONTENT) as readonly PersonTable[];

/** The rows of some journeys in one table. */
export function rowsOf(table: PersonTable, journeys: readonly Journey[], settings: SiteSettings): Row[] {
  return journeys.flatMap((journey) => {
    const key = { part: partOfPerson(journey.person.personId), site_id: settings.siteId, person_id: journey.person.personId };
    return CONTENT[table](journey, settings).map((row) => ({ ...key, ...row }));
  });
}
