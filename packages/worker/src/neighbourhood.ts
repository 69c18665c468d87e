import { type Fact, identifierNodesOf, visitorNode } from "@waystitch/journey";
import {
  type Edge,
  loadEdges,
  loadFacts,
  loadIdentityFacts,
  lockNodes,
  recordEdges,
  removeEdges,
  removeNodes,
  type Tables,
  takeQueued,
} from "@waystitch/store";
import type { Transaction } from "kysely";

/** Everyone who is, directly or through others, tied to some visitors, locked until the transaction ends. */
export interface Neighbourhood {
  readonly visitorIds: ReadonlySet<string>;
  readonly facts: readonly Fact[];
  /** Persons that the visitors were made into last, and the visitors that were made into any. */
  readonly personIds: ReadonlySet<string>;
  readonly stitched: ReadonlySet<string>;
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

/** Where a search for a neighbourhood begins: at visitors, and at identifiers as nodes. */
export interface Start {
  readonly visitorIds: Iterable<string>;
  readonly identifiers?: Iterable<string>;
}

const nodesAt = ({ visitorIds, identifiers = [] }: Start): string[] => [...[...visitorIds].map(visitorNode), ...identifiers];

const identifiersAmong = (nodes: Iterable<string>): Set<string> => new Set([...nodes].filter((node) => !node.startsWith(VISITOR)));

/** Everyone tied to some visitors, as one snapshot shows them: for reading only, nothing is locked. */
export async function loadNeighbourhood(
  trx: Transaction<Tables>,
  siteId: string,
  start: Start,
): Promise<Omit<Neighbourhood, "personIds" | "stitched" | "taken">> {
  const nodes = await reachFrom(trx, siteId, nodesAt(start));
  const visitorIds = new Set(visitorsAmong(nodes));
  return { visitorIds, facts: await loadFacts(trx, siteId, visitorIds), identifiers: identifiersAmong(nodes) };
}

/** The facts of everyone tied to some visitors. */
export async function loadNeighbourhoodFacts(
  trx: Transaction<Tables>,
  siteId: string,
  visitorIds: Iterable<string>,
): Promise<readonly Fact[]> {
  return (await loadNeighbourhood(trx, siteId, { visitorIds })).facts;
}

const keyOf = ({ node, neighbour }: Edge): string => `${node}\n${neighbour}`;
const turned = ({ node, neighbour }: Edge): Edge => ({ node: neighbour, neighbour: node });

/** What is written of a neighbourhood, and what its facts show. */
interface Graph {
  readonly nodes: ReadonlySet<string>;
  readonly known: readonly Edge[];
  readonly facts: readonly Fact[];
  readonly seen: readonly Edge[];
}

/** Writes down the edges that facts show, and takes away edges and nodes that none shows any more, because events were erased. */
async function settleGraph(trx: Transaction<Tables>, siteId: string, { nodes, known, facts, seen }: Graph): Promise<void> {
  const shown = new Map(seen.map((edge) => [keyOf(edge), edge]));
  const recorded = new Set(known.map(keyOf));
  const missing = [...shown].filter(([key]) => !recorded.has(key)).map(([, edge]) => edge);
  await recordEdges(trx, siteId, missing);
  const stale = known.filter((edge) => !shown.has(keyOf(edge)) && !shown.has(keyOf(turned(edge))));
  await removeEdges(trx, siteId, stale);
  const visitors = new Set(facts.map((fact) => fact.visitorId));
  const identifiers = new Set(seen.map((edge) => edge.neighbour));
  const isShown = (node: string): boolean => (node.startsWith(VISITOR) ? visitors.has(node.slice(VISITOR.length)) : identifiers.has(node));
  const empty = [...nodes].filter((node) => !isShown(node));
  await removeNodes(trx, siteId, empty);
}

/**
 * Finds and locks the whole neighbourhood of some visitors and records its edges.
 *
 * Nodes are locked in one sorted order, and what leads away from a node is read again once the node is locked. When
 * somebody tied more to it in between, the newcomers are locked as well and the reading is repeated.
 */
export async function lockNeighbourhood(trx: Transaction<Tables>, siteId: string, start: Start): Promise<Neighbourhood> {
  const nodes = new Set<string>();
  const personIds = new Set<string>();
  const stitched = new Set<string>();
  const taken: string[] = [];
  let wanted = await reachFrom(trx, siteId, nodesAt(start));
  for (;;) {
    const fresh = [...wanted].filter((node) => !nodes.has(node));
    for (const [node, persons] of await lockNodes(trx, siteId, fresh)) {
      nodes.add(node);
      for (const person of persons) personIds.add(person);
      if (persons.length > 0) stitched.add(node);
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

    await settleGraph(trx, siteId, { nodes, known, facts, seen });
    return {
      visitorIds: new Set(visitorsAmong(nodes)),
      facts,
      personIds,
      stitched: new Set(visitorsAmong(stitched)),
      taken,
      identifiers: identifiersAmong(nodes),
    };
  }
}
