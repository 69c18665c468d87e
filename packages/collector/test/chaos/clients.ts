import { setTimeout as sleep } from "node:timers/promises";
import type { BatchAnswer } from "@waystitch/protocol";
import type { Journal } from "./journal.js";
import { createRandom, type Random } from "./random.js";
import { invalidId } from "./verdict.js";

export interface ClientsOptions {
  readonly url: string;
  readonly writeKey: string;
  readonly journal: Journal;
  readonly seed: number;
  readonly clients: number;
  /** Milliseconds from an acknowledged batch to the next one. */
  readonly pauseMs: number;
}

/** Clients that send at the same time, each one batch after the other. */
export interface Clients {
  /** Events. */
  readonly sent: number;
  readonly acked: number;
  /** Requests by what came back: a status, or `none`. */
  readonly answers: ReadonlyMap<string, number>;
  /** Batches whose client gave up. */
  readonly givenUp: number;
  /**
   * No new batches; resolves when each client has its last one acknowledged, or has given it up.
   * @throws when that takes more than a minute
   */
  finish(): Promise<void>;
  /** Stops at once, whatever is under way. */
  abort(): void;
}

interface Batch {
  readonly ids: readonly string[];
  readonly text: string;
}

const MOST_EVENTS = 50;
/** One event in so many is invalid. */
const INVALID_EVERY = 100;
/** One batch in so many is not sent for ever. */
const GIVES_UP_EVERY = 10;
const ATTEMPT_MS = 15_000;
const FINISH_MS = 60_000;
const AGAIN_MS = { least: 20, most: 250 };

/** Makes a client's batches of 1 to 50 events, each event with an id that is no other's. */
function createBatches(name: string, writeKey: string, random: Random): () => Batch {
  let count = 0;
  const event = () => {
    const plain = `${name}-${count++}`;
    const isInvalid = random.between(1, INVALID_EVERY) === 1;
    const visitor = `${name}-v${random.between(1, 50)}`;
    // A track event without a name is invalid.
    if (isInvalid) return { type: "track", messageId: invalidId(plain), anonymousId: visitor };
    return { type: "track", event: "Product Viewed", messageId: plain, anonymousId: visitor, properties: { product_id: `k${count % 97}` } };
  };
  return () => {
    const batch = Array.from({ length: random.between(1, MOST_EVENTS) }, event);
    return { ids: batch.map(({ messageId }) => messageId), text: JSON.stringify({ writeKey, batch }) };
  };
}

/** Notes what an answer says of each event: what it does not call rejected is acknowledged, stored now or before. */
function noteAnswer(journal: Journal, { ids }: Batch, answer: BatchAnswer): number {
  const { accepted, duplicate, rejected } = answer;
  if (accepted + duplicate + rejected.length !== ids.length) throw new Error(`an answer counts other events: ${JSON.stringify(answer)}`);
  const rejectedAt = new Set(rejected.map(({ index }) => index));
  const acked = ids.filter((_, index) => !rejectedAt.has(index));
  journal.note("acked", acked);
  journal.note(
    "rejected",
    ids.filter((_, index) => rejectedAt.has(index)),
  );
  return acked.length;
}

/** Starts clients that send each batch again, with the same ids, until it is acknowledged; some give up before. */
export function startClients({ url, writeKey, journal, seed, clients, pauseMs }: ClientsOptions): Clients {
  const answers = new Map<string, number>();
  const counts = { sent: 0, acked: 0, givenUp: 0 };
  const aborted = new AbortController();
  let isFinishing = false;

  const post = async (batch: Batch, patienceMs: number): Promise<boolean> => {
    let status = "none";
    try {
      const signal = AbortSignal.any([aborted.signal, AbortSignal.timeout(patienceMs)]);
      const response = await fetch(`${url}/v1/batch`, { method: "POST", body: batch.text, signal });
      const text = await response.text();
      status = String(response.status);
      if (response.status !== 200) return false;
      // The collector's own answer; what does not fit throws.
      counts.acked += noteAnswer(journal, batch, JSON.parse(text) as BatchAnswer);
      return true;
    } catch (error) {
      if (status === "200") throw error;
      return false;
    } finally {
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };

  const send = async (batch: Batch, random: Random): Promise<void> => {
    journal.note("sent", batch.ids);
    counts.sent += batch.ids.length;
    const attempts = random.between(1, GIVES_UP_EVERY) === 1 ? random.between(1, 3) : Number.POSITIVE_INFINITY;
    // Who gives up does not wait long for an answer, either: some leave while the answer is on its way.
    const patienceMs = Number.isFinite(attempts) ? random.between(5, 1_000) : ATTEMPT_MS;
    for (let attempt = 1; !(await post(batch, patienceMs)); attempt++) {
      if (attempt >= attempts || aborted.signal.aborted) return void counts.givenUp++;
      await sleep(random.between(AGAIN_MS.least, AGAIN_MS.most));
    }
  };

  const run = async (index: number): Promise<void> => {
    const random = createRandom(seed + index);
    const next = createBatches(`c${index}`, writeKey, random);
    while (!isFinishing) {
      await send(next(), random);
      await sleep(pauseMs);
    }
  };

  const running = Promise.all(Array.from({ length: clients }, (_, index) => run(index)));
  // Heard when `finish` is called; until then, a client that fails must not end the process.
  running.catch(() => undefined);
  return {
    get sent() {
      return counts.sent;
    },
    get acked() {
      return counts.acked;
    },
    get givenUp() {
      return counts.givenUp;
    },
    answers,
    async finish() {
      isFinishing = true;
      const timer = setTimeout(() => aborted.abort(), FINISH_MS);
      await running;
      clearTimeout(timer);
      if (aborted.signal.aborted) throw new Error("a batch was not acknowledged within a minute");
    },
    abort() {
      isFinishing = true;
      aborted.abort();
    },
  };
}
