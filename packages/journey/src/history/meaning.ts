import { EVENT, ORDER_EVENTS } from "@waystitch/protocol";
import type { Fact } from "../fact.js";
import { CONTENT_EVENTS, EVENT_RULES, type EventRule, LEAD_EVENTS } from "../stages/event-rules.js";
import { CONTACTS, type TouchpointKind } from "../touchpoints.js";

/** Everything the rules see in an event of one name, looked up once a fact. */
export interface Meaning {
  readonly rules: readonly EventRule[];
  readonly isContent: boolean;
  readonly isLead: boolean;
  readonly isProductView: boolean;
  readonly changesCart: boolean;
  readonly isOrder: boolean;
  readonly isAnswer: boolean;
  readonly contact: Exclude<TouchpointKind, "session"> | null;
}

const CART_EVENTS: ReadonlySet<string> = new Set([EVENT.productAdded, EVENT.productRemoved, EVENT.checkoutStarted]);

const meanings = new Map<string, Meaning>(
  Object.values(EVENT).map((name) => [
    name,
    {
      rules: EVENT_RULES.filter((rule) => rule.events.includes(name)),
      isContent: CONTENT_EVENTS.has(name),
      isLead: LEAD_EVENTS.has(name),
      isProductView: name === EVENT.productViewed,
      changesCart: CART_EVENTS.has(name),
      isOrder: ORDER_EVENTS.has(name),
      isAnswer: name === EVENT.productReviewed || name === EVENT.feedbackGiven,
      contact: CONTACTS.get(name) ?? null,
    },
  ]),
);

/** What a tracked event means; `null` for names that mean nothing to the rules and for all other types. */
export function meaningOf(fact: Fact): Meaning | null {
  return fact.type === "track" && fact.name !== null ? (meanings.get(fact.name) ?? null) : null;
}
