/**
 * What the collector's answer means for the events of the request: `done`, they are stored or kept as rejected; `split`,
 * too much at once; `drop`, it will never take them; `park`, nothing gets through with this key or address; `retry`, later.
 */
export type Verdict = "done" | "split" | "drop" | "park" | "retry";

/** @param status of the answer; 0 when none came */
export function verdictOf(status: number): Verdict {
  if (status >= 200 && status < 300) return "done";
  if (status === 413) return "split";
  if (status === 400) return "drop";
  return status < 300 || status >= 500 || /408|429/.test(`${status}`) ? "retry" : "park";
}

/**
 * Milliseconds to wait after the nth failure in a row: what `Retry-After` asks for in seconds, up to an hour,
 * and at least anything from nothing to a bound that doubles from two seconds to five minutes. That full jitter keeps the
 * browsers a collector failed from returning all at once: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function waitMs(failures: number, retryAfter: string | null, random: number): number {
  return Math.max(Math.min(Number(retryAfter) * 1000 || 0, 3_600_000), random * Math.min(300_000, 1000 * 2 ** failures));
}
