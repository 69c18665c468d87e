import { on } from "./signals.js";

/** Runs work while no other tab does. */
export type Lock = (work: () => Promise<void>) => Promise<void>;

/**
 * Web Locks, shared by the tabs of an origin: https://w3c.github.io/web-locks/
 * They are missing on plain http, in old browsers and where site data are blocked; there two tabs may send an event twice, and the
 * collector stores it once.
 */
export const createLock = (name: string): Lock => {
  let release = (): void => {};
  // A hidden page may be frozen with its lock, and one that holds what others ask for cannot come back from the cache:
  // https://web.dev/articles/bfcache#apis-that-prevent
  on("leave", () => release());
  return async (work) => {
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
      await navigator.locks.request(name, run);
    } catch {
      if (!ran) await work();
    }
  };
};
