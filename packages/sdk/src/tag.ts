import type { Tracker } from "./api.js";
import { attempt } from "./attempt.js";
import { see } from "./commerce/acts.js";
import { findTag } from "./find-tag.js";
import { loadBeside } from "./load-beside.js";
import type { PartPage } from "./parts/part.js";
import { guard } from "./signals.js";
import { startTag } from "./start-tag.js";
import { WATCHERS } from "./watchers.js";

/** How long `waystitch-full.js` may take where events may do without it; nobody asks whether it was blocked. */
const FULL_MS = 3000;

attempt(() => {
  const tag = findTag();
  const { options, script } = tag;
  // Every method of the interface is put in when it starts.
  const known = tag.known as Tracker & { join?: (install: (page: PartPage) => void) => void };
  const { consentMode, denied, dnt, domains, hash, tcf } = options;
  const run = (): void =>
    guard(() => {
      if (!startTag(tag, WATCHERS)) return;
      // By it, what is loaded apart takes hold.
      known.join = (install) => guard(() => install({ options, tracker: known, see, guard }));
      loadBeside(script, "activity");
    });
  // What only the full script can do, it does instead of this one. Where it does not come, nothing leaves that it should have hashed,
  // counted or asked consent for.
  const isAwaited = consentMode || denied || dnt || hash || tcf;
  if (isAwaited || domains || /ws_(debug|link)/.test(location.search + attempt(() => Object.keys(sessionStorage)))) {
    if (!isAwaited) setTimeout(run, FULL_MS);
    loadBeside(script, "full");
  } else run();
});
