export interface PageLife {
  /** The page may be gone in a moment. */
  readonly leave: () => void;
  /** The page came back as it was left. */
  readonly back: () => void;
}

/**
 * The two events that a page can rely on when it is left: `visibilitychange` on phones, where apps are swiped away, and
 * `pagehide`. `unload` is missing on phones and keeps pages out of the back/forward cache.
 * https://developer.chrome.com/docs/web-platform/page-lifecycle-api, https://web.dev/articles/bfcache
 */
export function watchPageLife({ leave, back }: PageLife): void {
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "hidden") leave();
    },
    true,
  );
  addEventListener("pagehide", leave, true);
  addEventListener("pageshow", (event) => {
    if (event.persisted) back();
  });
}
