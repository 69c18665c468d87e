import type { Listen } from "./signals.js";

/**
 * Runs `work` while no other tab sends the same events: with `whole`, only if no tab is sending at all; otherwise side
 * by side with others that send their own. Resolves with whether it ran.
 */
export type Lock = (whole: boolean, work: () => Promise<void>) => Promise<boolean>;

/**
 * Web Locks, shared by the tabs of an origin: https://w3c.github.io/web-locks/
 * They are missing on plain http, in old browsers and where site data are blocked; there two tabs may send an event twice, and the
 * collector stores it once.
 */
export function createLock(name: string, listen: Listen): Lock {
  let release = (): void => {};
  // A page that holds a lock another one asks for cannot come back: https://web.dev/articles/bfcache#apis-that-prevent
  listen(window, "pagehide", () => release());
  return async (whole, work) => {
    let ran = false;
    const run = (): Promise<void> => {
      ran = true;
      return Promise.race([
        work(),
        new Promise<void>((done) => {
          release = done;
        }),
      ]);
    };
    try {
      await navigator.locks.request(name, whole ? { ifAvailable: true } : { mode: "shared" }, (lock) => lock && run());
    } catch {
      if (!ran) await run();
    }
    return ran;
  };
}
