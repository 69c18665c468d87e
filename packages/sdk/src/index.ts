import type { AnyEvents, Tracker, TrackerOptions } from "./api.js";
import { METHODS } from "./api.js";
import { startTracker } from "./tracker.js";
import { VERSION } from "./version.js";
import { WATCHERS } from "./watchers.js";

export type { AnyEvents, CallOptions, Consent, Signals, Tracker, TrackerOptions } from "./api.js";
export { ERRORS, type ErrorCode, type TrackerError } from "./errors.js";
export type { KnownEvents, Product } from "./known-events.js";
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
 */
export const createTracker = <Events = AnyEvents>(options: TrackerOptions): Tracker<Events> => {
  const tracker = typeof document === "undefined" ? inertTracker() : startTracker(options, [], WATCHERS);
  // The names and properties of events exist at compile time only.
  return tracker as unknown as Tracker<Events>;
};
