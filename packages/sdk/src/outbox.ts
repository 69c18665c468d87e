import type { SafeStorage } from "./safe-storage.js";
import { timeOfUuid } from "./uuid.js";

/** An event that waits for delivery, written as JSON when it happened and never touched again. */
export interface Entry {
  /** A version 7 UUID: entries sort by it in order of creation. */
  readonly id: string;
  readonly json: string;
}

/** The most an outbox keeps; beyond it the oldest entries go first. */
export interface OutboxLimits {
  readonly entries: number;
  /** Sum over the entries, in UTF-16 units. */
  readonly size: number;
  readonly ageMs: number;
}

/** Events between creation and delivery, kept for the next page, and shared by all tabs of the site. */
export interface Outbox {
  add(entry: Entry): void;
  remove(entries: readonly Entry[]): void;
  /** What this page added and nobody delivered yet, oldest first. */
  own(): Entry[];
  /** That and what other pages left, oldest first. */
  all(): Entry[];
  clear(): void;
}

/**
 * Every entry is a storage item of its own, so that tabs never overwrite each other's; what cannot be stored is kept
 * in memory as long as the page lives.
 *
 * @param prefix begins the storage keys of this outbox and of nothing else
 * @param drop hears how many entries went undelivered to keep the limits
 */
export function createOutbox(
  storage: SafeStorage,
  prefix: string,
  limits: OutboxLimits,
  now: () => number,
  drop: (entries: number) => void,
): Outbox {
  const mine = new Map<string, { json: string; stored: boolean }>();
  let entries = 0;
  let size = 0;

  const remove = (gone: readonly Entry[]): void => {
    for (const { id } of gone) {
      mine.delete(id);
      storage.remove(prefix + id);
    }
  };
  const own = (): Entry[] => {
    const found: Entry[] = [];
    mine.forEach(({ json, stored }, id) => {
      // Another tab has delivered it, or the visitor cleared the site's data.
      if (stored && storage.get(prefix + id) === null) mine.delete(id);
      else found.push({ id, json });
    });
    return found;
  };
  const all = (): Entry[] => {
    const found = own();
    for (const key of storage.keys()) {
      const id = key.slice(prefix.length);
      const json = key.startsWith(prefix) && !mine.has(id) && storage.get(key);
      if (json) found.push({ id, json });
    }
    found.sort((a, b) => (a.id < b.id ? -1 : 1));
    entries = found.length;
    size = found.reduce((sum, { json }) => sum + json.length, 0);
    let kept = 0;
    for (let left = size; kept < found.length; kept++) {
      const { id, json } = found[kept] as Entry;
      if (found.length - kept <= limits.entries && left <= limits.size && timeOfUuid(id) > now() - limits.ageMs) break;
      left -= json.length;
    }
    if (kept > 0) {
      remove(found.slice(0, kept));
      drop(kept);
    }
    return found.slice(kept);
  };
  return {
    own,
    all,
    remove,
    add({ id, json }) {
      mine.set(id, { json, stored: storage.set(prefix + id, json) });
      entries++;
      size += json.length;
      // The sums also count what other tabs delivered meanwhile; looking anew corrects them.
      if (entries > limits.entries || size > limits.size) all();
    },
    clear() {
      mine.clear();
      for (const key of storage.keys()) if (key.startsWith(prefix)) storage.remove(key);
    },
  };
}
