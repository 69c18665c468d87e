import { attempt } from "./attempt.js";

/** A storage that cannot fail: what the browser does not take is kept in memory as long as the page lives. */
export interface SafeStorage {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

/**
 * @param open reads the storage from its window, which itself throws where site data are blocked:
 * https://html.spec.whatwg.org/multipage/webstorage.html#dom-localstorage-dev
 */
export function createSafeStorage(open: () => Storage): SafeStorage {
  const memory = new Map<string, string>();
  return {
    get: (key) => memory.get(key) || attempt(() => open().getItem(key)) || undefined,
    set(key, value) {
      memory.set(key, value);
      attempt(() => {
        open().setItem(key, value);
        memory.delete(key);
      });
    },
    remove(key) {
      memory.delete(key);
      attempt(() => open().removeItem(key));
    },
    keys: () => [...memory.keys(), ...(attempt(() => Object.keys(open())) || [])],
  };
}
