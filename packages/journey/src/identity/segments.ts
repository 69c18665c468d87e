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

/** The user each fact belongs to: of the nearest sign-in at or before it, and of the first one after it when there is none before. */
function usersOf(history: readonly Fact[], names: UserNames): string[] | null {
  let last: string | null = null;
  let name: string | undefined;
  const users: string[] = [];
  for (const fact of history) {
    if (fact.userId !== null && fact.userId !== last) {
      const userId = userOf(fact);
      if (userId !== null) {
        last = userId;
        const before = name;
        name = names.nameOf(userId);
        if (before === undefined) users.fill(name);
      }
    }
    users.push(name ?? "");
  }
  return name === undefined ? null : users;
}

/** Cuts a visitor's history by user. A visitor on which nobody signed in is one segment without a user. */
export function segmentsOf(history: readonly Fact[], names: UserNames): Segment[] {
  const visitorId = history[0]?.visitorId ?? "";
  const users = usersOf(history, names);
  if (users === null) return [{ visitorId, user: null, facts: history, isShared: false, isFirst: true, isCurrent: true }];
  const [first] = users;
  const current = users.at(-1);
  const byUser = new Map<string, Fact[]>();
  history.forEach((fact, index) => {
    const user = users[index] ?? "";
    const own = byUser.get(user);
    if (own) own.push(fact);
    else byUser.set(user, [fact]);
  });
  const isShared = byUser.size > 1;
  return [...byUser].map(([user, facts]) => ({ visitorId, user, facts, isShared, isFirst: user === first, isCurrent: user === current }));
}
