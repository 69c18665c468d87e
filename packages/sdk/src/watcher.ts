import type { CallOptions, TrackerOptions } from "./api.js";
import type { SignalHub } from "./signals.js";

/** What a watcher has at hand. */
export interface Watched {
  readonly options: TrackerOptions;
  /** Listeners, guards, and the signals `view` (a page view was recorded) and `leave` (the page may be gone in a moment). */
  readonly hub: SignalHub;
  /** Records an event that happens now. `context.capture` says which part of the script saw it. */
  track(name: string, properties: object, options?: CallOptions): void;
  /** Says how the visitor can be reached. */
  identify(traits: object): void;
}

/** A part of the script that watches the page and records what happens on it. Runs once, when the tracker starts. */
export type Watcher = (page: Watched) => void;
