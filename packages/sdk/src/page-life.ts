import { listen } from "./signals.js";

/**
 * Tells when the page may be gone in a moment and when it came back as it was left. Two events can be relied on for the
 * former: `visibilitychange` on phones, where apps are swiped away, and `pagehide`. `unload` is missing on phones and
 * keeps pages out of the back/forward cache.
 * https://developer.chrome.com/docs/web-platform/page-lifecycle-api, https://web.dev/articles/bfcache
 */
export const watchPageLife = (leave: () => void, back: () => void): void => {
  listen(document, "visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  listen(window, "pagehide", leave);
  listen(window, "pageshow", (event) => {
    if ((event as PageTransitionEvent).persisted) back();
  });
};
