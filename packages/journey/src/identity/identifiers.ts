import { compareFacts, type Evidence, evidenceOf, type Fact } from "../fact.js";
import type { Graph } from "./graph.js";
import type { Link } from "./links.js";
import type { Mention } from "./mentions.js";
import { type NodeKind, orderNode, userNode } from "./nodes.js";
import type { Refusal } from "./refusals.js";

/** An identifier a person was seen with, the first event that carried it, and whether it ties the person together. */
export interface PersonIdentifier extends Evidence {
  readonly identifier: string;
  readonly kind: NodeKind;
  /** Why not everyone who carries the identifier is this person; `null` when they are, but for kiosks. */
  readonly refusedBecause: Refusal | null;
}

/** The user's ids: the one that remains, proven by its first sign-in, and those given up, each proven by the first alias that names it. */
function userIdentifiers(userId: string, facts: readonly Fact[], { names }: Graph): PersonIdentifier[] {
  const signIn = facts.find((fact) => fact.userId === userId) ?? names.aliasNaming(userId);
  const proofs: [string, Fact | undefined][] = [[userId, signIn]];
  for (const former of names.formerIdsOf(userId)) proofs.push([former, names.aliasNaming(former)]);
  return proofs.flatMap(([id, fact]) =>
    fact === undefined ? [] : [{ identifier: userNode(id), kind: "user", refusedBecause: null, ...evidenceOf(fact) }],
  );
}

/** What a group shows of a link: the segments that carry it, and which of them did first. */
interface Showing {
  readonly own: readonly number[];
  readonly at: number;
  readonly first: Fact;
}

/** Why a link does not make everyone who carries it one with a group. */
function refusalOf(link: Link, { own, at }: Showing, { groups, refusals, split }: Graph): Refusal | null {
  if (link.kind === "order" && link.carriers.every(({ index }) => groups[index] === groups[at])) return null;
  const isBridge = own.some((index) => refusals[index] === null);
  if (!isBridge) return refusals[at] ?? null;
  return link.refusedBecause ?? (split.has(link) ? "between_users" : null);
}

function shown(link: Link, showing: Showing, graph: Graph): PersonIdentifier {
  const { identifier, kind } = link;
  return { identifier, kind, refusedBecause: refusalOf(link, showing, graph), ...evidenceOf(showing.first) };
}

/** The e-mails, phones and orders that a group carries, each with its first fact there. */
function carriedIdentifiers(indexes: readonly number[], graph: Graph): PersonIdentifier[] {
  const [only = -1, second] = indexes;
  if (second === undefined)
    return (graph.carried[only] ?? []).map(({ link, fact }) => shown(link, { own: indexes, at: only, first: fact }, graph));
  const found = new Map<Link, { readonly own: number[]; at: number; first: Fact }>();
  for (const index of indexes)
    for (const { link, fact } of graph.carried[index] ?? []) {
      const known = found.get(link);
      if (known === undefined) {
        found.set(link, { own: [index], at: index, first: fact });
        continue;
      }
      known.own.push(index);
      if (compareFacts(fact, known.first) > 0) continue;
      known.at = index;
      known.first = fact;
    }
  return [...found].map(([link, showing]) => shown(link, showing, graph));
}

/** A group's mentions of orders that another group placed, the first of each order. */
export function foreignMentionsOf(indexes: readonly number[], { mentions, owners, groups }: Graph): Map<string, Mention> {
  const found = new Map<string, Mention>();
  for (const index of indexes)
    for (const mention of mentions[index] ?? []) {
      if (mention.orderId === null) continue;
      const owner = owners.get(mention.orderId);
      if (owner === undefined || groups[owner.index] === groups[index]) continue;
      const known = found.get(mention.orderId);
      if (known === undefined || compareFacts(mention.fact, known.fact) < 0) found.set(mention.orderId, mention);
    }
  return found;
}

/** Every identifier a person was seen with: the user's ids, then e-mails, phones and orders. */
export function identifiersOf(
  indexes: readonly number[],
  userId: string | null,
  facts: readonly Fact[],
  foreign: ReadonlyMap<string, Mention>,
  graph: Graph,
): PersonIdentifier[] {
  const identifiers = userId === null ? [] : userIdentifiers(userId, facts, graph);
  for (const carried of carriedIdentifiers(indexes, graph)) identifiers.push(carried);
  if (foreign.size === 0) return identifiers;
  const known = new Set(identifiers.map(({ identifier }) => identifier));
  for (const [orderId, { fact }] of foreign) {
    const identifier = orderNode(orderId);
    if (!known.has(identifier)) identifiers.push({ identifier, kind: "order", refusedBecause: "placed_elsewhere", ...evidenceOf(fact) });
  }
  return identifiers;
}
