import type { Listen } from "./signals.js";

/**
 * Tells when the page may be gone in a moment and when it came back as it was left. Two events can be relied on for the
 * former: `visibilitychange` on phones, where apps are swiped away, and `pagehide`. `unload` is missing on phones and
 * keeps pages out of the back/forward cache.
 * https://developer.chrome.com/docs/web-platform/page-lifecycle-api, https://web.dev/articles/bfcache
 */
export function watchPageLife(listen: Listen, leave: () => void, back: () => void): void {
  let left = false;
  listen(document, "visibilitychange", () => {
    // While a page is unloaded, this comes after `pagehide`, and after requests in flight were reported as failed.
    if (document.visibilityState === "hidden" && !left) leave();
  });
  listen(window, "pagehide", () => {
    left = true;
    leave();
  });
  listen(window, "pageshow", (event) => {
    left = false;
    if ((event as PageTransitionEvent).persisted) back();
  });
}
