import type { EarlyCall } from "./api.js";
import type { SafeStorage } from "./safe-storage.js";

/** Storage item in which the inline stub leaves calls of a page that was left before the script arrived. */
export const EARLY = "ws_early";

/**
 * Takes those calls out of the storage: every page's list stands behind a comma.
 * @throws when somebody else wrote the item
 */
export function takeEarlyCalls(storage: SafeStorage): EarlyCall[] {
  const lists = (storage.get(EARLY) || "").slice(1);
  storage.remove(EARLY);
  return ([] as EarlyCall[]).concat(...JSON.parse(`[${lists}]`));
}
