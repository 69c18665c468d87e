import { CONSENT, choose, prepareGate, resume } from "./gate.js";
import { VISITOR } from "./identity.js";
import type { MoreOptions } from "./more/extended.js";
import { settleView, watchViews } from "./page-views.js";
import { emit, listen } from "./signals.js";

let watched = false;

const leave = (): void => {
  settleView();
  emit("leave");
  emit("left");
};

/**
 * Watches what all trackers of the page share, once. The options of the first tracker count.
 *
 * Two events tell that the page may be gone in a moment: `visibilitychange` on phones, where apps are swiped away, and `pagehide`.
 * `unload` is missing on phones and keeps pages out of the back/forward cache.
 * https://developer.chrome.com/docs/web-platform/page-lifecycle-api, https://web.dev/articles/bfcache
 */
export const watchPage = (options: MoreOptions): void => {
  if (watched) return;
  watched = true;
  prepareGate(options);
  watchViews(options.routing === "hash");
  listen(document, "visibilitychange", () => {
    if (document.hidden) leave();
  });
  listen(window, "pagehide", leave);
  listen(window, "pageshow", (event) => {
    if (!(event as PageTransitionEvent).persisted) return;
    resume();
    emit("view");
  });
  // Keeps up with the network and with other tabs of the site.
  listen(window, "online", resume);
  listen(window, "storage", (event) => {
    const { key, newValue } = event as StorageEvent;
    if (key === CONSENT) choose(newValue);
    if (key === VISITOR && newValue) resume();
  });
};
