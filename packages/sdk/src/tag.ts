import type { EarlyCall, Tracker } from "./api.js";
import { optionsOf } from "./options.js";
import { startTracker } from "./tracker.js";

interface Stub {
  q?: EarlyCall[];
  version?: string;
}

/** What the script tag runs. The object the stub made becomes the tracker; a second tag changes nothing. */
function runTag(): void {
  const page = window as { waystitch?: (Stub & Partial<Tracker>) | undefined };
  const script = (document.currentScript || document.querySelector("script[data-write-key]")) as HTMLScriptElement | null;
  const known = page.waystitch;
  if (!script || (known && known.version)) return;
  const queue = known && Array.isArray(known.q) ? known.q : undefined;
  // An element with the id `waystitch` stands under the same name: https://html.spec.whatwg.org/#named-access-on-the-window-object
  const tracker = queue && known ? known : {};
  const early = queue ? queue.splice(0) : [];
  page.waystitch = Object.assign(tracker, startTracker(optionsOf(script), early));
  delete tracker.q;
}

try {
  runTag();
} catch {
  // The page goes on without the script.
}
