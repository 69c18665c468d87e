import type { EarlyCall } from "./api.js";
import { getItem, setItem } from "./storage.js";

/** Storage item in which the inline stub leaves calls of a page that was left before the script arrived. */
const EARLY = "ws_early";

/**
 * Takes those calls out of the storage: every page's list stands behind a comma.
 * @throws when somebody else wrote the item
 */
export const takeEarlyCalls = (): EarlyCall[] => {
  const lists = getItem(EARLY).slice(1);
  setItem(EARLY, "");
  return ([] as EarlyCall[]).concat(...JSON.parse(`[${lists}]`));
};
