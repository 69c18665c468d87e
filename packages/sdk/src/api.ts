import type { TrackerError } from "./errors.js";
import type { KnownEvents } from "./known-events.js";

/** `pending`: events wait in memory and nothing is stored. `denied`: nothing is sent or stored, what was is deleted. */
export type Consent = "pending" | "granted" | "denied";

/** Each is a `data-` attribute of the script tag, too, such as `data-write-key`. */
export interface TrackerOptions {
  /** The site's public key. */
  readonly writeKey: string;
  /** Address of the collector, such as `https://events.example.com`. */
  readonly collector: string;
  /** Until the visitor has chosen; `granted` unless set. A choice made by `consent()` is remembered. */
  readonly consent?: Consent | undefined;
  /** `ignore` to record visitors who send Global Privacy Control; they count as denied otherwise. */
  readonly gpc?: "honour" | "ignore" | undefined;
  /** `honour`: visitors whose browser says Do Not Track count as denied, too. */
  readonly dnt?: "honour" | "ignore" | undefined;
  /**
   * `count`: page views of visitors who do not consent are counted, without parameters, referrer or anything the page says, under
   * an id that no other page of theirs has; nothing is kept in the browser. Otherwise nothing of theirs is sent.
   */
  readonly denied?: "nothing" | "count" | undefined;
  /** `off`: no page view without a call of `page`. */
  readonly pages?: "on" | "off" | undefined;
  /** `off`: forms are not watched. */
  readonly forms?: "on" | "off" | undefined;
  /** `off`: clicks on links to chats, phone numbers, mail addresses, files and other sites are not watched. */
  readonly clicks?: "on" | "off" | undefined;
  /** `off`: how long and how far down pages are read is not told. */
  readonly engagement?: "on" | "off" | undefined;
  /** `off`: cart adds, checkouts and orders are not watched. */
  readonly commerce?: "on" | "off" | undefined;
  /** `hash` where the fragment names the page, as in `#/cart`. */
  readonly routing?: "path" | "hash" | undefined;
}

/** Settings of one call. */
export interface CallOptions {
  /** An id of your own (at most 100 characters): the same id is stored once, however often it is sent. */
  readonly messageId?: string;
  /** When it happened, if not now. */
  readonly timestamp?: Date | string | number;
  /** Circumstances to add to the event's context. */
  readonly context?: object;
}

/** Known events with their properties, and any other with any. */
export type AnyEvents = KnownEvents & { [name: string]: object };

type NameOf<Events> = string extends keyof Events ? keyof KnownEvents | (string & {}) : keyof Events & string;
type PropertiesOf<Events, Name> = Name extends keyof KnownEvents & keyof Events
  ? Events[Name]
  : Name extends keyof Events
    ? Events[Name]
    : object;
type Arguments<Properties> =
  Record<never, never> extends Properties
    ? [properties?: Properties, options?: CallOptions]
    : [properties: Properties, options?: CallOptions];

/** What `on` can listen to, with what the listener gets. */
export interface Signals {
  /** Something was swallowed so as not to disturb the page. */
  error: TrackerError;
  /** An event was recorded: its JSON as it will be sent. */
  event: string;
}

/**
 * What pages call. No method throws, whatever it is given, and all return at once.
 *
 * @typeParam Events names and properties of the events the page sends; by default the known ones and any other
 */
export interface Tracker<Events = AnyEvents> {
  readonly version: string;
  /** Records that something happened. */
  track<Name extends NameOf<Events>>(name: Name, ...rest: Arguments<PropertiesOf<Events, Name>>): void;
  /** Records a page view. Not needed unless `pages` is off. */
  page(name?: string, properties?: object, options?: CallOptions): void;
  /** Says who the visitor is: the site's own user id, or traits such as `email` and `phone`, or both. */
  identify(userId: string | number, traits?: object, options?: CallOptions): void;
  identify(traits: object): void;
  /** Says which organisation the user belongs to. */
  group(groupId: string | number, traits?: object, options?: CallOptions): void;
  /** Says that two user ids are one. The collector takes this only with a secret key, from a server. */
  alias(userId: string | number, previousId?: string | number, options?: CallOptions): void;
  /** Signs out: whoever comes next is another visitor. */
  reset(): void;
  /**
   * Records the visitor's choice, for all trackers on the page.
   * @param purposes what the visitor said to each purpose; sent along with every event
   */
  consent(state: Consent, purposes?: Readonly<Record<string, boolean>>): void;
  /** Sends what waits, without waiting any longer. */
  flush(): void;
  /** Calls back once the script is there, at once if it is. */
  ready(callback: (tracker: Tracker<Events>) => void): void;
  on<Signal extends keyof Signals>(signal: Signal, listener: (value: Signals[Signal]) => void): void;
  /** The id events are recorded under, for a server that reports on the same visitor; none without consent. */
  visitorId(): string | undefined;
}

/** Methods that can be called before the script is there. */
export type Method = "track" | "page" | "identify" | "group" | "alias" | "reset" | "consent" | "flush" | "ready" | "on";
export const METHODS = "track page identify group alias reset consent flush ready on".split(" ") as readonly Method[];

/** A call made before the script was there: method, arguments, epoch milliseconds, address of the page. */
export type EarlyCall = readonly [method: Method, args: readonly unknown[], time: number, url: string];
