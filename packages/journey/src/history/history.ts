import type { Cart } from "../commerce/carts.js";
import type { Order } from "../commerce/orders.js";
import type { Place } from "../fact.js";
import { type Answers, NO_ANSWERS } from "../segments/answers.js";
import { beginVisits, type Visits } from "../sessions.js";
import type { Milestone, MilestoneName } from "../stages/milestone.js";
import type { Contact } from "../touchpoints.js";

/** A contact that an identify left, as long as a form's own event may still follow and take its place. */
export interface ProvisionalLead {
  /** Index among the milestones. */
  readonly index: number;
  readonly visitorId: string;
  readonly at: number;
}

/**
 * What a person's facts amount to while facts are still coming: everything a later fact needs, so that none is read
 * twice. Plain data but for maps and big integers; `evolve` changes it in place.
 */
export interface History {
  readonly foreignOrders: ReadonlySet<string>;
  readonly visits: Visits;
  readonly contacts: Contact[];
  readonly milestones: Milestone[];
  readonly orders: Map<string, Order>;
  readonly carts: Cart[];
  firstAt: number;
  /** The place of the last fact; as many fields, because every fact writes them. */
  lastAt: number;
  lastVisitorId: string;
  lastEventId: string;
  events: number;
  onSite: number;
  robots: number;
  answers: Answers;
  pageViews: number;
  isEngaged: boolean;
  isLead: boolean;
  provisionalLead: ProvisionalLead | null;
  /** The session in which a product view was last noticed. */
  productSession: number;
}

/** @param foreignOrders orders among the facts that are somebody else's */
export function beginHistory(foreignOrders: readonly string[]): History {
  return {
    foreignOrders: new Set(foreignOrders),
    visits: beginVisits(),
    contacts: [],
    milestones: [],
    orders: new Map(),
    carts: [],
    firstAt: 0,
    lastAt: 0,
    lastVisitorId: "",
    lastEventId: "",
    events: 0,
    onSite: 0,
    robots: 0,
    answers: NO_ANSWERS,
    pageViews: 0,
    isEngaged: false,
    isLead: false,
    provisionalLead: null,
    productSession: 0,
  };
}

const NOTHING: Milestone["attributes"] = Object.freeze({});

/** Adds a milestone that a fact proves; they come in order of time. */
export function addMilestone(
  milestones: Milestone[],
  milestone: MilestoneName,
  rule: string,
  { at, visitorId, eventId }: Place,
  attributes: Milestone["attributes"] = NOTHING,
): void {
  milestones.push({
    sequence: milestones.length + 1,
    milestone,
    occurredAt: at,
    rule,
    attributes,
    evidenceVisitorId: visitorId,
    evidenceEventId: eventId,
  });
}
