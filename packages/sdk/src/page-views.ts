import { watchHistory } from "./history-changes.js";
import type { SignalHub } from "./signals.js";

export interface PageViews {
  /** Where the visitor came from to the page that is shown. */
  referrer(): string;
  /** Counts a change of address that still waits for the end of its task. */
  settle(): void;
}

/**
 * Whether the visitor sees another page after the changes of one task: by a new address when one of them went to
 * another entry of the history, by a new path when the entry was only rewritten (filters and search boxes do that on
 * every key).
 *
 * @param hashRouting the fragment names the page, as in `#/cart`
 */
export function isNewView(from: string, to: string, moved: boolean, hashRouting: boolean): boolean {
  const page = (url: string): string => url.replace(hashRouting ? "" : /#.*/, "").replace(moved ? "" : /\?[^#]*/, "");
  return page(from) !== page(to);
}

/** Watches for page views that load no document. @param seen is called for each */
export function watchPageViews(hashRouting: boolean, { guard, listen }: SignalHub, seen: () => void): PageViews {
  let address = location.href;
  let referrer = document.referrer;
  let moved = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = (): void => {
    if (!timer) return;
    timer = undefined;
    const from = address;
    address = location.href;
    const counts = isNewView(from, address, moved, hashRouting);
    moved = false;
    if (!counts) return;
    referrer = from.replace(/#.*/, "");
    seen();
  };
  watchHistory(listen, (newEntry) => {
    moved = moved || newEntry;
    timer = timer || setTimeout(() => guard(settle));
  });
  return { referrer: () => referrer, settle };
}
