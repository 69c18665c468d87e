/** What the collector's answer means for the events of the request. */
export type Verdict =
  /** Stored, or kept as rejected: they can be forgotten. */
  | { readonly kind: "done" }
  /** Too much at once: send it in halves. */
  | { readonly kind: "split" }
  /** The collector will never take it. */
  | { readonly kind: "drop" }
  /** Nothing gets through with this key or address: stop until the next page. */
  | { readonly kind: "park" }
  /** Try again, not before `afterMs`. */
  | { readonly kind: "retry"; readonly afterMs: number };

const LONGEST_WAIT_MS = 3_600_000;

/** Milliseconds until the time a `Retry-After` header names, as seconds or as a date; 0 without one. */
function retryAfterMs(header: string | null, now: number): number {
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header as string) - now : seconds * 1000;
  return Math.min(Math.max(wait || 0, 0), LONGEST_WAIT_MS);
}

/** @param status of the answer; 0 when none came */
export function verdictOf(status: number, retryAfter: string | null, now: number): Verdict {
  if (status >= 200 && status < 300) return { kind: "done" };
  if (status === 413) return { kind: "split" };
  if (status === 400) return { kind: "drop" };
  if (status >= 300 && status < 500 && status !== 408 && status !== 425 && status !== 429) return { kind: "park" };
  return { kind: "retry", afterMs: retryAfterMs(retryAfter, now) };
}

/**
 * Full jitter: anything from nothing to a bound that doubles with each failure from two seconds up to five minutes, so
 * that the browsers a collector failed do not all return at once.
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const backoffMs = (failures: number, random: () => number): number => random() * Math.min(300_000, 1000 * 2 ** failures);
