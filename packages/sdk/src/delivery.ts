import { verdictOf, waitMs } from "./answer.js";
import { bytesOf } from "./encode.js";
import type { Lock } from "./lock.js";
import type { Entry, Outbox } from "./outbox.js";
import { post } from "./post.js";
import type { SignalHub } from "./signals.js";

/**
 * Bytes of events in one request. All that a page leaves behind may have 64 KiB; what is beyond fails at once, and is sent by the
 * next page: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
const REQUEST_BYTES = 40_000;
/** How long what other pages left waits while another tab is sending. */
const NEXT_SWEEP_MS = 5000;

export interface Delivery {
  /** Sends what there is when the current task is over, so that one task makes one request. */
  schedule(): void;
  /** Sends that and what other pages left, without waiting any longer. */
  sweep(): void;
  /** The page may be gone in a moment: sends what it made, at once. */
  leave(): void;
}

/**
 * Brings the events of an outbox to the collector:
 *
 *     idle -- schedule --> sending -- done, drop --> idle
 *                          sending -- retry -------> waiting -- time, sweep --> sending
 *                          sending -- park --------> parked, for the rest of the page
 *     any  -- leave -----> sends beside all that, once per event in flight
 */
export function createDelivery(outbox: Outbox, url: string, writeKey: string, lock: Lock, { report }: SignalHub): Delivery {
  const flying = new Set<string>();
  let scheduled = false;
  let sent = Promise.resolve();
  let leftovers = false;
  let waiting = false;
  let parked = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The oldest events that fit. */
  const due = (whole: boolean): Entry[] => {
    let left = REQUEST_BYTES;
    return parked
      ? []
      : outbox.list(whole).filter(({ id, json }) => {
          if (flying.has(id)) return false;
          left -= bytesOf(json) + 1;
          return left > 0;
        });
  };
  const sweepAfter = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(sweep, ms);
  };
  const send = async (entries: readonly Entry[], leaving = false): Promise<void> => {
    const batch = entries.map(({ json }) => json).join();
    const body = `{"batch":[${batch}],"sentAt":"${new Date().toISOString()}","writeKey":"${writeKey}"}`;
    for (const { id } of entries) flying.add(id);
    const answer = await post(url, body, leaving);
    for (const { id } of entries) flying.delete(id);
    if (!answer) return;
    const [status, retryAfter, text] = answer;
    const verdict = verdictOf(status);
    if (verdict === "retry") {
      waiting = true;
      sweepAfter(waitMs(++failures, retryAfter, Math.random()));
    } else if (verdict === "park") {
      parked = true;
      report("parked", text);
    } else if (verdict === "split" && entries.length > 1) {
      const middle = entries.length >> 1;
      await send(entries.slice(0, middle));
      await send(entries.slice(middle));
    } else {
      outbox.remove(entries);
      failures = 0;
      if (verdict !== "done" || text.includes('"reason"')) report("rejected", text);
    }
  };
  const run = async (): Promise<void> => {
    if (waiting) return;
    // Only what other pages left needs the lock that keeps other tabs waiting.
    const whole = leftovers && outbox.list(true).length > outbox.list(false).length;
    leftovers = false;
    const ran = await lock(whole, async () => {
      for (;;) {
        const next = waiting ? [] : due(whole);
        if (next.length === 0) return;
        await send(next);
      }
    });
    if (ran) return;
    sweepAfter(NEXT_SWEEP_MS);
    schedule();
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      sent = sent.then(run).catch(() => {});
    });
  };
  const sweep = (): void => {
    clearTimeout(timer);
    waiting = false;
    leftovers = true;
    schedule();
  };
  return {
    schedule,
    sweep,
    leave() {
      for (;;) {
        const next = due(false);
        if (next.length === 0) return;
        void send(next, true);
      }
    },
  };
}
