import { attempt } from "./attempt.js";
import { see } from "./commerce/acts.js";
import { findTag } from "./find-tag.js";
import { loadBeside } from "./load-beside.js";
import type { Joinable } from "./parts/part.js";
import { guard } from "./signals.js";
import { startTag } from "./start-tag.js";
import { getItem } from "./storage.js";
import { WATCHERS } from "./watchers.js";

/** How long `waystitch-full.js` may take where events may do without it; nobody asks whether it was blocked. */
const FULL_MS = 3000;

attempt(() => {
  const { options, script } = findTag();
  const { consentMode, denied, dnt, domains, hash, tcf } = options;
  const run = (): void =>
    guard(() => {
      const tracker: Joinable | undefined = startTag(options, WATCHERS);
      if (!tracker) return;
      tracker.join = (install) => guard(() => install({ options, tracker, see, guard }));
      loadBeside(script, "activity");
    });
  // What only the full script can do, it does instead of this one: by attributes, by a parameter, or by what the debug mode has left. Where it does not come, nothing leaves that it should have hashed,
  // counted or asked consent for.
  const isAwaited = consentMode || denied || dnt || hash || tcf;
  if (isAwaited || domains || /\bws_/.test(getItem("waystitch") + location.search)) {
    if (!isAwaited) {
      setTimeout(run, FULL_MS);
      // A page that is left is hidden only after this, which the tracker hears: https://html.spec.whatwg.org/#unloading-documents
      addEventListener("pagehide", run);
    }
    loadBeside(script, "full");
  } else run();
});
