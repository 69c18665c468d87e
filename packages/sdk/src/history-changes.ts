/** How the address changed: to a new entry of the history, in place of the present one, or to one that was there. */
export type Change = "push" | "replace" | "traverse";

/**
 * Tells of every change of the address within the page. Where the Navigation API is missing, pushState and replaceState
 * are wrapped: the wrapper calls the original first and returns what it returned.
 * https://html.spec.whatwg.org/multipage/nav-history-apis.html#navigation-api
 */
export function watchHistory(changed: (change: Change) => void): void {
  if (window.navigation) {
    navigation.addEventListener("currententrychange", ({ navigationType }) => {
      if (navigationType) changed(navigationType === "reload" ? "replace" : navigationType);
    });
    return;
  }
  const wrap = (method: "pushState" | "replaceState", change: Change): void => {
    const original = history[method];
    history[method] = function (this: History, ...args: Parameters<History["pushState"]>) {
      const result = original.apply(this, args);
      changed(change);
      return result;
    };
  };
  wrap("pushState", "push");
  wrap("replaceState", "replace");
  addEventListener("popstate", () => changed("traverse"));
}
