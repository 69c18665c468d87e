import { setImmediate } from "node:timers/promises";
import { createKeyedHash, erasedKeyWith, type KeyedHash } from "@waystitch/naming";
import { isObject, type JsonObject, parseTime } from "@waystitch/protocol";
import {
  type Database,
  loadRejected,
  type RejectedEvent,
  type RejectedFilter,
  type Replayed,
  recordBatch,
  removeRejected,
} from "@waystitch/store";
import { distinctEvents, fateIn } from "./commit/group.js";
import { recordIsolated } from "./commit/record-isolated.js";
import { outcomeOf } from "./judge.js";
import type { Received, Recordable } from "./steps/draft.js";
import { isRejection } from "./steps/in-order.js";
import { createSteps } from "./steps/steps.js";
import { createReadUserAgent } from "./steps/user-agent.js";

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** The request in which a rejected event came, as far as it was kept. */
function receivedAgain(siteId: string, { trusted, receivedAt, identifiers, circumstances }: RejectedEvent): Received {
  const { sent_at, user_agent, accept_language, network, country, context } = circumstances;
  return {
    siteId,
    sender: { trusted },
    receivedAt: receivedAt.getTime(),
    sentAt: parseTime(sent_at),
    context: { ok: true, value: isObject(context) ? (context as JsonObject) : {} },
    userAgent: textOf(user_agent),
    acceptLanguage: textOf(accept_language),
    address: textOf(network)?.split("/")[0] ?? "",
    country: textOf(country),
    // They are gone; their hashes stand in `identifiers`.
    keepsContacts: false,
    identifiers,
  };
}

function parsePayload(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

/** Rows that stay in `rejected_events` no longer: they are events now, or were, or nothing may be kept of them. */
const DONE: ReadonlySet<string> = new Set(["accepted", "duplicate", "erased", "past_retention"]);

type Outcome = { readonly id: string; readonly row: Recordable } | { readonly id: string; readonly reason: string };

function createReplay(hash: KeyedHash): (siteId: string, event: RejectedEvent) => Outcome {
  const steps = createSteps({ readUserAgent: createReadUserAgent(), hash, findCountry: () => null });
  return (siteId, event) => {
    const { rejectedId: id } = event;
    if (event.isCut) return { id, reason: "cut" };
    const outcome = outcomeOf(parsePayload(event.payload), receivedAgain(siteId, event), { steps, hash, onStepError: () => undefined });
    return isRejection(outcome) ? { id, reason: outcome.reason } : { id, row: outcome };
  };
}

/** Rejected events read, and stored, at a time. */
export const REPLAY_PAGE = 500;
/** Events judged before others have their turn: a collector takes requests meanwhile. */
const AT_A_TIME = 25;

async function judgeAll<T>(page: readonly RejectedEvent[], judge: (event: RejectedEvent) => T): Promise<readonly T[]> {
  const outcomes: T[] = [];
  for (let from = 0; from < page.length; from += AT_A_TIME) {
    outcomes.push(...page.slice(from, from + AT_A_TIME).map(judge));
    await setImmediate();
  }
  return outcomes;
}

/** Stores a page of replayed events, and says of each what became of it. */
async function store(db: Database, outcomes: readonly Outcome[], hash: KeyedHash): Promise<readonly string[]> {
  const rows = outcomes.flatMap((outcome) => ("row" in outcome ? [outcome] : []));
  const events = distinctEvents([{ events: rows.map(({ row }) => row.event) }]);
  const fateOf = fateIn(await recordIsolated((batch) => recordBatch(db, batch, erasedKeyWith(hash)), events, [], []));
  return outcomes.map((outcome) => {
    if (!("row" in outcome)) return outcome.reason;
    const fate = fateOf(outcome.row.event);
    if (typeof fate === "object") return "storage_refused";
    return fate === "stored" ? "accepted" : fate;
  });
}

/** A page of a site's rejected events, and how those among them are removed that need to stay no longer. */
export interface RejectedPage {
  readonly events: readonly RejectedEvent[];
  /** Changes nothing, and counts what would be accepted, duplicates among it. */
  readonly isTrial: boolean;
  remove(rejectedIds: readonly string[]): Promise<void>;
}

/** Sends a page through today's rules, and adds what became of it to what became of others before. */
export type ReplayPage = (siteId: string, page: RejectedPage, before: Replayed) => Promise<Replayed>;

function addUp({ accepted, duplicate, rejected }: Replayed, fates: readonly string[]): Replayed {
  const counts = new Map<string, number>(Object.entries({ ...rejected, accepted, duplicate }));
  for (const fate of fates) counts.set(fate, (counts.get(fate) ?? 0) + 1);
  const { accepted: nowAccepted = 0, duplicate: nowDuplicate = 0, ...still } = Object.fromEntries(counts);
  return { accepted: nowAccepted, duplicate: nowDuplicate, rejected: still };
}

/** @param secret the installation's, as the collector has it */
export function createReplayPage(db: Database, secret: string): ReplayPage {
  const hash = createKeyedHash(secret);
  const replay = createReplay(hash);
  return async (siteId, { events, isTrial, remove }, before) => {
    const outcomes = await judgeAll(events, (event) => replay(siteId, event));
    if (isTrial)
      return addUp(
        before,
        outcomes.map((outcome) => ("row" in outcome ? "accepted" : outcome.reason)),
      );
    const fates = await store(db, outcomes, hash);
    // Whoever is interrupted here finds them stored the next time, as duplicates.
    await remove(outcomes.filter((_, at) => DONE.has(fates[at] ?? "")).map(({ id }) => id));
    return addUp(before, fates);
  };
}

/** What became of no event. */
const NOTHING: Replayed = { accepted: 0, duplicate: 0, rejected: {} };

/**
 * Sends a site's rejected events through today's rules again: what they accept becomes an event, at the time at which it came, and the
 * rest stays rejected. Can be interrupted and repeated.
 *
 * @param secret the installation's, as the collector has it
 * @param isTrial changes nothing, and counts what would be accepted, duplicates among it
 */
export async function replayRejected(
  db: Database,
  siteId: string,
  filter: RejectedFilter,
  secret: string,
  isTrial: boolean,
): Promise<Replayed> {
  const replayPage = createReplayPage(db, secret);
  const remove = (ids: readonly string[]): Promise<void> => removeRejected(db, siteId, ids);
  let replayed = NOTHING;
  for (let after = ""; ; ) {
    const events = await loadRejected(db, siteId, filter, REPLAY_PAGE, after);
    replayed = await replayPage(siteId, { events, isTrial, remove }, replayed);
    const last = events.at(-1);
    if (last === undefined || events.length < REPLAY_PAGE) return replayed;
    after = last.rejectedId;
  }
}
