import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** The time over which a limit counts: a burst may use up all of it at once. */
const WINDOW_S = 5;

/** Counts what comes from each source, and says when it is more than allowed. */
export interface RateLimit {
  /**
   * Counts so much for a source.
   * @param perSecond what the source may send
   * @returns 0 when it is within the limit; else for how many milliseconds nothing more is taken
   */
  take(source: string, amount: number, perSecond: number): Promise<number>;
}

/** Counts in this process: of several collectors, each takes as much. What is counted is forgotten after the window. */
export function createRateLimit(): RateLimit {
  const limiters = new Map<number, RateLimiterMemory>();
  const limiterOf = (perSecond: number): RateLimiterMemory => {
    const known = limiters.get(perSecond) ?? new RateLimiterMemory({ points: perSecond * WINDOW_S, duration: WINDOW_S });
    limiters.set(perSecond, known);
    return known;
  };
  return {
    async take(source, amount, perSecond) {
      const limiter = limiterOf(perSecond);
      try {
        // A request that is larger than the limit gets through when nothing else does, or it would never.
        await limiter.consume(source, Math.min(amount, limiter.points));
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
        throw refusal;
      }
    },
  };
}
