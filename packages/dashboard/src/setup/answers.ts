import type { Arrivals, ListedKey, ReplayLine, SiteSettings } from "@waystitch/store";

// What the routes of this folder answer. Apart from them, because the page in the browser reads it, too.

/** A key that stands in pages, which anybody may see. */
export type PublicKey = Pick<ListedKey, "keyId" | "label" | "origins" | "lastUsedOn"> & { readonly writeKey: string };

/** A script at an address that never has another content. */
export interface PinnedScript {
  readonly path: string;
  /** What a tag's attribute `integrity` has to say. */
  readonly integrity: string;
}

/** The answer of `/api/sites/:site/setup`: what a script tag is made of, and what was set where the site was made. */
export interface SetupBody {
  /** Where pages reach the collector, or `null` when the dashboard was not told. */
  readonly collectorUrl: string | null;
  /** This version of the script, when the collector could be asked for it. */
  readonly pinned: PinnedScript | null;
  /** Write keys in use, the oldest first. */
  readonly writeKeys: readonly PublicKey[];
  readonly settings: SiteSettings | null;
}

/** The answer of `/api/sites/:site/keys`, revoked keys among them. */
export interface KeysBody {
  readonly keys: readonly ListedKey[];
}

/** The answer to whoever made a key. */
export interface MadeKey {
  /** The key itself; a secret one is told this once. */
  readonly key: string;
}

/** The answer of `/api/sites/:site/check`. */
export interface CheckBody extends Arrivals {
  /** When it was asked, by the dashboard's clock: the first answer says since when to ask from then on. */
  readonly at: Date;
}

/** A rejected event, to be read. */
export interface RejectedExample {
  readonly receivedAt: Date;
  /** What exactly was wrong. */
  readonly detail: string;
  /** JSON from whoever sent it, its beginning only when it is long. */
  readonly payload: string;
  readonly isCut: boolean;
}

/** The answer of `/api/sites/:site/rejected/:reason`. */
export interface ExampleBody {
  /** The latest one of the last three months, or `null`. */
  readonly example: RejectedExample | null;
}

/** The answer of `/api/sites/:site/replays`: what was asked for last, the newest first. */
export interface ReplaysBody {
  readonly replays: readonly ReplayLine[];
}
