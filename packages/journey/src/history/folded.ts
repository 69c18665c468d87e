import { type Fact, orderFacts, type SiteSettings } from "../fact.js";
import type { Identity, Person } from "../identity/persons.js";
import { isFollowedBy } from "../identity/visitors.js";
import { compareToLast, evolve } from "./evolve.js";
import { beginHistory, type History } from "./history.js";

/** A person with what their facts amount to: all that is needed to go on without reading the facts again. */
export interface Folded {
  readonly identity: Identity;
  readonly history: History;
}

/** Folds the facts of a person. */
export function foldPerson({ facts, ...identity }: Person, settings: SiteSettings): Folded {
  const history = beginHistory(identity.foreignOrders);
  for (const fact of facts) evolve(history, fact, settings);
  return { identity, history };
}

/**
 * Adds facts to a history in place, as if they had been folded with the rest.
 * @returns false, with nothing changed, when one of them comes before what is folded already
 */
export function extendHistory(history: History, facts: readonly Fact[], settings: SiteSettings): boolean {
  const ordered = orderFacts(facts);
  const [first] = ordered;
  if (first === undefined) return true;
  const place = compareToLast(history, first);
  if (place < 0) return false;
  for (const fact of place === 0 ? ordered.slice(1) : ordered) evolve(history, fact, settings);
  return true;
}

/**
 * Adds facts to a folded person in place, as if they had been folded with the rest. The cost is that of the new facts.
 *
 * @param facts new ones in any order, repetitions allowed
 * @returns false, with nothing changed, when one of them could change who anybody is, may be somebody else's, or comes
 *   before what is folded already: then fold everyone tied to it anew
 */
export function extendFolded({ identity, history }: Folded, facts: readonly Fact[], settings: SiteSettings): boolean {
  const isTheirs = (fact: Fact): boolean => identity.visitors.some((visitor) => isFollowedBy(visitor, fact));
  return facts.every(isTheirs) && extendHistory(history, facts, settings);
}
