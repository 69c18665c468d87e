import { compareFacts, type Fact } from "../fact.js";
import { type Graph, graphOf } from "./graph.js";
import { foreignMentionsOf, identifiersOf, type PersonIdentifier } from "./identifiers.js";
import { carriesIdentity, userNode } from "./nodes.js";
import { personIdOf } from "./person-id.js";
import { historiesOf, type Segment, segmentsOf } from "./segments.js";
import { userNamesOf } from "./user-names.js";
import { homeOf, type PersonVisitor, visitorsOf } from "./visitors.js";

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

/** The home key of a visitor: its id, but never one that could be a user's key. */
export function visitorKeyOf(visitorId: string): string {
  return /^(?:user|visitor):/.test(visitorId) ? `visitor:${visitorId}` : visitorId;
}

/** A visitor that carries nothing is a person of its own. */
function strangerOf(siteId: string, facts: readonly Fact[]): Person {
  const [first] = facts;
  const { visitorId = "", eventId: evidenceEventId = "" } = first ?? {};
  return {
    personId: personIdOf(siteId, visitorKeyOf(visitorId)),
    userId: null,
    visitors: [{ visitorId, rule: "own", identifier: null, evidenceEventId, isShared: false, isCurrent: true }],
    identifiers: [],
    formerIds: [],
    foreignOrders: [],
    facts,
  };
}

/** Ids the person would have if less were known: of each visitor that it was the first to use, and of each user id given up. */
function formerIdsOf(siteId: string, homeKey: string, userId: string | null, own: readonly Segment[], { names }: Graph): string[] {
  if (userId === null && own.length === 1) return [];
  const keys = new Set<string>();
  for (const { isFirst, visitorId } of own) if (isFirst) keys.add(visitorKeyOf(visitorId));
  if (userId !== null) for (const former of names.formerIdsOf(userId)) keys.add(userNode(former));
  keys.delete(homeKey);
  return [...keys].map((key) => personIdOf(siteId, key));
}

/** The person that some segments, by index, are. */
function personOf(siteId: string, indexes: readonly number[], graph: Graph): Person {
  const own = indexes.map((index) => graph.segments[index]).filter((segment) => segment !== undefined);
  const [only] = own;
  const facts = own.length === 1 && only !== undefined ? only.facts : own.flatMap((segment) => segment.facts).sort(compareFacts);
  const userId = own.find((segment) => segment.user !== null)?.user ?? null;
  const homeKey = userId === null ? visitorKeyOf(graph.segments[homeOf(indexes, graph)]?.visitorId ?? "") : userNode(userId);
  const foreign = foreignMentionsOf(indexes, graph);
  return {
    personId: personIdOf(siteId, homeKey),
    userId,
    visitors: visitorsOf(indexes, graph),
    identifiers: identifiersOf(indexes, userId, facts, foreign, graph),
    formerIds: formerIdsOf(siteId, homeKey, userId, own, graph),
    foreignOrders: [...foreign.keys()],
    facts,
  };
}

/** Indexes under the name of their group. */
function membersOf(groups: readonly number[]): Map<number, number[]> {
  const members = new Map<number, number[]>();
  groups.forEach((group, index) => {
    const list = members.get(group);
    if (list) list.push(index);
    else members.set(group, [index]);
  });
  return members;
}

/**
 * Makes persons of facts: a pure function of the set of facts. Give it whole neighbourhoods: a fact that shares an
 * identifier with one outside the set could change the result.
 */
export function personsOf(siteId: string, facts: readonly Fact[]): Person[] {
  const histories = historiesOf(facts);
  const known = histories.map((history) => history.some(carriesIdentity));
  const names = userNamesOf(histories.filter((_, index) => known[index]));
  const segments: Segment[] = [];
  /** The place of each history or segment among all, so that persons come in the order in which they were first seen. */
  const places: number[] = [];
  const persons: (Person | undefined)[] = [];
  histories.forEach((history, index) => {
    if (known[index] !== true) {
      persons.push(strangerOf(siteId, history));
      return;
    }
    for (const segment of segmentsOf(history, names)) {
      places.push(persons.push(undefined) - 1);
      segments.push(segment);
    }
  });
  const graph = graphOf(segments, names);
  for (const indexes of membersOf(graph.groups).values()) persons[places[indexes[0] ?? -1] ?? -1] = personOf(siteId, indexes, graph);
  return persons.filter((person) => person !== undefined);
}
