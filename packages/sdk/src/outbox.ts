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
  /** What this page added and nobody delivered yet, or with `whole` also what other pages did; oldest first. */
  list(whole: boolean): Entry[];
}

/**
 * Every entry is a storage item of its own, so that tabs never overwrite each other's.
 *
 * @param prefix begins the storage keys of this outbox and of nothing else
 * @param dropped hears how many entries went undelivered to keep the limits
 */
export function createOutbox(
  storage: SafeStorage,
  prefix: string,
  limits: OutboxLimits,
  now: () => number,
  dropped: (entries: number) => void,
): Outbox {
  const mine = new Set<string>();
  let count = 0;
  let size = 0;

  const remove = (gone: readonly Entry[]): void => {
    for (const { id } of gone) {
      mine.delete(id);
      storage.remove(prefix + id);
    }
  };
  /** Takes out what is beyond the limits; `found` is everything, newest first. */
  const trim = (found: readonly Entry[]): Entry[] => {
    count = 0;
    size = 0;
    const kept = found.filter(({ id, json }) => {
      size += json.length;
      return ++count <= limits.entries && size <= limits.size && timeOfUuid(id) > now() - limits.ageMs;
    });
    const gone = found.slice(kept.length);
    remove(gone);
    if (gone.length > 0) dropped(gone.length);
    return kept;
  };
  const list = (whole: boolean): Entry[] => {
    const ids = new Set(mine);
    if (whole) for (const key of storage.keys()) if (key.startsWith(prefix)) ids.add(key.slice(prefix.length));
    const found: Entry[] = [];
    ids.forEach((id) => {
      const json = storage.get(prefix + id);
      // Otherwise another tab has delivered it, or the visitor cleared the site's data.
      if (json) found.push({ id, json });
      else mine.delete(id);
    });
    found.sort((a, b) => (a.id < b.id ? 1 : -1));
    return (whole ? trim(found) : found).reverse();
  };
  return {
    list,
    remove,
    add({ id, json }) {
      storage.set(prefix + id, json);
      mine.add(id);
      size += json.length;
      // Other tabs' deliveries are not subtracted from the sums; listing everything corrects them.
      if (++count > limits.entries || size > limits.size) list(true);
    },
  };
}
