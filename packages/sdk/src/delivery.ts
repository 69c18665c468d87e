import { utf8Bytes } from "@waystitch/protocol";
import { backoffMs, type Verdict, verdictOf } from "./answer.js";
import type { Lock } from "./lock.js";
import type { Entry, Outbox } from "./outbox.js";
import { postBatch } from "./post.js";
import type { SignalHub } from "./signals.js";

/** Bytes of events in one request. */
const REQUEST_BYTES = 40_000;
/** Bytes of requests a page may leave behind; the browser's own bound is 64 KiB: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const LEAVING_BYTES = 60_000;

export interface Delivery {
  /** Sends what there is when the current task is over, so that one task makes one request. */
  schedule(): void;
  /** Sends that and what other pages left, without waiting any longer. */
  sweep(): void;
  /** The page may be gone in a moment: sends what it made, at once. */
  leave(): void;
}

/** The longest beginning of `entries` that fits. */
function fitting(entries: readonly Entry[], bytes: number): Entry[] {
  let left = bytes;
  const end = entries.findIndex(({ json }) => {
    left -= utf8Bytes(json) + 1;
    return left < 0;
  });
  return entries.slice(0, end < 0 ? entries.length : end);
}

/**
 * Brings the events of an outbox to the collector:
 *
 *     idle -- schedule --> sending -- done ------> idle
 *                          sending -- retry -----> waiting -- time, sweep --> sending
 *                          sending -- park ------> parked, for the rest of the page
 *     any  -- leave -----> sends beside all that, once per event in flight
 */
export function createDelivery(outbox: Outbox, collector: string, writeKey: string, lock: Lock, hub: SignalHub): Delivery {
  const { report } = hub;
  const flying = new Set<string>();
  let flyingBytes = 0;
  let scheduled = false;
  let sending = false;
  let again = false;
  let leftovers = true;
  let parked = false;
  let failures = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const due = (all: boolean, bytes: number): Entry[] =>
    parked
      ? []
      : fitting(
          (all ? outbox.all() : outbox.own()).filter(({ id }) => !flying.has(id)),
          bytes,
        );

  const wait = (ms: number): void => {
    clearTimeout(waiting);
    waiting = setTimeout(sweep, ms);
  };
  const judge = async (verdict: Verdict, entries: readonly Entry[], detail: string): Promise<void> => {
    const { kind } = verdict;
    if (kind === "split" && entries.length > 1) {
      const middle = entries.length >> 1;
      await send(entries.slice(0, middle));
      await send(entries.slice(middle));
    } else if (kind === "retry") wait(Math.max(verdict.afterMs, backoffMs(++failures, Math.random)));
    else if (kind === "park") {
      parked = true;
      report("parked", detail);
    } else {
      outbox.remove(entries);
      failures = 0;
      if (kind === "done") hub.emit("delivered", () => entries.length);
      else report("refused", detail);
    }
  };
  const send = async (entries: readonly Entry[], leaving = false): Promise<void> => {
    const bytes = entries.reduce((sum, { json }) => sum + utf8Bytes(json) + 1, 0);
    for (const { id } of entries) flying.add(id);
    flyingBytes += bytes;
    const answer = await postBatch(collector, writeKey, entries, leaving, report);
    for (const { id } of entries) flying.delete(id);
    flyingBytes -= bytes;
    if (answer) await judge(verdictOf(answer.status, answer.retryAfter, Date.now()), entries, `${answer.status} ${answer.text}`);
  };
  const run = async (): Promise<void> => {
    scheduled = false;
    again = sending;
    if (sending || parked || waiting) return;
    sending = true;
    await lock(leftovers, async (whole) => {
      if (whole) leftovers = false;
      for (let next = due(whole, REQUEST_BYTES); next.length > 0 && !waiting; next = due(whole, REQUEST_BYTES)) await send(next);
    });
    sending = false;
    // Another tab was sending: what it leaves is looked for later.
    if (leftovers && !waiting) wait(5000);
    if (again) schedule();
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setTimeout(run);
  };
  const sweep = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    leftovers = true;
    schedule();
  };
  return {
    schedule,
    sweep,
    leave() {
      for (;;) {
        const next = due(false, Math.min(REQUEST_BYTES, LEAVING_BYTES - flyingBytes));
        if (next.length === 0) return;
        void send(next, true);
      }
    },
  };
}
