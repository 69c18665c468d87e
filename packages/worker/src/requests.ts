import {
  type Claimed,
  claimRequest,
  type Database,
  delayRequest,
  type ErasedKey,
  endRequest,
  KEPT_MS,
  noteMissingSecret,
  type RequestKind,
  type RequestProblem,
  recordAudit,
  recordExport,
  removeOldExports,
  type Tables,
} from "@waystitch/store";
import { sql, type Transaction } from "kysely";
import { erasePersonIn, RebuildUnderWayError } from "./erase.js";
import { exportPerson } from "./export.js";
import { codeOf, inTransaction } from "./in-transaction.js";
import { startLoop, type Worker } from "./loop.js";
import { NotOnePersonError } from "./person.js";

/** What carries out the requests of people, and whom it tells. */
export interface RequestsOptions {
  readonly db: Database;
  readonly now: () => number;
  /** How often it looks for requests, in milliseconds. */
  readonly pollMs: number;
  /** How tombstones are named; without it nobody is erased. */
  readonly erasedKey: ErasedKey | null;
  readonly onCarriedOut?: (carriedOut: CarriedOut) => void;
  readonly onError?: (error: unknown) => void;
}

/** What became of a request. */
export interface CarriedOut {
  readonly requestId: string;
  readonly siteId: string;
  readonly kind: RequestKind;
  /** `null` when it is done. */
  readonly problem: RequestProblem | null;
  readonly error?: unknown;
}

type CarryOut = (trx: Transaction<Tables>, claimed: Claimed, now: number) => Promise<void>;

const eraseWith =
  (erasedKey: ErasedKey): CarryOut =>
  async (trx, { requestId, siteId, personId, askedBy }, now) => {
    const { events } = await erasePersonIn(trx, siteId, { personId }, erasedKey, now);
    // Nothing that would lead back to the person.
    await recordAudit(trx, { siteId, actor: askedBy, action: "person_erased", detail: { events, request: requestId } });
  };

const exportFile: CarryOut = async (trx, { requestId, siteId, personId, isWhole }) =>
  await recordExport(trx, siteId, requestId, exportPerson(trx, siteId, { personId }, isWhole));

function problemOf(error: unknown): RequestProblem {
  if (error instanceof NotOnePersonError) return "nobody";
  if (error instanceof RebuildUnderWayError) return "rebuild_under_way";
  return ["55P03", "40001", "40P01"].includes(codeOf(error)) ? "busy" : "error";
}

const FIRST_DELAY_MS = 15_000;
const LONGEST_DELAY_MS = 3_600_000;

async function noteProblem(db: Database, { requestId, tries }: Claimed, problem: RequestProblem, now: number): Promise<void> {
  // Asked again, it would be nobody again.
  if (problem === "nobody") return await endRequest(db, requestId, problem);
  await delayRequest(db, requestId, problem, new Date(now + Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** tries)));
}

/**
 * Carries out the request of a kind that has waited longest. From the claim to the end it is one transaction: whoever is killed in between
 * leaves it as it was, and of two who look at once one has it.
 */
async function carryOutNext(db: Database, kind: RequestKind, now: number, carryOut: CarryOut): Promise<CarriedOut | null> {
  const held: { claimed: Claimed | null } = { claimed: null };
  try {
    return await inTransaction(db, async (trx) => {
      // A file is of one moment. An erasure has to see what came while it waited.
      if (kind === "export") await sql`set transaction isolation level repeatable read`.execute(trx);
      const claimed = await claimRequest(trx, kind, new Date(now));
      held.claimed = claimed;
      if (claimed === null) return null;
      const { requestId, siteId } = claimed;
      await carryOut(trx, claimed, now);
      await endRequest(trx, requestId, null);
      return { requestId, siteId, kind, problem: null };
    });
  } catch (error) {
    if (held.claimed === null) throw error;
    const { requestId, siteId } = held.claimed;
    const problem = problemOf(error);
    await noteProblem(db, held.claimed, problem, now);
    return { requestId, siteId, kind, problem, error };
  }
}

/**
 * Carries out one request, erasures first.
 * @param erasedKey `null` where the installation's secret is not known: then nobody is erased, and requests say why
 * @param now epoch milliseconds
 * @returns `null` when none is due
 */
export async function carryOutRequest(db: Database, erasedKey: ErasedKey | null, now: number): Promise<CarriedOut | null> {
  if (erasedKey === null) await noteMissingSecret(db);
  const erased = erasedKey === null ? null : await carryOutNext(db, "erasure", now, eraseWith(erasedKey));
  return erased ?? (await carryOutNext(db, "export", now, exportFile));
}

const TIDIES_EVERY_MS = 60_000;

/** Carries out requests until it is closed, beside the loops that stitch, and removes files that nobody needs any more. */
export function startRequests({ db, now, pollMs, erasedKey, onCarriedOut, onError }: RequestsOptions): Worker {
  let nextTidy = 0;
  return startLoop(async (rest) => {
    const at = now();
    if (at >= nextTidy) {
      await removeOldExports(db, new Date(at - KEPT_MS));
      nextTidy = at + TIDIES_EVERY_MS;
    }
    const carriedOut = await carryOutRequest(db, erasedKey, at);
    if (carriedOut === null) return await rest(pollMs);
    onCarriedOut?.(carriedOut);
  }, onError);
}
