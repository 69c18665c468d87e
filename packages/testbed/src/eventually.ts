import { setTimeout as sleep } from "node:timers/promises";

/** Bounds of waiting, in milliseconds. */
export interface Patience {
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * Repeats a check until it does not throw.
 * @returns what the check returned
 * @throws the check's last error when the time is up (15 s by default)
 */
export async function eventually<T>(check: () => T | Promise<T>, { withinMs = 15_000, everyMs = 50 }: Patience = {}): Promise<T> {
  for (const deadline = Date.now() + withinMs; ; await sleep(everyMs)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
    }
  }
}
