import { ABANDONED_MS, EXPIRED_MS } from "./commerce/carts.js";
import type { Fact, SiteSettings } from "./fact.js";
import { LAPSED_MS, passTime } from "./history/evolve.js";
import { type Folded, foldPerson } from "./history/folded.js";
import { type Person, personsOf } from "./identity/persons.js";
import { sessionsIn } from "./sessions.js";
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
  const cart = carts.at(-1);
  const times = cart?.status === "open" ? [cart.changedAt + ABANDONED_MS, cart.changedAt + EXPIRED_MS] : [];
  const coming = [...times, lastSeenAt + LAPSED_MS].filter((time) => time > asOf);
  return coming.length === 0 ? null : Math.min(...coming);
}

/** The journey of a folded person as it stands at `asOf` (epoch milliseconds); the fold itself stays as it is. */
export function journeyAt({ identity, history }: Folded, settings: SiteSettings, asOf: number): Journey {
  const sessions = sessionsIn(history.visits);
  const milestones = [...history.milestones];
  const carts = [...history.carts];
  passTime({ ...history, milestones, carts }, asOf);
  const parts: Parts = {
    person: identity,
    firstSeenAt: history.firstAt,
    lastSeenAt: history.lastAt,
    sessions,
    touchpoints: touchpointsOf(sessions, history.contacts),
    milestones,
    orders: [...history.orders.values()],
    carts,
    answers: history.answers,
  };
  const [first, ...others] = MODELS;
  return {
    ...parts,
    events: history.events,
    isBot: history.onSite > 0 && history.robots === history.onSite,
    standings: [
      standingIn(first, milestones),
      ...others.map((model) => standingIn(model, milestones)),
      ...settings.models.map((model) => standingIn(model, milestones)),
    ],
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
