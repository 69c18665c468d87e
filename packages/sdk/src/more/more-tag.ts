import { attempt } from "../attempt.js";
import { isDebugging } from "./debug-mode.js";
import type { Extended } from "./extended.js";
import { more } from "./index.js";

/** The tracker of the script tag, as far as files that are loaded apart see it. */
interface Extensible {
  more(install: (page: Extended) => void): void;
  /** What `waystitch-debug.js` has brought. */
  debug?(page: Extended, early: readonly string[]): void;
}

attempt(() => {
  const { waystitch } = window as unknown as { waystitch: Extensible };
  const debugging = isDebugging();
  const install = (): void =>
    waystitch.more((page) => {
      const early = more(page);
      if (debugging && waystitch.debug) waystitch.debug(page, early);
    });
  if (!debugging || waystitch.debug) return install();
  const { src, nonce } = document.currentScript as HTMLScriptElement;
  const script = document.createElement("script");
  script.nonce = nonce;
  script.onload = install;
  script.onerror = install;
  // Where a policy forbids that, the rest goes on without.
  attempt(() => {
    script.src = src.replace("-more", "-debug");
    document.head.append(script);
  }, install);
});
