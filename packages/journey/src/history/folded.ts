import type { SiteSettings } from "../fact.js";
import type { Identity, Person } from "../identity/persons.js";
import { evolve } from "./evolve.js";
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
