import type { Tag } from "./find-tag.js";
import type { Extended } from "./more/extended.js";
import { startTracker } from "./tracker.js";
import type { Watcher } from "./watcher.js";

/**
 * Starts the tag's tracker: the object the stub made becomes it. Another tag changes nothing.
 *
 * @returns whether it was started
 */
export const startTag = ({ known, options }: Tag, watchers: readonly Watcher[], more?: (page: Extended) => void): boolean => {
  if (known.version) return false;
  const early = known.q || [];
  delete known.q;
  (window as { waystitch?: object }).waystitch = Object.assign(known, startTracker(options, early, watchers, more));
  return true;
};
