import type { JsonObject, ParsedEvent, Rejection, Sender } from "@waystitch/protocol";
import type { ContactRow, EventRow } from "@waystitch/store";

/** What a request tells about all its events. */
export interface Received {
  readonly siteId: string;
  readonly sender: Sender;
  /** Epoch milliseconds, by the collector's clock. */
  readonly receivedAt: number;
  /** Epoch milliseconds, by the client's clock. */
  readonly sentAt: number | null;
  readonly context: { readonly ok: true; readonly value: JsonObject } | Rejection;
  readonly userAgent: string | null;
  readonly acceptLanguage: string | null;
  /** Where the request came from; behind a trusted proxy, where the proxy got it from. */
  readonly address: string;
  /** The country of that address, ISO 3166-1 alpha-2, where it is known. */
  readonly country: string | null;
  /** Whether the site keeps e-mail addresses and phone numbers themselves. */
  readonly keepsContacts: boolean;
  /** What the event is known to have carried before it was scrubbed; it is only when it is replayed. */
  readonly identifiers?: readonly string[];
}

/** What the circumstances of an event say about the browser that sent it. */
export interface Client {
  readonly device: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly language: string | null;
  readonly ipPrefix: string | null;
  readonly botReason: string | null;
  readonly country: string | null;
}

/** An event whose time is known by the collector's clock, in epoch milliseconds. */
export type Timed = ParsedEvent & { readonly occurredAt: number };
export type Enriched = Timed & { readonly client: Client };

/** An event that may be stored: contact data only as keyed hashes, in `identifiers`. */
export type Scrubbed = Omit<Enriched, "anonymousId"> & {
  readonly identifiers: readonly string[];
  /** The contacts themselves, by their hashes, of a site that keeps them. */
  readonly contacts: ReadonlyMap<string, string>;
  readonly pageUrl: string | null;
  readonly pageTitle: string | null;
  readonly referrer: string | null;
  readonly campaign: JsonObject | null;
};

/** The rows that an event becomes. */
export interface Recordable {
  readonly event: EventRow;
  readonly contacts: readonly ContactRow[];
}
