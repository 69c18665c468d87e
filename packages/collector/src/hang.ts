/** Notices that the database hangs, so that not every request has to find that out for itself, which takes as long as a query may. */
export interface Hang {
  /** Asks the database; how long a failure takes says whether it hangs. */
  ask<T>(question: () => Promise<T>): Promise<T>;
  /** True while the last question to come back was left unanswered. */
  isHanging(): boolean;
  /** True while it hangs and as many questions as may be wait to find out that it is back: another one would only wait, too. */
  turnsAway(): boolean;
}

/** A database that works says within this time that it cannot do something; one that is gone refuses connections. Milliseconds. */
const HANGING_MS = 1_000;

/**
 * @param most questions under way while it hangs
 * @param now epoch milliseconds
 */
export function createHang(most: number, now: () => number): Hang {
  let isHanging = false;
  let underWay = 0;
  return {
    async ask(question) {
      const since = now();
      underWay++;
      try {
        const answer = await question();
        isHanging = false;
        return answer;
      } catch (error) {
        isHanging = now() - since >= HANGING_MS;
        throw error;
      } finally {
        underWay--;
      }
    },
    isHanging: () => isHanging,
    turnsAway: () => isHanging && underWay >= most,
  };
}
