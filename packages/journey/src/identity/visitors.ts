import { compareFacts, type Fact, isStandIn } from "../fact.js";
import type { Graph } from "./graph.js";
import type { Link } from "./links.js";
import { carriesIdentity, userNode, userOf } from "./nodes.js";
import type { Segment } from "./segments.js";

/** Why a visitor is this person's: it is the one the person began with, or an identifier says so. */
export type VisitorRule = "own" | "user" | "email" | "phone" | "order";

/** A visitor of a person, and what ties it to the rest of the person. */
export interface PersonVisitor {
  readonly visitorId: string;
  readonly rule: VisitorRule;
  /** The identifier that ties the visitor to the person, as `email:...`; `null` where the rule is `own`. */
  readonly identifier: string | null;
  /** The visitor's first event that carries the identifier, or its first event at all. */
  readonly evidenceEventId: string;
  /** True when other facts of the visitor belong to another person: several users signed in on it. */
  readonly isShared: boolean;
  /** True when facts of the visitor that come later and carry no identity belong to this person. */
  readonly isCurrent: boolean;
}

/**
 * True when a fact surely belongs to the person whose visitor this is, and changes nothing of who anybody is: it only
 * joins the person's facts. The fact must come after the person's last one in the order of `compareFacts`.
 */
export function isFollowedBy(visitor: PersonVisitor, fact: Fact): boolean {
  return visitor.isCurrent && visitor.visitorId === fact.visitorId && !carriesIdentity(fact);
}

interface Proof {
  readonly rule: VisitorRule;
  readonly identifier: string | null;
  readonly fact: Fact;
}

const RANK: Readonly<Record<VisitorRule, number>> = { own: 0, user: 1, email: 2, phone: 3, order: 4 };

/** The better proof first: by rule, then the earlier one, then by identifier. */
function compareProofs(a: Proof, b: Proof): number {
  const byRule = RANK[a.rule] - RANK[b.rule] || compareFacts(a.fact, b.fact);
  return byRule !== 0 ? byRule : (a.identifier ?? "") < (b.identifier ?? "") ? -1 : 1;
}

/** The segment a person began with: the earliest, a real browser before a stand-in. */
export function homeOf(indexes: readonly number[], { segments }: Graph): number {
  const real = indexes.find((index) => !isStandIn(segments[index]?.visitorId ?? "@"));
  return real ?? indexes[0] ?? -1;
}

/** What the segment needs no other segment for: its sign-in, or that the person began with it. */
function ownProof({ user, facts }: Segment): Proof | null {
  if (user !== null)
    for (const fact of facts) {
      const userId = userOf(fact);
      if (userId !== null) return { rule: "user", identifier: userNode(userId), fact };
    }
  const [first] = facts;
  return first === undefined ? null : { rule: "own", identifier: null, fact: first };
}

/** Whether a link ties two segments of one group: across bearers when it is open on both sides, or an order to who placed it. */
function ties(link: Link, a: number, b: number, { groups, bearers, refusals }: Graph): boolean {
  if (groups[a] !== groups[b]) return false;
  if (link.kind === "order" && bearers[a] === bearers[b]) return true;
  return link.joining.length > 0 && refusals[a] === null && refusals[b] === null;
}

/** The best proof of each segment that is one link away from some others and not proven yet. */
function nextProofs(layer: Iterable<number>, proofs: ReadonlyMap<number, Proof>, done: Set<Link>, graph: Graph): Map<number, Proof> {
  const next = new Map<number, Proof>();
  for (const from of layer)
    for (const { link } of graph.carried[from] ?? []) {
      if (done.has(link)) continue;
      for (const { index, fact } of link.carriers) {
        if (proofs.has(index) || !ties(link, from, index, graph)) continue;
        const proof: Proof = { rule: link.kind as VisitorRule, identifier: link.identifier, fact };
        const known = next.get(index);
        if (known === undefined || compareProofs(proof, known) < 0) next.set(index, proof);
      }
      if (link.joining.length > 0 && graph.refusals[from] === null) done.add(link);
    }
  return next;
}

/**
 * Proves each segment by the fewest links that lead from it to the user's sign-ins, or to where the person began: who
 * follows the identifiers from visitor to visitor arrives there.
 */
function proofsOf(indexes: readonly number[], graph: Graph): Map<number, Proof> {
  const proofs = new Map<number, Proof>();
  const isKnown = (index: number): boolean => graph.segments[index]?.user !== null;
  const begin = indexes.some(isKnown) ? indexes.filter(isKnown) : [homeOf(indexes, graph)];
  let layer = new Map<number, Proof>();
  for (const index of begin) {
    const segment = graph.segments[index];
    const proof = segment === undefined ? null : ownProof(segment);
    if (proof !== null) layer.set(index, proof);
  }
  const done = new Set<Link>();
  while (layer.size > 0) {
    for (const [index, proof] of layer) proofs.set(index, proof);
    layer = proofs.size < indexes.length ? nextProofs(layer.keys(), proofs, done, graph) : new Map();
  }
  return proofs;
}

function visitorOf({ visitorId, isShared, isCurrent }: Segment, { rule, identifier, fact }: Proof): PersonVisitor {
  return { visitorId, rule, identifier, evidenceEventId: fact.eventId, isShared, isCurrent };
}

/** The visitors of a group, each with its proof. */
export function visitorsOf(indexes: readonly number[], graph: Graph): PersonVisitor[] {
  const proofs = indexes.length > 1 ? proofsOf(indexes, graph) : null;
  const visitors: PersonVisitor[] = [];
  for (const index of indexes) {
    const segment = graph.segments[index];
    const proof = proofs?.get(index) ?? (segment && ownProof(segment));
    if (segment !== undefined && proof) visitors.push(visitorOf(segment, proof));
  }
  return visitors;
}
