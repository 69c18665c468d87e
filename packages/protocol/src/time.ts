import { LIMITS } from "./limits.js";

const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2101, 0, 1);

/** Epoch milliseconds of an ISO 8601 time between 2000 and 2100, or `null`. A time without a zone is UTC. */
export function parseTime(value: unknown): number | null {
  if (typeof value !== "string" || !ISO.test(value)) return null;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(value.slice(10)) || value.length === 10 ? value : `${value}Z`;
  const time = Date.parse(zoned.replace(" ", "T"));
  return time >= EARLIEST && time < LATEST ? time : null;
}

/** The three clocks an event's time is made of, in epoch milliseconds. */
export interface Clocks {
  readonly received: number;
  /** When the client sent the request, by its own clock. */
  readonly sent: number | null;
  /** When the event happened, by the client's clock. */
  readonly original: number | null;
}

/**
 * When the event happened by the collector's clock, in epoch milliseconds, never later than `received`.
 *
 * A client clock that runs ahead is certainly wrong, because no request arrives before it is sent. One that seems
 * to lag may only be a slow network or a retry, so it is believed up to `LIMITS.clockToleranceMs`: that keeps a
 * request that is delivered again byte for byte at the same time.
 */
export function correctClock({ received, sent, original }: Clocks): number {
  if (original === null) return received;
  const lag = sent === null ? 0 : received - sent;
  const corrected = lag < 0 || lag > LIMITS.clockToleranceMs ? original + lag : original;
  return Math.min(corrected, received);
}
