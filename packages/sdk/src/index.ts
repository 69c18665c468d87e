import type { AnyEvents, Tracker } from "./api.js";
import { METHODS } from "./api.js";
import type { Extended, MoreOptions } from "./more/extended.js";
import { startTracker } from "./tracker.js";
import { VERSION } from "./version.js";
import { ALL_WATCHERS } from "./watchers.js";

export type { AnyEvents, CallOptions, Consent, Signals, Tracker, TrackerOptions } from "./api.js";
export { ERRORS, type ErrorCode, type TrackerError } from "./errors.js";
export type { KnownEvents, Product } from "./known-events.js";
export type { MoreOptions } from "./more/extended.js";
export { STUB } from "./stub.js";
export { VERSION };

declare global {
  interface Window {
    /** The tracker of the script tag. */
    waystitch?: Tracker;
  }
}

/** A tracker where there is no page, as in a server's rendering: it does nothing. */
const inertTracker = (): Tracker => {
  const api: Record<string, unknown> = { version: VERSION };
  for (const method of [...METHODS, "visitorId"]) api[method] = () => {};
  return api as unknown as Tracker;
};

/**
 * Starts a tracker on this page. Without a page, as on a server, it does nothing.
 *
 * @typeParam Events names and properties of the events the page may send, checked at compile time
 * @param more what `@waystitch/sdk/more` exports, for the options that need it
 */
export const createTracker = <Events = AnyEvents>(options: MoreOptions, more?: (page: Extended) => void): Tracker<Events> => {
  const tracker = typeof document === "undefined" ? inertTracker() : startTracker(options, [], ALL_WATCHERS, more);
  // The names and properties of events exist at compile time only.
  return tracker as unknown as Tracker<Events>;
};
