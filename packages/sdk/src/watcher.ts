import type { CallOptions, TrackerOptions } from "./api.js";

/** What a watcher has at hand. */
export interface Watched {
  readonly options: TrackerOptions;
  /** Records an event that happens now. `context.capture` says which part of the script saw it. */
  track(name: string, properties: object, options?: CallOptions): void;
  /** Says how the visitor can be reached. */
  identify(traits: object): void;
}

/** A part of the script that watches the page and records what happens on it. Runs once, when the tracker starts. */
export type Watcher = (page: Watched) => void;
