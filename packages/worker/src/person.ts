import { compareFacts, type Fact, identifierNodesOf, isPlaceholderVisitor, type Person, personsOf, visitorNode } from "@waystitch/journey";
import {
  aloneNode,
  loadPersonKey,
  loadRejectedNaming,
  loadVisitors,
  loadWaitingCarriers,
  type RejectedCandidate,
  type Tables,
} from "@waystitch/store";
import type { Transaction } from "kysely";
import type { Neighbourhood, Start } from "./neighbourhood.js";

/** Who is meant: by a visitor, by an identifier as a node such as user:... or email:..., or by a person id. */
export type Wanted = { readonly visitorId: string } | { readonly identifier: string } | { readonly personId: string };

/** Nobody is meant, or several are; the message says what to do. */
export class NotOnePersonError extends Error {
  override readonly name = "NotOnePersonError";
}

export type Known = Omit<Neighbourhood, "personIds" | "stitched" | "taken">;

/** A person, and everyone tied to them. */
export interface Found {
  readonly neighbourhood: Known;
  /** `null` when no event names who is meant; rejected events and tombstones may. */
  readonly person: Person | null;
}

/** What is the person's alone, and what others share. Nodes. */
export interface Traces {
  readonly facts: readonly Fact[];
  readonly identifiers: readonly string[];
  readonly visitors: readonly string[];
  /** Visitors that others used, too. */
  readonly sharedVisitors: readonly string[];
  readonly rejected: readonly RejectedCandidate[];
  /** What a tombstone is made of. */
  readonly tombstones: readonly string[];
}

/** Reads a neighbourhood, locked or not. */
export type Read<T extends Known = Known> = (start: Start) => Promise<T>;

async function startOf(trx: Transaction<Tables>, siteId: string, wanted: Wanted): Promise<Start> {
  if ("visitorId" in wanted) return { visitorIds: [wanted.visitorId] };
  if ("identifier" in wanted) return { visitorIds: [], identifiers: [wanted.identifier] };
  const key = await loadPersonKey(trx, siteId, wanted.personId);
  const visitors = key === null ? [] : await loadVisitors(trx, key);
  return { visitorIds: visitors.map((visitor) => visitor.visitorId) };
}

/** Adds visitors that wait to be stitched, to which no edge leads yet. What is read last is what they are looked for by. */
export async function readWithWaiting<T extends Known>(trx: Transaction<Tables>, siteId: string, start: Start, read: Read<T>): Promise<T> {
  let visitorIds = start.visitorIds;
  for (;;) {
    const known = await read({ ...start, visitorIds });
    const waiting = await loadWaitingCarriers(trx, siteId, known.identifiers);
    const fresh = waiting.filter((visitorId) => !known.visitorIds.has(visitorId));
    if (fresh.length === 0) return known;
    visitorIds = [...known.visitorIds, ...fresh];
  }
}

const isMeant =
  (wanted: Wanted) =>
  ({ personId, formerIds, visitors, identifiers }: Person): boolean => {
    if ("personId" in wanted) return personId === wanted.personId || formerIds.includes(wanted.personId);
    if ("visitorId" in wanted) return visitors.some((visitor) => visitor.visitorId === wanted.visitorId);
    return identifiers.some(({ identifier }) => identifier === wanted.identifier);
  };

/**
 * Finds the one person that is meant, among the events as they are now.
 * @throws NotOnePersonError when a visitor or an identifier is several persons', or nobody has or had the person id
 */
export async function findPerson(trx: Transaction<Tables>, siteId: string, wanted: Wanted, read: Read): Promise<Found> {
  const neighbourhood = await readWithWaiting(trx, siteId, await startOf(trx, siteId, wanted), read);
  const [person = null, ...others] = personsOf(siteId, neighbourhood.facts).filter(isMeant(wanted));
  if (others.length > 0) {
    const ids = [person, ...others].map((one) => `${one?.personId}${one?.userId == null ? "" : ` (user ${one.userId})`}`);
    throw new NotOnePersonError(`Several persons share that: say which one with --person.\n  ${ids.join("\n  ")}`);
  }
  if (person === null && "personId" in wanted) throw new NotOnePersonError(`Nobody of ${siteId} has or had the id ${wanted.personId}.`);
  return { neighbourhood, person };
}

/** Whose a visitor's doings were at a time: those of its last fact by then, else of its first one. */
function factAt(facts: readonly Fact[], at: number): Fact | undefined {
  return facts.findLast((fact) => fact.at <= at) ?? facts[0];
}

/** What names who is meant but is not theirs alone: with others' facts, or because it stands for many. */
function nodesBetween({ neighbourhood, person }: Found, wanted: Wanted) {
  const facts = person?.facts ?? [];
  const own = new Set(facts);
  const keys = new Set(facts.map((fact) => `${fact.visitorId}\n${fact.eventId}`));
  const others = neighbourhood.facts.filter((fact) => !keys.has(`${fact.visitorId}\n${fact.eventId}`));
  const theirs = new Set(others.flatMap((fact) => [visitorNode(fact.visitorId), ...identifierNodesOf(fact)]));
  const named = "identifier" in wanted ? [wanted.identifier] : [];
  const identifiers = [...new Set([...named, ...facts.flatMap(identifierNodesOf)])].filter((node) => !theirs.has(node));
  const visitorIds = new Set([...("visitorId" in wanted ? [wanted.visitorId] : []), ...facts.map((fact) => fact.visitorId)]);
  return { facts, own, identifiers, visitorIds, theirs };
}

/** Everything in which a person's identifiers stand, apart from what is derived. */
export async function loadTraces(trx: Transaction<Tables>, siteId: string, wanted: Wanted, found: Found): Promise<Traces> {
  const { facts, own, identifiers, visitorIds, theirs } = nodesBetween(found, wanted);
  const isShared = (visitorId: string): boolean => theirs.has(visitorNode(visitorId));
  const visitors = [...visitorIds].filter((visitorId) => !isShared(visitorId) && !isPlaceholderVisitor(visitorId));
  const sharedVisitors = [...visitorIds].filter((visitorId) => isShared(visitorId) && !isPlaceholderVisitor(visitorId));
  const mine = new Set([...identifiers, ...visitors.map(visitorNode)]);
  const historyOf = (visitorId: string) => found.neighbourhood.facts.filter((fact) => fact.visitorId === visitorId).sort(compareFacts);
  const histories = sharedVisitors.map((visitorId) => ({ alone: aloneNode(visitorId), facts: historyOf(visitorId) }));
  const isOwn = ({ nodes, mentions, receivedAt }: RejectedCandidate): boolean => {
    if (mentions || nodes.some((node) => mine.has(node))) return true;
    return histories.some((history) => nodes.includes(history.alone) && own.has(factAt(history.facts, receivedAt) as Fact));
  };
  const candidates = await loadRejectedNaming(trx, siteId, mine, sharedVisitors.map(visitorNode));
  return {
    facts,
    identifiers,
    visitors,
    sharedVisitors,
    rejected: candidates.filter(isOwn),
    tombstones: [...mine, ...sharedVisitors.map(aloneNode)],
  };
}
