import type { Cart } from "./commerce/carts.js";
import { counts, isLate, type Order } from "./commerce/orders.js";
import { isStandIn, type SiteSettings } from "./fact.js";
import { LAPSED_MS } from "./history/evolve.js";
import type { Identity } from "./identity/persons.js";
import { type Answers, satisfactionIn } from "./segments/answers.js";
import type { Origin, Session } from "./sessions.js";
import type { Milestone } from "./stages/milestone.js";
import { type CurrencyTotal, totalsOf } from "./totals.js";
import { isMarketing, type Touchpoint } from "./touchpoints.js";

/** The one row a person has in `journeys`, but for where they stand; times are epoch milliseconds, money is a decimal string. */
export interface JourneySummary {
  readonly status: "active" | "lapsed";
  readonly first: Origin | null;
  readonly last: Origin | null;
  readonly deciding: Origin | null;
  readonly leadMagnet: string | null;
  readonly leadAt: number | null;
  readonly daysToLead: number | null;
  readonly daysToFirstOrder: number | null;
  readonly pageViews: number;
  readonly devices: number;
  readonly openCart: Cart | null;
  readonly orders: number;
  /** In the site's currency. */
  readonly revenue: string;
  readonly refunds: string;
  readonly totals: readonly CurrencyTotal[];
  readonly lateDeliveries: number;
  /** From 0 to 100, of the latest answers. */
  readonly satisfaction: number | null;
  readonly referrals: number;
}

/** What a summary sums up. */
export interface Parts {
  readonly person: Identity;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly sessions: readonly Session[];
  readonly touchpoints: readonly Touchpoint[];
  readonly milestones: readonly Milestone[];
  readonly orders: readonly Order[];
  readonly carts: readonly Cart[];
  readonly answers: Answers;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days to four digits, which is about nine seconds. */
const daysBetween = (from: number, to: number | null): number | null =>
  to === null ? null : Math.round(((to - from) / DAY_MS) * 10_000) / 10_000;

/** The last touchpoint before the conversion that was not Direct, or else the last one at all. */
function decidingOf(touchpoints: readonly Touchpoint[], conversionAt: number | null): Touchpoint | null {
  if (conversionAt === null) return null;
  let direct: Touchpoint | null = null;
  for (let index = touchpoints.length - 1; index >= 0; index--) {
    const touchpoint = touchpoints[index];
    if (touchpoint === undefined || touchpoint.occurredAt > conversionAt || !isMarketing(touchpoint)) continue;
    if (touchpoint.channel !== "Direct") return touchpoint;
    direct ??= touchpoint;
  }
  return direct;
}

function lastOf(touchpoints: readonly Touchpoint[]): Touchpoint | null {
  for (let index = touchpoints.length - 1; index >= 0; index--) {
    const touchpoint = touchpoints[index];
    if (touchpoint !== undefined && isMarketing(touchpoint)) return touchpoint;
  }
  return null;
}

/** What the milestones tell about leads and referrals, in one pass. */
function noted(milestones: readonly Milestone[]) {
  let leadAt: number | null = null;
  let leadMagnet: string | null = null;
  let referrals = 0;
  for (const { milestone, occurredAt, attributes } of milestones) {
    if (milestone === "lead_captured") {
      leadAt ??= occurredAt;
      const name = attributes["lead_magnet"];
      if (name !== undefined) leadMagnet ??= String(name);
    } else if (milestone === "referred") referrals++;
  }
  return { leadAt, leadMagnet, referrals };
}

/** What the orders amount to, in one pass. */
function ordered(orders: readonly Order[], settings: SiteSettings) {
  let placed = 0;
  let lateDeliveries = 0;
  let firstOrderAt: number | null = null;
  for (const order of orders) {
    if (isLate(order) === true) lateDeliveries++;
    if (!counts(order) || order.placedAt === null) continue;
    placed++;
    firstOrderAt = Math.min(firstOrderAt ?? order.placedAt, order.placedAt);
  }
  const totals = orders.length === 0 ? [] : totalsOf(orders);
  const own = totals.find((total) => total.currency === settings.currency);
  return { firstOrderAt, orders: placed, lateDeliveries, totals, revenue: own?.revenue ?? "0", refunds: own?.refunds ?? "0" };
}

export function summaryOf(parts: Parts, settings: SiteSettings, asOf: number): JourneySummary {
  const { leadAt, leadMagnet, referrals } = noted(parts.milestones);
  const { firstOrderAt, ...orders } = ordered(parts.orders, settings);
  const cart = parts.carts.at(-1);
  let pageViews = 0;
  for (const session of parts.sessions) pageViews += session.pageViews;
  let devices = 0;
  for (const { visitorId } of parts.person.visitors) if (!isStandIn(visitorId)) devices++;
  return {
    status: asOf - parts.lastSeenAt >= LAPSED_MS ? "lapsed" : "active",
    first: parts.touchpoints.find(isMarketing) ?? null,
    last: lastOf(parts.touchpoints),
    deciding: decidingOf(parts.touchpoints, firstOrderAt ?? leadAt),
    leadMagnet,
    leadAt,
    daysToLead: daysBetween(parts.firstSeenAt, leadAt),
    daysToFirstOrder: daysBetween(parts.firstSeenAt, firstOrderAt),
    pageViews,
    devices,
    openCart: cart?.status === "open" ? cart : null,
    ...orders,
    satisfaction: satisfactionIn(parts.answers),
    referrals,
  };
}
