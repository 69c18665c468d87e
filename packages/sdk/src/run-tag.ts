import type { EarlyCall, Tracker, TrackerOptions } from "./api.js";
import { attempt } from "./attempt.js";
import { EXTENDS } from "./extends.js";
import { startTracker } from "./tracker.js";
import type { Watcher } from "./watcher.js";

/**
 * What stands at `window.waystitch` before the tag runs: nothing, the stub, a tracker, or an element with that id, which does
 * for an object, too: https://html.spec.whatwg.org/#named-access-on-the-window-object
 */
type Known = { q?: EarlyCall[]; version?: string } & Partial<Tracker>;

/** What the script tag runs. The object the stub made becomes the tracker; a second tag changes nothing. */
export const runTag = (watchers: readonly Watcher[]): void => {
  attempt(() => {
    const page = window as { waystitch?: Known };
    const script = (document.currentScript || document.querySelector("script[data-write-key]")) as HTMLScriptElement;
    const known: Known = page.waystitch || {};
    if (known.version) return;
    const early = known.q || [];
    delete known.q;
    // The collector is beside the script. The attributes are the site owner's word for the options; each option stands anything.
    const options = { collector: script.src.replace(/[^/]*$/, ""), ...script.dataset } as unknown as TrackerOptions;
    const load = (failed: () => void): void => {
      const more = document.createElement("script");
      more.nonce = script.nonce;
      more.onerror = failed;
      more.src = new URL("waystitch-more.js", script.src).href;
      document.head.append(more);
    };
    page.waystitch = Object.assign(known, startTracker(options, early, watchers, EXTENDS ? { load } : {}));
  });
};
