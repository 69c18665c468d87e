import type { Consent, Tracker, TrackerOptions } from "../api.js";

/** Options that need this file; each is a `data-` attribute of the script tag, too. */
export interface MoreOptions extends TrackerOptions {
  /** The site's domains, separated by commas: links among them take the visitor along. */
  readonly domains?: string | undefined;
  /** `on`: e-mail addresses and phone numbers leave the browser only as hashes. */
  readonly hash?: "on" | "off" | undefined;
  /** `on`: the site's consent dialog speaks through the IAB's TCF API. */
  readonly tcf?: "on" | "off" | undefined;
  /** `google`: the site's consent dialog speaks through Google's Consent Mode. */
  readonly consentMode?: "google" | undefined;
}

/**
 * What a tracker hands to this file. The two are built apart and may be of different versions in a browser's cache, so the names here
 * are kept as they stand, and there are few.
 */
export interface Extended {
  readonly options: MoreOptions;
  /** The same as pages have. Its `on` also hears `sent`, with `Sent`. */
  readonly tracker: Tracker;
  /** The id events are recorded under at the moment, also without consent, and what the visitor allows. */
  state(): readonly [visitorId: string, consent: Consent];
  /** Makes the visitor of another domain the one that is remembered here, once anything may be. Events that still wait become theirs. */
  adopt(visitorId: string): void;
  /** From now on changes every event's JSON before anybody hears it, and once those that wait for the gate. */
  revise(change: (json: string) => string): void;
}

/** A request was answered, or failed, which has the status `0`: its body, and that of the answer. */
export type Sent = readonly [body: string, status: string, text: string];
