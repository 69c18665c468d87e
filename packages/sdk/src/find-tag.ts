import type { MoreOptions } from "./more/extended.js";

/** The page's script tag, with its options. */
export interface Tag {
  readonly script: HTMLScriptElement;
  readonly options: MoreOptions;
}

/** @throws where the page has no tag */
export const findTag = (): Tag => {
  const script = (document.currentScript || document.querySelector("script[data-write-key]")) as HTMLScriptElement;
  return {
    script,
    // The collector is beside the script. The attributes are the site owner's word for the options; each option stands anything.
    options: { collector: script.src.replace(/[^/]*$/, ""), ...script.dataset } as unknown as MoreOptions,
  };
};
