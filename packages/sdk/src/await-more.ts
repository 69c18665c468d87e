import type { Tracker } from "./api.js";
import { attempt } from "./attempt.js";
import { consented } from "./gate.js";
import { adopt, visitor } from "./identity.js";
import type { Extended, MoreOptions } from "./more/extended.js";
import { guard, on } from "./signals.js";

type Install = (page: Extended) => void;

/** Where the rest of the script comes from: it was imported, or can be loaded, which calls back when it cannot. */
export interface MoreSource {
  readonly imported?: Install | undefined;
  readonly load?: ((failed: () => void) => void) | undefined;
}

/** How long `waystitch-more.js` may take. */
const MORE_MS = 3000;

/** Whether the page needs `waystitch-more.js`. */
const needsMore = ({ domains, hash, tcf }: MoreOptions): unknown =>
  domains || hash || tcf || /[?&]ws_(debug|link)/.test(location.search) || attempt(() => sessionStorage.getItem("ws_debug"));

/**
 * Starts at once, or, where the page needs more than this script, when that is there; until then events wait in memory.
 *
 * @param api gets the method `more`, by which that script takes hold
 */
export const awaitMore = (
  options: MoreOptions,
  api: Record<string, unknown>,
  revise: Extended["revise"],
  { imported, load }: MoreSource,
  start: () => void,
): void => {
  let begun = false;
  const go = (): void => {
    if (!begun) start();
    begun = true;
  };
  const install = (more: Install): void => {
    // Every method of the interface was put in.
    guard(() => more({ options, tracker: api as unknown as Tracker, state: () => [visitor(), consented()], adopt, revise }));
    go();
  };
  api["more"] = install;
  if (imported) install(imported);
  else if (load && needsMore(options)) {
    // Without that script, what it should hash does not leave.
    const giveUp = (): void => (options.hash ? undefined : go());
    attempt(() => load(giveUp), giveUp);
    setTimeout(giveUp, MORE_MS);
    on("leave", giveUp);
  } else go();
};
