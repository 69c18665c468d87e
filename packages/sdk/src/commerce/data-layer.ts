import { observeCalls } from "../observe-calls.js";
import { guard, on } from "../signals.js";

/** How often the page is asked whether it has another array by now: more often than a sighting waits. */
const LOOK_MS = 500;

/**
 * Hears what is pushed to `window.dataLayer`, and first what was pushed before. Pages make the array, or put another in its
 * place, whenever they like; Google Tag Manager wraps its `push`, too, before or after.
 * https://developers.google.com/tag-platform/tag-manager/datalayer
 *
 * @param heard gets every entry as it was pushed: an object, or the arguments of a `gtag` call such as
 * `["event", "purchase", {...}]` or `["consent", "update", {...}]`
 */
export const watchDataLayer = (heard: (entry: unknown) => void): void => {
  let known: unknown;
  const hear = (entry: unknown): void => guard(() => heard(entry));
  const look = (): void =>
    guard(() => {
      const { dataLayer } = window as { dataLayer?: unknown };
      if (dataLayer === known || !Array.isArray(dataLayer)) return;
      known = dataLayer;
      observeCalls(dataLayer, "push", (_, entries) => entries.forEach(hear));
      dataLayer.forEach(hear);
    });
  look();
  setInterval(look, LOOK_MS);
  on("leave", look);
};
