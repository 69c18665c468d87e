import { attempt } from "../attempt.js";
import { DEBUG } from "./link-address.js";

/** Storage items of the tab: that it is in debug mode, and what it has shown so far. */
const MODE = DEBUG;
const LOG = "ws_debug_log";

/**
 * Storage item of the site by which `tag.ts` knows that a tab may be in debug mode: to ask for the tab's own storage costs every page of
 * every visitor a wait for another process.
 */
const MARK = "waystitch";

/** Whether the address switches the debug mode on or off, or an earlier page of the tab did. It holds until it is ended. */
export function isDebugging(): boolean {
  const asked = new URLSearchParams(location.search).get(DEBUG);
  if (asked === "off") endDebugging();
  else if (asked !== null)
    attempt(() => {
      sessionStorage.setItem(MODE, "on");
      localStorage.setItem(MARK, MODE);
    });
  return asked === null ? !!attempt(() => sessionStorage.getItem(MODE)) : asked !== "off";
}

export const endDebugging = (): void => {
  attempt(() => localStorage.removeItem(MARK));
  for (const item of [MODE, LOG]) attempt(() => sessionStorage.removeItem(item));
};

/** What was shown on earlier pages of the tab, as text; the visitor who submits a form is on the next page before its answer. */
export const earlierLog = (): string | null | undefined => attempt(() => sessionStorage.getItem(LOG));

/** @param log none while nothing may be stored */
export const keepLog = (log: string | undefined): void =>
  attempt(() => (log ? sessionStorage.setItem(LOG, log) : sessionStorage.removeItem(LOG)));
