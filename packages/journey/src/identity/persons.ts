import { compareFacts, type Evidence, evidenceOf, type Fact, isStandIn, orderFacts } from "../fact.js";
import { groupsOf } from "./groups.js";
import { type Link, linksOf, ownersOfOrders, type Refusal } from "./links.js";
import { aliasOf, kindOf, type NodeKind, orderIdOf, userNode, userOf } from "./nodes.js";
import { personIdOf } from "./person-id.js";
import { type Segment, segmentsOf, userNames } from "./segments.js";

/** Why a visitor is this person's: it is the one the person began with, or an identifier says so. */
export type VisitorRule = "own" | "user" | "email" | "phone" | "order";

export interface PersonVisitor {
  readonly visitorId: string;
  readonly rule: VisitorRule;
  readonly evidenceEventId: string;
}

export interface PersonIdentifier extends Evidence {
  readonly identifier: string;
  readonly kind: NodeKind;
  readonly refusedBecause: Refusal | null;
}

/** Who a person is, and why. */
export interface Identity {
  readonly personId: string;
  readonly userId: string | null;
  readonly visitors: readonly PersonVisitor[];
  readonly identifiers: readonly PersonIdentifier[];
  /** Ids the person may have had while less was known. */
  readonly formerIds: readonly string[];
  /** Orders among the facts that are somebody else's: a thank-you page opened in another browser. */
  readonly foreignOrders: readonly string[];
}

/** A human, as far as the facts tell. */
export interface Person extends Identity {
  /** The person's facts, in order. */
  readonly facts: readonly Fact[];
}

/** The key that decides the person's id: the user, or else the visitor seen first, a real browser before a stand-in. */
function homeKeyOf(userId: string | null, facts: readonly Fact[]): string {
  if (userId !== null) return userNode(userId);
  const first = facts.find((fact) => !isStandIn(fact.visitorId)) ?? facts[0];
  return first?.visitorId ?? "";
}

const RULES = ["user", "email", "phone", "order"] as const;

/** @param links those that the segment carries */
function visitorOf(segment: Segment | undefined, index: number, homeKey: string, links: readonly Link[]): PersonVisitor[] {
  const first = segment?.facts[0];
  if (segment === undefined || first === undefined) return [];
  const signIn = segment.user === null ? undefined : segment.facts.find((fact) => userOf(fact) !== null);
  if (segment.visitorId !== homeKey || signIn !== undefined) {
    const proofs = links.filter((link) => link.refusedBecause === null && link.members.size > 1);
    for (const rule of RULES) {
      const proof = rule === "user" ? signIn : proofs.find((link) => kindOf(link.identifier) === rule)?.members.get(index);
      if (proof !== undefined) return [{ visitorId: segment.visitorId, rule, evidenceEventId: proof.eventId }];
    }
  }
  return [{ visitorId: segment.visitorId, rule: "own", evidenceEventId: first.eventId }];
}

/** @param links those that any of the segments carries, each once */
function identifiersOf(
  indexes: ReadonlySet<number>,
  links: Iterable<Link>,
  userId: string | null,
  facts: readonly Fact[],
): PersonIdentifier[] {
  const identifiers: PersonIdentifier[] = [];
  const signIn = facts.find((fact) => userOf(fact) !== null);
  if (userId !== null && signIn !== undefined)
    identifiers.push({ identifier: userNode(userId), kind: "user", refusedBecause: null, ...evidenceOf(signIn) });
  for (const { identifier, members, refusedBecause } of links) {
    const carriers = [...members].filter(([index]) => indexes.has(index)).map(([, fact]) => fact);
    const evidence = carriers.sort(compareFacts)[0];
    if (evidence !== undefined) identifiers.push({ identifier, kind: kindOf(identifier), refusedBecause, ...evidenceOf(evidence) });
  }
  return identifiers;
}

/** The links that each segment carries. */
function linksBySegment(segments: readonly Segment[], links: readonly Link[]): Link[][] {
  const carried = segments.map((): Link[] => []);
  for (const link of links) for (const index of link.members.keys()) carried[index]?.push(link);
  return carried;
}

/** Orders completed among the facts that belong to another group. */
function foreignOrdersOf(facts: readonly Fact[], isOwn: (orderId: string) => boolean): string[] {
  return [...new Set(facts.flatMap((fact) => orderIdOf(fact) ?? []))].filter((orderId) => !isOwn(orderId));
}

/** The first segment of every visitor: a shared browser's own id leads to whoever used it first. */
function firstUses(segments: readonly Segment[]): Set<Segment> {
  const first = new Map<string, Segment>();
  for (const segment of segments) if (!first.has(segment.visitorId)) first.set(segment.visitorId, segment);
  return new Set(first.values());
}

/** The ids of each user that an alias gave up for another. */
function formerUsers(facts: readonly Fact[], nameOf: (user: string) => string): Map<string, Set<string>> {
  const former = new Map<string, Set<string>>();
  for (const user of facts.flatMap((fact) => [userOf(fact), ...(aliasOf(fact) ?? [])])) {
    if (user === null || nameOf(user) === user) continue;
    former.set(nameOf(user), (former.get(nameOf(user)) ?? new Set()).add(user));
  }
  return former;
}

/** Segments under the number of their group. */
function membersOf(groups: readonly number[]): number[][] {
  const members = new Map<number, number[]>();
  groups.forEach((group, index) => {
    const list = members.get(group);
    if (list) list.push(index);
    else members.set(group, [index]);
  });
  return [...members.values()];
}

/**
 * Makes persons of facts: a pure function of the set of facts. Give it whole neighbourhoods: a fact that shares an
 * identifier with one outside the set could change the result.
 */
export function personsOf(siteId: string, facts: readonly Fact[]): Person[] {
  const ordered = orderFacts(facts);
  const nameOf = userNames(ordered);
  const segments = segmentsOf(ordered, nameOf);
  const owners = ownersOfOrders(segments);
  const links = linksOf(segments, owners);
  const carried = linksBySegment(segments, links);
  const groups = groupsOf(segments, links);
  const first = firstUses(segments);
  const former = formerUsers(ordered, nameOf);

  return membersOf(groups).map((indexes) => {
    const own = indexes.map((index) => segments[index]).filter((segment) => segment !== undefined);
    const userId = own.find((segment) => segment.user !== null)?.user ?? null;
    const theirs = own.flatMap((segment) => segment.facts).sort(compareFacts);
    const homeKey = homeKeyOf(userId, theirs);
    const keys = new Set(own.filter((segment) => first.has(segment)).map((segment) => segment.visitorId));
    if (userId !== null) for (const user of former.get(userId) ?? []) keys.add(userNode(user));
    keys.delete(homeKey);
    return {
      personId: personIdOf(siteId, homeKey),
      userId,
      visitors: indexes.flatMap((index) => visitorOf(segments[index], index, homeKey, carried[index] ?? [])),
      identifiers: identifiersOf(new Set(indexes), new Set(indexes.flatMap((index) => carried[index] ?? [])), userId, theirs),
      formerIds: [...keys].map((key) => personIdOf(siteId, key)),
      foreignOrders: foreignOrdersOf(theirs, (orderId) => {
        const owner = owners.get(orderId);
        return owner === undefined || groups[owner.index] === groups[indexes[0] ?? -1];
      }),
      facts: theirs,
    };
  });
}
