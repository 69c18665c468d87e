import type { Report } from "./errors.js";
import type { SafeStorage } from "./safe-storage.js";

/** Storage item that keeps the count for the next page. */
export const DROPPED = "ws_dropped";

/** How many events were dropped and not told to the collector yet. */
export interface DropCount {
  add(events: number): void;
  /** The number to tell; starts from nothing again. */
  take(): number;
}

export function createDropCount(storage: SafeStorage, report: Report): DropCount {
  let here = 0;
  return {
    add(events) {
      here = Number(storage.get(DROPPED) || here) + events;
      storage.set(DROPPED, `${here}`);
      report("dropped", `${events}`);
    },
    take() {
      const events = Number(storage.get(DROPPED) || here);
      here = 0;
      if (events) storage.remove(DROPPED);
      return events;
    },
  };
}
