import type { RecordedRequest } from "../recording-proxy.js";

/** Calls of `track` a scenario makes, each with its number `n` from 0. */
export const CALLS = 20;

/** The name of the events that are counted. */
export const EVENT = "Loss Probe";

/** Receives a product's events, as its backend does. */
export interface Receiver {
  /** Where it listens. */
  readonly url: string;
  /**
   * HTML for the head of a site's pages, as the product's own documentation has it.
   * @param url where the browser reaches this receiver
   */
  head(url: string): string;
  /** The numbers of the events that it has stored, one for each stored event. */
  stored(): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** A browser script under test. */
export interface Product {
  readonly name: string;
  /** The path of its script below the receiver's address. */
  readonly script: string;
  /** JavaScript that is true once the script can be used. */
  readonly ready: string;
  /** JavaScript of a function `(name, properties)` that records an event. */
  readonly track: string;
  /** The numbers of the counted events in a request. */
  eventsIn(request: RecordedRequest): readonly number[];
  /** A receiver that has stored nothing. */
  startReceiver(): Promise<Receiver>;
}
