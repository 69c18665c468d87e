import { LIMITS } from "@waystitch/protocol";
import { report } from "./signals.js";
import { getItem, itemKeys, setItem } from "./storage.js";
import { idsAt } from "./uuid.js";

/** An event that waits for delivery, written as JSON when it happened and never touched again. */
export interface Entry {
  /** Storage key; keys sort in order of creation. */
  readonly slot: string;
  readonly json: string;
}

/** The most an outbox keeps, with the size in UTF-16 units; beyond it the oldest entries go first. */
export const OUTBOX = { entries: 1000, size: 1_000_000, ageMs: LIMITS.browserBackdateMs } as const;

/** Storage item that counts dropped events until the collector is told. */
export const DROPPED = "ws_dropped";

/** Events between creation and delivery, kept for the next page, and shared by all tabs of the site. */
export interface Outbox {
  /** @param id a version 7 UUID */
  put(id: string, json: string): void;
  drop(entries: readonly Entry[]): void;
  /** What nobody delivered yet, or with `own` only what this page put in, oldest first; drops what is beyond the limits. */
  list(own?: boolean): Entry[];
}

/**
 * Every entry is a storage item of its own, so that tabs never overwrite each other's.
 *
 * @param prefix begins the storage keys of this outbox and of nothing else
 */
export const createOutbox = (prefix: string): Outbox => {
  const mine = new Set<string>();
  const drop = (gone: readonly Entry[]): void => {
    for (const { slot } of gone) setItem(slot, "");
  };
  return {
    drop,
    put(id, json) {
      mine.add(prefix + id);
      setItem(prefix + id, json);
    },
    list(own) {
      const oldest = prefix + idsAt(Date.now() - OUTBOX.ageMs);
      const kept: Entry[] = [];
      const gone: Entry[] = [];
      let size = 0;
      // Newest first.
      for (const slot of (own ? [...mine] : itemKeys()).sort().reverse()) {
        const json = slot.startsWith(prefix) && getItem(slot);
        // Another tab may have delivered it meanwhile.
        if (!json) continue;
        size += json.length;
        (size <= OUTBOX.size && kept.length < OUTBOX.entries && slot > oldest ? kept : gone).push({ slot, json });
      }
      drop(gone);
      if (gone[0]) {
        setItem(DROPPED, `${+getItem(DROPPED) + gone.length}`);
        report("dropped", `${gone.length}`);
      }
      return kept.reverse();
    },
  };
};
