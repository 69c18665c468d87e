import type { EarlyCall, Tracker } from "./api.js";
import type { MoreOptions } from "./more/extended.js";

/**
 * What stands at `window.waystitch` before the tag runs: nothing, the stub, a tracker, or an element with that id, which does
 * for an object, too: https://html.spec.whatwg.org/#named-access-on-the-window-object
 */
type Known = { q?: EarlyCall[]; version?: string } & Partial<Tracker>;

/** The page's script tag, with its options, and the object that becomes its tracker. */
export interface Tag {
  readonly script: HTMLScriptElement;
  readonly options: MoreOptions;
  readonly known: Known;
}

/** @throws where the page has no tag */
export const findTag = (): Tag => {
  const script = (document.currentScript || document.querySelector("script[data-write-key]")) as HTMLScriptElement;
  return {
    script,
    known: (window as { waystitch?: Known }).waystitch || {},
    // The collector is beside the script. The attributes are the site owner's word for the options; each option stands anything.
    options: { collector: script.src.replace(/[^/]*$/, ""), ...script.dataset } as unknown as MoreOptions,
  };
};
