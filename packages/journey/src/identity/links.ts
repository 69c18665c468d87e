import { EVENT } from "@waystitch/protocol";
import { compareFacts, type Fact } from "../fact.js";
import { kindOf, orderIdOf } from "./nodes.js";
import type { Segment } from "./segments.js";

/** Why an identifier joins nobody. */
export type Refusal = "two_users" | "too_many_visitors";

/** One weak identifier and the segments it may join. */
export interface Link {
  readonly identifier: string;
  /** Indexes into the segments, ascending, with the first fact of each that carries the identifier. */
  readonly members: ReadonlyMap<number, Fact>;
  /** The users among the members. */
  readonly users: ReadonlySet<string>;
  readonly refusedBecause: Refusal | null;
}

/** An e-mail or phone that more visitors than this carry names a shop assistant or a placeholder, not a person. */
export const MAX_VISITORS_PER_IDENTIFIER = 50;

/** True when `a` says more about whose order it is than `b`: a server's word first, then the earlier one. */
const ownsBefore = (a: Fact, b: Fact): boolean => (a.trusted === b.trusted ? compareFacts(a, b) < 0 : a.trusted);

/** The segment that placed an order, and the fact that says so. */
export interface OrderOwner {
  readonly index: number;
  readonly fact: Fact;
}

/** An order joins what servers say about it with the one segment that completed it, never two browsers. */
export function ownersOfOrders(segments: readonly Segment[]): Map<string, OrderOwner> {
  const owners = new Map<string, OrderOwner>();
  segments.forEach((segment, index) => {
    for (const fact of segment.facts) {
      const orderId = orderIdOf(fact);
      if (orderId === null || fact.name !== EVENT.orderCompleted) continue;
      const owner = owners.get(orderId);
      if (owner === undefined || ownsBefore(fact, owner.fact)) owners.set(orderId, { index, fact });
    }
  });
  return owners;
}

/** Every weak identifier of the segments: e-mail, phone and order. */
export function linksOf(segments: readonly Segment[], owners: ReadonlyMap<string, OrderOwner>): Link[] {
  const carriers = new Map<string, Map<number, Fact>>();
  const carry = (identifier: string, index: number, fact: Fact): void => {
    const members = carriers.get(identifier) ?? new Map<number, Fact>();
    if (!members.has(index)) members.set(index, fact);
    carriers.set(identifier, members);
  };
  segments.forEach((segment, index) => {
    for (const fact of segment.facts) {
      for (const identifier of fact.identifiers) carry(identifier, index, fact);
      const orderId = orderIdOf(fact);
      if (orderId !== null && (fact.trusted || owners.get(orderId)?.index === index)) carry(`order:${orderId}`, index, fact);
    }
  });
  return [...carriers].map(([identifier, members]) => {
    const users = new Set<string>();
    const visitors = new Set<string>();
    for (const index of members.keys()) {
      const segment = segments[index];
      if (segment === undefined) continue;
      visitors.add(segment.visitorId);
      if (segment.user !== null) users.add(segment.user);
    }
    const isShared = kindOf(identifier) !== "order" && visitors.size > MAX_VISITORS_PER_IDENTIFIER;
    const refusedBecause = isShared ? "too_many_visitors" : users.size > 1 ? "two_users" : null;
    return { identifier, members, users, refusedBecause };
  });
}
