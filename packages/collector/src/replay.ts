import { createKeyedHash, erasedKeyWith, type KeyedHash } from "@waystitch/naming";
import { isObject, type JsonObject, parseTime } from "@waystitch/protocol";
import { type Database, loadRejected, type RejectedEvent, type RejectedFilter, recordBatch, removeRejected } from "@waystitch/store";
import { distinctEvents, fateIn } from "./commit/group.js";
import { recordIsolated } from "./commit/record-isolated.js";
import { outcomeOf } from "./judge.js";
import type { Received, Recordable } from "./steps/draft.js";
import { isRejection } from "./steps/in-order.js";
import { createSteps } from "./steps/steps.js";
import { createReadUserAgent } from "./steps/user-agent.js";

/** What became of rejected events that went through the rules again. */
export interface Replayed {
  /** Stored now. */
  readonly accepted: number;
  /** The same event had been stored meanwhile. */
  readonly duplicate: number;
  /**
   * Rejected still, by reason; what was too long to be kept whole is among them as `cut`. What names somebody who was erased, or is older
   * than what the site keeps, is among them as `erased` or `past_retention`, and removed.
   */
  readonly rejected: Readonly<Record<string, number>>;
}

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

const PAGE = 500;

/** Stores a page of replayed events, and says of each what became of it. */
async function store(db: Database, siteId: string, outcomes: readonly Outcome[], hash: KeyedHash): Promise<readonly string[]> {
  const rows = outcomes.flatMap((outcome) => ("row" in outcome ? [outcome] : []));
  const events = distinctEvents([{ events: rows.map(({ row }) => row.event) }]);
  const fateOf = fateIn(await recordIsolated((batch) => recordBatch(db, batch, erasedKeyWith(hash)), events, [], []));
  const fates = outcomes.map((outcome) => {
    if (!("row" in outcome)) return outcome.reason;
    const fate = fateOf(outcome.row.event);
    if (typeof fate === "object") return "storage_refused";
    return fate === "stored" ? "accepted" : fate;
  });
  // Whoever is interrupted here finds them stored the next time, as duplicates.
  const done = outcomes.filter((_, at) => DONE.has(fates[at] ?? ""));
  await removeRejected(
    db,
    siteId,
    done.map(({ id }) => id),
  );
  return fates;
}

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
  const hash = createKeyedHash(secret);
  const replay = createReplay(hash);
  const counts = new Map<string, number>();
  for (let after = ""; ; ) {
    const page = await loadRejected(db, siteId, filter, PAGE, after);
    const outcomes = page.map((event) => replay(siteId, event));
    const fates = isTrial
      ? outcomes.map((outcome) => ("row" in outcome ? "accepted" : outcome.reason))
      : await store(db, siteId, outcomes, hash);
    for (const fate of fates) counts.set(fate, (counts.get(fate) ?? 0) + 1);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.rejectedId;
  }
  const { accepted = 0, duplicate = 0, ...rejected } = Object.fromEntries(counts);
  return { accepted, duplicate, rejected };
}
