import type { Tracker } from "../api.js";
import { attempt } from "../attempt.js";
import type { See } from "../commerce/acts.js";
import type { MoreOptions } from "../more/extended.js";
import type { Watched, Watcher } from "../watcher.js";

/** Files with watchers, beside the tag's script. */
export type PartName = "activity" | "shops";

/**
 * What the tag's script hands to a part. The two may be of different versions in a browser's cache, so the names here are kept as they
 * stand, and there are few.
 */
export interface PartPage {
  readonly options: MoreOptions;
  /** The same as pages have. Its `on` also hears the signals of the script's own parts. */
  readonly tracker: Tracker;
  /** Makes one event of one act, however many see it. */
  readonly see: See;
  /** Runs something that must not fail into the page. */
  guard(run: () => void): void;
}

/** The tracker of a tag whose script has parts. */
export interface Joinable extends Tracker {
  /** By it, what is loaded apart takes hold. */
  join?: (install: (page: PartPage) => void) => void;
  /** What has joined so far. */
  parts?: Partial<Record<PartName, boolean>>;
}

/** The tracker this part has joined; set before any of its watchers runs. */
export let page: PartPage;

/** Starts watchers on the tracker of the script tag, once, however often the file is loaded. */
export const startPart = (name: PartName, watchers: readonly Watcher[]): void => {
  attempt(() => {
    // Where it is missing, there is nothing to join.
    const { waystitch } = window as unknown as { waystitch: Required<Joinable> };
    waystitch.parts = waystitch.parts || {};
    if (waystitch.parts[name]) return;
    waystitch.join((joined) => {
      page = joined;
      // The tracker takes anything; it knows itself when and where it is called.
      const { options, tracker } = joined as { options: MoreOptions; tracker: Pick<Watched, "track" | "identify"> };
      for (const watch of watchers) joined.guard(() => watch({ options, track: tracker.track, identify: tracker.identify }));
    });
    waystitch.parts[name] = true;
  });
};
