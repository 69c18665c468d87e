import { type Fact, identifierNodesOf, visitorNode } from "@waystitch/journey";
import { type Edge, loadEdges, loadFacts, loadIdentityFacts, lockNodes, recordEdges, type Tables, takeQueued } from "@waystitch/store";
import type { Transaction } from "kysely";

/** Everyone who is, directly or through others, tied to some visitors, locked until the transaction ends. */
export interface Neighbourhood {
  readonly visitorIds: ReadonlySet<string>;
  readonly facts: readonly Fact[];
  /** Persons that the visitors were made into last. */
  readonly personIds: ReadonlySet<string>;
  /** Those of its visitors who waited in the queue, too: what they waited for is among the facts. */
  readonly taken: readonly string[];
  /** Identifiers of the neighbourhood, as nodes. */
  readonly identifiers: ReadonlySet<string>;
}

const VISITOR = visitorNode("");

const visitorsAmong = (nodes: Iterable<string>): string[] =>
  [...nodes].filter((node) => node.startsWith(VISITOR)).map((node) => node.slice(VISITOR.length));

const edgesOf = (facts: readonly Fact[]): Edge[] =>
  facts.flatMap((fact) => identifierNodesOf(fact).map((neighbour) => ({ node: visitorNode(fact.visitorId), neighbour })));

/** Adds what lies beyond some nodes until nothing new appears; reads without locks, so the result is only a first guess. */
async function reachFrom(trx: Transaction<Tables>, siteId: string, start: Iterable<string>): Promise<Set<string>> {
  const reached = new Set(start);
  for (let fresh: string[] = [...reached]; fresh.length > 0; ) {
    const facts = await loadIdentityFacts(trx, siteId, visitorsAmong(fresh));
    const beyond = [...edgesOf(facts), ...(await loadEdges(trx, siteId, fresh))].map((edge) => edge.neighbour);
    const identifiers = facts.flatMap(identifierNodesOf);
    fresh = [...new Set([...beyond, ...identifiers])].filter((node) => !reached.has(node));
    for (const node of fresh) reached.add(node);
  }
  return reached;
}

/** The facts of everyone tied to some visitors, as one snapshot shows them: for reading only, nothing is locked. */
export async function loadNeighbourhoodFacts(trx: Transaction<Tables>, siteId: string, visitorIds: Iterable<string>): Promise<Fact[]> {
  const nodes = await reachFrom(trx, siteId, [...visitorIds].map(visitorNode));
  return await loadFacts(trx, siteId, visitorsAmong(nodes));
}

/**
 * Finds and locks the whole neighbourhood of some visitors and records its edges.
 *
 * Nodes are locked in one sorted order, and what leads away from a node is read again once the node is locked. When
 * somebody tied more to it in between, the newcomers are locked as well and the reading is repeated.
 */
export async function lockNeighbourhood(trx: Transaction<Tables>, siteId: string, visitorIds: Iterable<string>): Promise<Neighbourhood> {
  const nodes = new Set<string>();
  const personIds = new Set<string>();
  const taken: string[] = [];
  let wanted = await reachFrom(trx, siteId, [...visitorIds].map(visitorNode));
  for (;;) {
    const fresh = [...wanted].filter((node) => !nodes.has(node));
    for (const [node, persons] of await lockNodes(trx, siteId, fresh)) {
      nodes.add(node);
      for (const person of persons) personIds.add(person);
    }
    // Before the facts are read, so that none is missed for which a row was taken.
    const queued = await takeQueued(
      trx,
      visitorsAmong(fresh).map((visitorId) => ({ siteId, visitorId })),
    );
    taken.push(...queued.map(({ visitorId }) => visitorId));
    const facts = await loadFacts(trx, siteId, visitorsAmong(nodes));
    const known = await loadEdges(trx, siteId, nodes);
    const seen = edgesOf(facts);
    wanted = new Set([...known, ...seen].map((edge) => edge.neighbour));
    if ([...wanted].some((node) => !nodes.has(node))) continue;

    const recorded = new Set(known.map((edge) => `${edge.node}\n${edge.neighbour}`));
    const missing = new Map(seen.map((edge) => [`${edge.node}\n${edge.neighbour}`, edge]));
    for (const key of recorded) missing.delete(key);
    await recordEdges(trx, siteId, [...missing.values()]);
    const visitors = new Set(visitorsAmong(nodes));
    return { visitorIds: visitors, facts, personIds, taken, identifiers: new Set([...nodes].filter((node) => !node.startsWith(VISITOR))) };
  }
}
