import { ABANDONED_MS, type Cart, EXPIRED_MS } from "./commerce/carts.js";
import { formatMoney, type Money } from "./commerce/money.js";
import { counts, isLate, type Order } from "./commerce/orders.js";
import type { Fact } from "./fact.js";
import { isStandIn, type SiteSettings } from "./fact.js";
import { type Person, personsOf } from "./identity/persons.js";
import { type Origin, type Session, sessionsOf } from "./sessions.js";
import type { Milestone } from "./stages/milestone.js";
import { historyOf, LAPSED_MS } from "./stages/milestones.js";
import { MODELS } from "./stages/models.js";
import { type Standing, standingIn } from "./stages/standing.js";
import { type Touchpoint, touchpointsOf } from "./touchpoints.js";

/** The one row a person has in `journeys`; times are epoch milliseconds, money is a decimal string. */
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
  readonly revenue: string;
  readonly refunds: string;
  readonly lateDeliveries: number;
  readonly satisfaction: number | null;
  readonly referrals: number;
}

/** Everything derived of one person. */
export interface Journey {
  readonly person: Person;
  readonly isBot: boolean;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly sessions: readonly Session[];
  readonly touchpoints: readonly Touchpoint[];
  readonly milestones: readonly Milestone[];
  readonly orders: readonly Order[];
  readonly carts: readonly Cart[];
  /** One a model: the built-in ones, the default first, then the site's own. */
  readonly standings: readonly [Standing, ...Standing[]];
  readonly summary: JourneySummary;
  /** When the journey changes next without a new event; `null` when it does not. */
  readonly dueAt: number | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days to four digits, which is about nine seconds. */
const daysBetween = (from: number, to: number | null): number | null =>
  to === null ? null : Math.round(((to - from) / DAY_MS) * 10_000) / 10_000;

/** The last touchpoint before the conversion that was not Direct, or else the last one at all. */
function decidingOf(touchpoints: readonly Touchpoint[], conversionAt: number | null): Touchpoint | null {
  if (conversionAt === null) return null;
  const before = touchpoints.filter((touchpoint) => touchpoint.occurredAt <= conversionAt);
  return before.filter((touchpoint) => touchpoint.channel !== "Direct").at(-1) ?? before.at(-1) ?? null;
}

const sum = (amounts: readonly Money[]): string => formatMoney(amounts.reduce((total, amount) => total + amount, 0n));

type Parts = Omit<Journey, "summary" | "dueAt" | "isBot">;

function summaryOf(parts: Parts, settings: SiteSettings, asOf: number): JourneySummary {
  const { milestones, orders, touchpoints, firstSeenAt } = parts;
  const leads = milestones.filter((milestone) => milestone.milestone === "lead_captured");
  const named = leads.find((lead) => lead.attributes["lead_magnet"] !== undefined);
  const leadAt = leads[0]?.occurredAt ?? null;
  const placed = orders.filter(counts);
  const firstOrderAt = placed.reduce<number | null>(
    (least, { placedAt }) => (least === null || (placedAt ?? least) < least ? placedAt : least),
    null,
  );
  const own = orders.filter((order) => order.placedAt !== null && order.currency === settings.currency);
  const cart = parts.carts.at(-1);
  const rated = milestones.filter((milestone) => typeof milestone.attributes["satisfaction"] === "number").at(-1);
  return {
    status: asOf - parts.lastSeenAt >= LAPSED_MS ? "lapsed" : "active",
    first: touchpoints[0] ?? null,
    last: touchpoints.at(-1) ?? null,
    deciding: decidingOf(touchpoints, firstOrderAt ?? leadAt),
    leadMagnet: named === undefined ? null : String(named.attributes["lead_magnet"]),
    leadAt,
    daysToLead: daysBetween(firstSeenAt, leadAt),
    daysToFirstOrder: daysBetween(firstSeenAt, firstOrderAt),
    pageViews: parts.sessions.reduce((total, session) => total + session.pageViews, 0),
    devices: new Set(parts.person.visitors.map((visitor) => visitor.visitorId).filter((visitorId) => !isStandIn(visitorId))).size,
    openCart: cart?.status === "open" ? cart : null,
    orders: placed.length,
    revenue: sum(own.filter((order) => order.status !== "cancelled").map((order) => order.total)),
    refunds: sum(own.filter((order) => order.status !== "cancelled").map((order) => order.refunded)),
    lateDeliveries: orders.filter((order) => isLate(order) === true).length,
    satisfaction: rated === undefined ? null : Number(rated.attributes["satisfaction"]),
    referrals: milestones.filter((milestone) => milestone.milestone === "referred").length,
  };
}

function dueOf({ carts, lastSeenAt }: Parts, asOf: number): number | null {
  const cart = carts.at(-1);
  const times = cart?.status === "open" ? [cart.changedAt + ABANDONED_MS, cart.changedAt + EXPIRED_MS] : [];
  const coming = [...times, lastSeenAt + LAPSED_MS].filter((time) => time > asOf);
  return coming.length === 0 ? null : Math.min(...coming);
}

/** The journey of one person as it stands at `asOf`. */
export function journeyOf(person: Person, settings: SiteSettings, asOf: number): Journey {
  const { facts } = person;
  const sessions = sessionsOf(facts, settings);
  const { milestones, orders, carts } = historyOf(person, sessions, settings, asOf);
  const others = [...MODELS.slice(1), ...settings.models];
  const parts: Parts = {
    person,
    firstSeenAt: facts[0]?.at ?? 0,
    lastSeenAt: facts.at(-1)?.at ?? 0,
    sessions,
    touchpoints: touchpointsOf(facts, sessions),
    milestones,
    orders,
    carts,
    standings: [standingIn(MODELS[0], milestones), ...others.map((model) => standingIn(model, milestones))],
  };
  const seen = facts.filter((fact: Fact) => !fact.trusted);
  return {
    ...parts,
    isBot: seen.length > 0 && seen.every((fact) => fact.isBot),
    summary: summaryOf(parts, settings, asOf),
    dueAt: dueOf(parts, asOf),
  };
}

/**
 * The journeys of everyone in a set of facts: a pure function of the set, the settings and `asOf` (epoch milliseconds).
 * Give it whole neighbourhoods of the identity graph.
 */
export function journeysOf(facts: readonly Fact[], settings: SiteSettings, asOf: number): Journey[] {
  return personsOf(settings.siteId, facts).map((person) => journeyOf(person, settings, asOf));
}
