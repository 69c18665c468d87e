import { watchHistory } from "./history-changes.js";
import { emit, guard } from "./signals.js";

/**
 * Whether the visitor sees another page after the changes of one task: by a new address when one of them went to
 * another entry of the history, by a new path when the entry was only rewritten (filters and search boxes do that on
 * every key).
 *
 * @param hashRouting the fragment names the page, as in `#/cart`
 */
export const isNewView = (from: string, to: string, moved: boolean, hashRouting: boolean): boolean => {
  const page = (url: string): string => url.replace(hashRouting ? (moved ? "" : /\?[^#]*/) : moved ? /#.*/ : /[?#].*/, "");
  return page(from) !== page(to);
};

let hashes: boolean;
let address: string;
let from: string;
let moved = false;
let timer: unknown;

/** Where the visitor came from to the page that is shown. */
export const referrer = (): string => from;

/** Counts a change of address that still waits for the end of its task. */
export const settleView = (): void => {
  if (!timer) return;
  timer = 0;
  const last = address;
  address = location.href;
  const counts = isNewView(last, address, moved, hashes);
  moved = false;
  if (!counts) return;
  from = last.replace(/#.*/, "");
  emit("view");
};

/** Watches for page views that load no document. @param hashRouting the fragment names the page */
export const watchViews = (hashRouting: boolean): void => {
  hashes = hashRouting;
  address = location.href;
  from = document.referrer;
  watchHistory((newEntry) => {
    moved = moved || newEntry;
    timer = timer || setTimeout(() => guard(settleView));
  });
};
