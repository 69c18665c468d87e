import { compareFacts, type Fact } from "../fact.js";
import { userOf } from "./nodes.js";
import type { UserNames } from "./user-names.js";

/** A visitor's facts that belong to one user, or to nobody known. */
export interface Segment {
  readonly visitorId: string;
  /** The user, under the one name that aliases agree on. */
  readonly user: string | null;
  /** In order. */
  readonly facts: readonly Fact[];
  /** True when the visitor's facts belong to several users. */
  readonly isShared: boolean;
  /** True for the segment that the visitor began with: the visitor's own id leads to whoever used it first. */
  readonly isFirst: boolean;
  /** True for the segment that later facts of the visitor will belong to. */
  readonly isCurrent: boolean;
}

/** In order, each fact once; facts that are so already, which is usual, are not sorted again. */
function inOrder(facts: Fact[]): Fact[] {
  let before: Fact | undefined;
  for (const fact of facts) {
    if (before !== undefined && compareFacts(before, fact) >= 0) return sortedOnce(facts);
    before = fact;
  }
  return facts;
}

function sortedOnce(facts: Fact[]): Fact[] {
  const sorted = facts.sort(compareFacts);
  return sorted.filter((fact, index) => sorted[index - 1]?.eventId !== fact.eventId);
}

/** The facts of each visitor, in order; the visitor seen first comes first. */
export function historiesOf(facts: readonly Fact[]): Fact[][] {
  const byVisitor = new Map<string, Fact[]>();
  let history: Fact[] = [];
  let visitorId: string | undefined;
  for (const fact of facts) {
    if (fact.visitorId !== visitorId) {
      visitorId = fact.visitorId;
      history = byVisitor.get(visitorId) ?? [];
      if (history.length === 0) byVisitor.set(visitorId, history);
    }
    history.push(fact);
  }
  const histories: Fact[][] = [];
  for (const own of byVisitor.values()) histories.push(inOrder(own));
  return histories.sort(([a], [b]) => (a === undefined || b === undefined ? 0 : compareFacts(a, b)));
}

/** Where in a history the user changes, and who signed in there. */
interface SignIn {
  readonly index: number;
  readonly user: string;
}

function signInsOf(history: readonly Fact[], names: UserNames): SignIn[] {
  const signIns: SignIn[] = [];
  let last: string | null = null;
  history.forEach((fact, index) => {
    if (fact.userId === null || fact.userId === last) return;
    const userId = userOf(fact);
    if (userId === null) return;
    last = userId;
    const user = names.nameOf(userId);
    if (signIns.at(-1)?.user !== user) signIns.push({ index, user });
  });
  return signIns;
}

/**
 * Cuts a visitor's history by user: a fact belongs to the user of the nearest sign-in at or before it, and to the first
 * one after it when there is none before. A visitor on which nobody signed in is one segment without a user.
 */
export function segmentsOf(history: readonly Fact[], names: UserNames): Segment[] {
  const visitorId = history[0]?.visitorId ?? "";
  const signIns = signInsOf(history, names);
  const [first, second] = signIns;
  if (second === undefined)
    return [{ visitorId, user: first?.user ?? null, facts: history, isShared: false, isFirst: true, isCurrent: true }];
  const byUser = new Map<string, Fact[]>();
  signIns.forEach(({ index, user }, turn) => {
    const own = byUser.get(user) ?? [];
    for (const fact of history.slice(turn === 0 ? 0 : index, signIns[turn + 1]?.index)) own.push(fact);
    byUser.set(user, own);
  });
  const current = signIns.at(-1)?.user;
  return [...byUser].map(([user, facts]) => {
    return { visitorId, user, facts, isShared: true, isFirst: user === first?.user, isCurrent: user === current };
  });
}
