/** Whether a request may succeed later. @param status of the answer; 0 when none came */
export const isTemporary = (status: string): boolean => /^(0|5|408|429)/.test(status);

/** Whether nothing gets through with this key or address; otherwise the collector has the events, or will never take them. */
export const isHopeless = (status: string): boolean => /^(3|4(?!00|13))/.test(status);

/**
 * Milliseconds to wait after the nth failure in a row: what `Retry-After` asks for in seconds, up to an hour,
 * and at least anything from nothing to a bound that doubles from two seconds to five minutes. That full jitter keeps the
 * browsers a collector failed from returning all at once: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const waitMs = (failures: number, retryAfter: string | null | undefined): number =>
  Math.max(Math.min(1000 * +(retryAfter as string) || 0, 3_600_000), Math.random() * Math.min(300_000, 1000 * 2 ** failures));
