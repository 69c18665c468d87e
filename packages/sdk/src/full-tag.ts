import { attempt } from "./attempt.js";
import { findTag } from "./find-tag.js";
import { loadBeside } from "./load-beside.js";
import type { debug } from "./more/debug.js";
import { isDebugging } from "./more/debug-mode.js";
import { more } from "./more/index.js";
import { knownTracker, startTag } from "./start-tag.js";
import { ALL_WATCHERS } from "./watchers.js";

/** The element that has brought `waystitch-debug.js`, which leaves there what it has to give. */
type DebugScript = HTMLScriptElement & { debug?: typeof debug };

attempt(() => {
  const { options, script } = findTag();
  if (knownTracker().version) return;
  const brought = (): DebugScript["debug"] => document.querySelector<DebugScript>("script[src*=waystitch-debug]")?.debug;
  const run = (): void => {
    startTag(options, ALL_WATCHERS, (page) => {
      const early = more(page);
      const show = isDebugging() && brought();
      if (show) show(page, early);
    });
  };
  if (!isDebugging() || brought()) return run();
  // Where that is blocked or a policy forbids it, the rest goes on without.
  attempt(
    () => {
      const loading = loadBeside(script, "debug");
      loading.onload = () => attempt(run);
      loading.onerror = () => attempt(run);
    },
    () => attempt(run),
  );
});
