/**
 * Runs `work` while no other tab sends the same events. With `whole`, it asks to be the only one that sends at all;
 * `work` hears whether it is. Pages that only send their own events do so side by side.
 */
export type Lock = (whole: boolean, work: (whole: boolean) => Promise<void>) => Promise<void>;

/**
 * Web Locks, shared by the tabs of an origin: https://w3c.github.io/web-locks/
 * They are missing on plain http and in old browsers; then tabs may send an event twice and the collector stores it once.
 */
export function createLock(name: string): Lock {
  return async (whole, work) => {
    let started = false;
    const start = (lock: unknown, all: boolean): Promise<void> | undefined => {
      if (!lock || started) return undefined;
      started = true;
      return work(all);
    };
    try {
      if (whole) await navigator.locks.request(name, { ifAvailable: true }, (lock) => start(lock, true));
      if (!started) await navigator.locks.request(name, { mode: "shared" }, (lock) => start(lock, false));
    } catch {
      await start(true, whole);
    }
  };
}
