import { type Change, watchHistory } from "./history-changes.js";

export interface PageViews {
  /** Where the visitor came from to the page that is shown. */
  referrer(): string;
  /** Counts a change of address that still waits for the end of its task. */
  settle(): void;
}

/** What counts as another page. */
export interface AddressRules {
  /** The fragment names the page, as in `#/cart`. */
  readonly hashRouting: boolean;
}

/**
 * Whether the visitor sees another page after the changes of one task: by a new address when one of them went to
 * another entry of the history, by a new path when the entry was only rewritten (filters and search boxes do that on
 * every key).
 */
export function isNewView(from: string, to: string, moved: boolean, { hashRouting }: AddressRules): boolean {
  const page = (url: string): string => {
    const [address = "", fragment = ""] = url.split("#", 2);
    return (moved ? address : address.split("?", 1)[0]) + (hashRouting ? `#${fragment}` : "");
  };
  return page(from) !== page(to);
}

/** Watches for page views that load no document. @param seen is called for each */
export function watchPageViews(rules: AddressRules, guard: (run: () => void) => void, seen: () => void): PageViews {
  let address = location.href;
  let referrer = document.referrer;
  let moved = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = (): void => {
    if (!timer) return;
    clearTimeout(timer);
    timer = undefined;
    const from = address;
    address = location.href;
    const counts = isNewView(from, address, moved, rules);
    moved = false;
    if (!counts) return;
    referrer = from.split("#", 1)[0] as string;
    seen();
  };
  const changed = (change: Change): void => {
    moved = moved || change !== "replace";
    timer = timer || setTimeout(() => guard(settle));
  };
  watchHistory(changed);
  return { referrer: () => referrer, settle };
}
