import { compareFacts, type Fact } from "../fact.js";
import { aliasOf } from "./nodes.js";

/** What the servers' aliases say about user ids. */
export interface UserNames {
  /** The one id that remains of all that are one user. */
  nameOf(userId: string): string;
  /** The ids that a user gave up, in order. */
  formerIdsOf(name: string): readonly string[];
  /** The first alias that names an id. */
  aliasNaming(userId: string): Fact | undefined;
}

const NO_ALIASES: UserNames = { nameOf: (userId) => userId, formerIdsOf: () => [], aliasNaming: () => undefined };

/**
 * Of user ids that are one, the id that no alias gives up remains. Where there are several, or none because they name
 * each other in a circle, the smallest of them does.
 */
function remainingOf(members: readonly string[], givenUp: ReadonlySet<string>): string {
  const kept = members.filter((userId) => !givenUp.has(userId));
  return [...(kept.length > 0 ? kept : members)].sort()[0] ?? "";
}

/** The smaller class is poured into the larger one, so that a long chain of aliases costs little. */
function classesOf(pairs: readonly (readonly [string, string])[]): Set<string[]> {
  const classes = new Map<string, string[]>();
  for (const [a, b] of pairs) {
    const one = classes.get(a) ?? [a];
    const other = a === b ? one : (classes.get(b) ?? [b]);
    const [small, large] = one.length < other.length ? [one, other] : [other, one];
    classes.set(a, large).set(b, large);
    if (small === large) continue;
    for (const userId of small) {
      large.push(userId);
      classes.set(userId, large);
    }
  }
  return new Set(classes.values());
}

/** @param histories of which only servers' aliases count, in any order */
export function userNamesOf(histories: readonly (readonly Fact[])[]): UserNames {
  const pairs: (readonly [string, string])[] = [];
  const naming = new Map<string, Fact>();
  for (const facts of histories)
    for (const fact of facts) {
      const alias = aliasOf(fact);
      if (alias === null) continue;
      pairs.push(alias);
      for (const userId of alias) {
        const known = naming.get(userId);
        if (known === undefined || compareFacts(fact, known) < 0) naming.set(userId, fact);
      }
    }
  if (pairs.length === 0) return NO_ALIASES;
  const givenUp = new Set(pairs.filter(([userId, previousId]) => userId !== previousId).map(([, previousId]) => previousId));
  const names = new Map<string, string>();
  const former = new Map<string, string[]>();
  for (const members of classesOf(pairs)) {
    const name = remainingOf(members, givenUp);
    for (const userId of members) names.set(userId, name);
    former.set(name, members.filter((userId) => userId !== name).sort());
  }
  return {
    nameOf: (userId) => names.get(userId) ?? userId,
    formerIdsOf: (name) => former.get(name) ?? [],
    aliasNaming: (userId) => naming.get(userId),
  };
}
