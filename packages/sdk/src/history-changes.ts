import { observeCalls } from "./observe-calls.js";
import { listen } from "./signals.js";

/**
 * Tells of every change of the address within the page, and whether it led to another entry of the history or only
 * rewrote the present one. Where the Navigation API is missing, pushState and replaceState are wrapped: the wrapper calls the
 * original first and returns what it returned. https://html.spec.whatwg.org/multipage/nav-history-apis.html#navigation-api
 */
export const watchHistory = (changed: (moved: boolean) => void): void => {
  if (window.navigation) {
    listen(navigation, "currententrychange", (event) => {
      const { navigationType } = event as NavigationCurrentEntryChangeEvent;
      // None: the entry's own state was updated.
      if (navigationType) changed(navigationType !== "replace");
    });
    return;
  }
  for (const method of ["pushState", "replaceState"] as const) observeCalls(history, method, () => changed(method === "pushState"));
  listen(window, "popstate", () => changed(true));
};
