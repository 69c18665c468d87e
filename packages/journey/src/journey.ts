import { ABANDONED_MS, EXPIRED_MS } from "./commerce/carts.js";
import type { Fact, SiteSettings } from "./fact.js";
import { LAPSED_MS, passTime } from "./history/evolve.js";
import { type Folded, foldPerson } from "./history/folded.js";
import { type Person, personsOf } from "./identity/persons.js";
import { sessionsIn } from "./sessions.js";
import type { Milestone } from "./stages/milestone.js";
import type { StageModel } from "./stages/model.js";
import { MODELS } from "./stages/models.js";
import { type Standing, standingIn } from "./stages/standing.js";
import { type JourneySummary, type Parts, summaryOf } from "./summary.js";
import { touchpointsOf } from "./touchpoints.js";

/** Everything derived of one person. */
export interface Journey extends Parts {
  /** How many facts are the person's. */
  readonly events: number;
  readonly isBot: boolean;
  /** One a model: the built-in ones, the default first, then the site's own. */
  readonly standings: readonly [Standing, ...Standing[]];
  readonly summary: JourneySummary;
  /** When the journey changes next without a new event; `null` when it does not. */
  readonly dueAt: number | null;
}

function dueOf({ carts, lastSeenAt }: Parts, asOf: number): number | null {
  const lapsesAt = lastSeenAt + LAPSED_MS;
  const cart = carts.at(-1);
  if (cart?.status === "open") {
    if (cart.changedAt + ABANDONED_MS > asOf) return cart.changedAt + ABANDONED_MS;
    if (cart.changedAt + EXPIRED_MS > asOf) return cart.changedAt + EXPIRED_MS;
  }
  return lapsesAt > asOf ? lapsesAt : null;
}

/** Where somebody with these milestones stands: in the built-in models, the default first, then in the site's own. */
export function standingsIn(milestones: readonly Milestone[], own: readonly StageModel[]): [Standing, ...Standing[]] {
  const [first, ...others] = MODELS;
  const standings: [Standing, ...Standing[]] = [standingIn(first, milestones)];
  for (const model of others) standings.push(standingIn(model, milestones));
  for (const model of own) standings.push(standingIn(model, milestones));
  return standings;
}

/** The journey of a folded person as it stands at `asOf` (epoch milliseconds); the fold itself stays as it is. */
export function journeyAt({ identity, history }: Folded, settings: SiteSettings, asOf: number): Journey {
  const { events, lastAt, lastVisitorId, lastEventId, orders } = history;
  const milestones = history.milestones.slice();
  const carts = history.carts.slice();
  passTime({ milestones, carts, orders, events, lastAt, lastVisitorId, lastEventId }, asOf);
  const sessions = sessionsIn(history.visits);
  const parts: Parts = {
    person: identity,
    firstSeenAt: history.firstAt,
    lastSeenAt: lastAt,
    sessions,
    touchpoints: touchpointsOf(sessions, history.contacts),
    milestones,
    orders: [...orders.values()],
    carts,
    answers: history.answers,
  };
  return {
    ...parts,
    events,
    isBot: history.onSite > 0 && history.robots === history.onSite,
    standings: standingsIn(milestones, settings.models),
    summary: summaryOf(parts, settings, asOf),
    dueAt: dueOf(parts, asOf),
  };
}

/** The journey of one person as it stands at `asOf`. */
export function journeyOf(person: Person, settings: SiteSettings, asOf: number): Journey {
  return journeyAt(foldPerson(person, settings), settings, asOf);
}

/**
 * The journeys of everyone in a set of facts: a pure function of the set, the settings and `asOf` (epoch milliseconds).
 * Give it whole neighbourhoods of the identity graph.
 */
export function journeysOf(facts: readonly Fact[], settings: SiteSettings, asOf: number): Journey[] {
  return personsOf(settings.siteId, facts).map((person) => journeyOf(person, settings, asOf));
}
