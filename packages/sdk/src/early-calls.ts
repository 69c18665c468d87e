import type { EarlyCall } from "./api.js";
import type { SafeStorage } from "./safe-storage.js";

/** Storage item in which the inline stub leaves calls of a page that was left before the script arrived. */
export const EARLY = "ws_early";

/** Takes those calls out of the storage. Its lines may be cut, or anybody's: what does not parse is left. */
export function takeEarlyCalls(storage: SafeStorage): EarlyCall[] {
  const lines = storage.get(EARLY);
  if (!lines) return [];
  storage.remove(EARLY);
  return lines.split("\n").reduce<EarlyCall[]>((calls, line) => {
    try {
      return calls.concat(JSON.parse(line));
    } catch {
      return calls;
    }
  }, []);
}
