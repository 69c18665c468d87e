import type { TrackerOptions } from "./api.js";
import { CONSENT, choose, prepareGate, resume } from "./gate.js";
import { VISITOR } from "./identity.js";
import { watchPageLife } from "./page-life.js";
import { settleView, watchViews } from "./page-views.js";
import { emit, listen } from "./signals.js";

let watched = false;

/** Watches what all trackers of the page share, once. The options of the first tracker count. */
export const watchPage = (options: TrackerOptions): void => {
  if (watched) return;
  watched = true;
  prepareGate(options);
  const hashRouting = options.routing === "hash";
  watchViews(hashRouting);
  watchPageLife(
    () => {
      settleView(hashRouting);
      emit("leave");
    },
    () => {
      resume();
      emit("view");
    },
  );
  // Keeps up with the network and with other tabs of the site.
  listen(window, "online", resume);
  listen(window, "storage", (event) => {
    const { key, newValue } = event as StorageEvent;
    if (key === CONSENT) choose(newValue);
    if (key === VISITOR && newValue) resume();
  });
};
