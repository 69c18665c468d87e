import { attempt } from "./attempt.js";

/** What the browser may not or does not keep: for as long as the page lives. */
const memory = new Map<string, string>();
let allowed = false;

/** From now on the browser may keep items, or not; nothing that is there already changes. */
export const allowStorage = (allow: boolean): void => {
  allowed = allow;
};

/**
 * Local storage that cannot fail. Reading it from the window throws where site data are blocked:
 * https://html.spec.whatwg.org/multipage/webstorage.html#dom-localstorage-dev
 */
export const getItem = (key: string): string => memory.get(key) || attempt(() => localStorage[key] as string) || "";

/** Removes the item when the value is empty. */
export const setItem = (key: string, value: string): void => {
  memory.set(key, value);
  if (allowed)
    attempt(() => {
      if (value) localStorage[key] = value;
      else delete localStorage[key];
      memory.delete(key);
    });
};

/** Keys of all items of the site, also of other scripts, as far as the browser may keep any. */
export const itemKeys = (): string[] => [...memory.keys(), ...((allowed && attempt(() => Object.keys(localStorage))) || [])];
