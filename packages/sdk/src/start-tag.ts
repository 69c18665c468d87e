import type { EarlyCall, Tracker } from "./api.js";
import type { Extended, MoreOptions } from "./more/extended.js";
import { startTracker } from "./tracker.js";
import type { Watcher } from "./watcher.js";

/**
 * What stands at `window.waystitch` before the tag runs: nothing, the stub, a tracker, or an element with that id, which does
 * for an object, too: https://html.spec.whatwg.org/#named-access-on-the-window-object
 */
type Known = { q?: EarlyCall[]; version?: string } & Partial<Tracker>;

const page = window as { waystitch?: Known };

/** The object that is, or becomes, the tracker of this page's tag; it has a version when one was started, perhaps by another script. */
export const knownTracker = (): Known => page.waystitch || {};

/** Starts the tag's tracker, unless one was started: the object the stub made becomes it. */
export const startTag = (options: MoreOptions, watchers: readonly Watcher[], more?: (page: Extended) => void): Tracker | undefined => {
  const known = knownTracker();
  if (known.version) return undefined;
  const early = known.q || [];
  delete known.q;
  page.waystitch = Object.assign(known, startTracker(options, early, watchers, more));
  // With all that was assigned.
  return known as Tracker;
};
