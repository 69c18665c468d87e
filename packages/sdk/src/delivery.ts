import { isHopeless, isTemporary, waitMs } from "./answer.js";
import { bytesOf } from "./encode.js";
import { EXTENDS } from "./extends.js";
import { isOpen } from "./gate.js";
import type { Lock } from "./lock.js";
import type { Entry, Outbox } from "./outbox.js";
import { post } from "./post.js";
import { emit, report } from "./signals.js";

/**
 * Bytes of events in one request. All that a page leaves behind may have 64 KiB; what is beyond fails at once, and is sent by the
 * next page: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
const REQUEST_BYTES = 40_000;

const MOST = 1000;

/**
 * How long the lock is kept after a request. Other tabs see that items are gone a little later than that the lock is free, because
 * browsers do not synchronise processes: https://html.spec.whatwg.org/multipage/webstorage.html#dom-localstorage-dev
 */
const SYNC_MS = 99;

export interface Delivery {
  /** Sends what there is when the current task is over, so that one task makes one request. */
  schedule(): void;
  /** The same, without waiting any longer after a failure. */
  sweep(): void;
  /** The page may be gone in a moment: sends what it made, without waiting for anything. */
  leave(): void;
}

/**
 * Brings the events of an outbox to the collector:
 *
 *     idle -- schedule --> sending -- done, dropped --> idle
 *                          sending -- temporary ------> waiting -- time, sweep --> sending
 *                          sending -- too large ------> sending, half as many
 *                          sending -- hopeless -------> parked, for the rest of the page
 *     any  -- leave -----> sends beside all that, once per event in flight
 */
export const createDelivery = (outbox: Outbox, url: string, writeKey: string, lock: Lock): Delivery => {
  const flying = new Set<string>();
  /** Events in one request; none while the collector takes nothing. */
  let most = MOST;
  let failures = 0;
  /** A run is to come, or going on: it finds what comes meanwhile. */
  let scheduled: unknown;

  /** The oldest events that fit. */
  const due = (own?: boolean): Entry[] => {
    let bytes = 0;
    let count = 0;
    return outbox.list(own).filter(({ slot, json }) => {
      if (!isOpen() || flying.has(slot)) return false;
      bytes += bytesOf(json);
      return count++ < most && bytes < REQUEST_BYTES;
    });
  };
  const send = async (entries: readonly Entry[], leaving?: boolean): Promise<void> => {
    const body = `{"batch":[${entries.map(({ json }) => json)}],"sentAt":"${new Date().toISOString()}","writeKey":"${writeKey}"}`;
    for (const { slot } of entries) flying.add(slot);
    const [status, text, retryAfter] = await post(url, body, leaving);
    for (const { slot } of entries) flying.delete(slot);
    if (EXTENDS) emit("sent", [body, status, text]);
    if (isTemporary(status)) {
      most = 0;
      setTimeout(sweep, waitMs(++failures, retryAfter));
    } else if (isHopeless(status)) {
      most = 0;
      report("parked", text);
    } else if (status === "413" && entries[1]) most = entries.length >> 1;
    else {
      outbox.drop(entries);
      failures = 0;
      if (status > "3" || text.includes('"reason"')) report("rejected", text);
    }
  };
  const run = async (): Promise<void> => {
    for (let next = due(); next[0]; next = due()) {
      await send(next);
      await new Promise((done) => setTimeout(done, SYNC_MS));
    }
    scheduled = 0;
  };
  const schedule = (): void => {
    scheduled = scheduled || setTimeout(() => lock(run));
  };
  const sweep = (): void => {
    most = MOST;
    schedule();
  };
  return {
    schedule,
    sweep,
    leave() {
      const next = due(true);
      if (next[0]) void send(next, true);
    },
  };
};
