import type { Fact } from "../fact.js";
import { aliasOf, userOf } from "./nodes.js";

/** A visitor's facts that belong to one user, or to nobody known. */
export interface Segment {
  readonly visitorId: string;
  /** The user, under the one name that aliases agree on. */
  readonly user: string | null;
  readonly facts: readonly Fact[];
}

/** Maps every user id that a server's alias names to the smallest id of its class. */
export function userNames(facts: readonly Fact[]): (user: string) => string {
  const classes = new Map<string, Set<string>>();
  const classOf = (user: string): Set<string> => classes.get(user) ?? new Set([user]);
  for (const fact of facts) {
    const alias = aliasOf(fact);
    if (alias === null) continue;
    const joined = new Set([...classOf(alias[0]), ...classOf(alias[1])]);
    for (const user of joined) classes.set(user, joined);
  }
  const names = new Map<string, string>();
  for (const [user, members] of classes) names.set(user, [...members].sort()[0] ?? user);
  return (user) => names.get(user) ?? user;
}

/**
 * Splits each visitor's facts by user: a fact belongs to the user of the nearest sign-in at or before it, and to the
 * first one after it when there is none before. A visitor on which nobody signed in is one segment without a user.
 *
 * @param facts in order
 */
export function segmentsOf(facts: readonly Fact[], nameOf: (user: string) => string): Segment[] {
  const byVisitor = new Map<string, Fact[]>();
  for (const fact of facts) {
    const list = byVisitor.get(fact.visitorId);
    if (list) list.push(fact);
    else byVisitor.set(fact.visitorId, [fact]);
  }
  const segments: Segment[] = [];
  for (const [visitorId, own] of byVisitor) {
    const signIns = own.map((fact) => userOf(fact));
    let user = signIns.find((signIn) => signIn !== null) ?? null;
    const byUser = new Map<string | null, Fact[]>();
    own.forEach((fact, index) => {
      user = signIns[index] ?? user;
      const name = user === null ? null : nameOf(user);
      const list = byUser.get(name);
      if (list) list.push(fact);
      else byUser.set(name, [fact]);
    });
    for (const [name, theirs] of byUser) segments.push({ visitorId, user: name, facts: theirs });
  }
  return segments;
}
