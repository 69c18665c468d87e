import { EVENT, type JsonObject, type KnownEventName, type RejectReason } from "@waystitch/protocol";

/** The shop's own address, in a domain that nobody has. */
export const SHOP = "https://matxinh.example";

/** One event as it is sent. */
export interface StoryEvent {
  /** When it happened, epoch milliseconds. */
  readonly at: number;
  readonly event: JsonObject;
  /** Why the collector has to reject it; absent for those it has to store. */
  readonly reject?: RejectReason;
}

/** A browser. */
export interface Device {
  readonly visitorId: string;
  readonly userAgent: string;
  /** Who is signed in there, once somebody is. */
  userId: string | null;
}

export interface PageSeen {
  readonly path: string;
  readonly title: string;
  readonly referrer: string;
}

/** Whom a server's event is about: a browser, a user, or nobody but its order. */
export type Whom = Pick<Device, "visitorId"> | { readonly userId: string } | null;

/** Writes down what happens to one person, as the browser's script and the shop's server would send it. */
export interface Recorder {
  page(device: Device, at: number, page: PageSeen): void;
  track(device: Device, at: number, name: KnownEventName, properties: JsonObject, page?: PageSeen): void;
  identify(device: Device, at: number, traits: JsonObject): void;
  /** What the shop's server reports. */
  report(at: number, name: KnownEventName, properties: JsonObject, whom: Whom, traits?: JsonObject): void;
  /** What goes wrong, as it is. */
  wrong(at: number, event: JsonObject, reject: RejectReason): void;
  /** All of it until a time, in order. */
  until(end: number): readonly StoryEvent[];
}

const iso = (at: number): string => new Date(at).toISOString();
const titleOf = (title: string): string => `${title} · Mắt Xinh`;

function contextOf({ userAgent }: Device, page?: PageSeen): JsonObject {
  return {
    userAgent,
    locale: "vi-VN",
    timezone: "Asia/Ho_Chi_Minh",
    ...(page === undefined ? {} : { page: { url: `${SHOP}${page.path}`, title: titleOf(page.title), referrer: page.referrer } }),
  };
}

/** @param prefix what all the person's message ids begin with: the same story has the same ids each time */
export function createRecorder(prefix: string): Recorder {
  const events: StoryEvent[] = [];
  const add = (at: number, event: JsonObject, reject?: RejectReason): void => {
    const messageId = `${prefix}-${String(events.length).padStart(4, "0")}`;
    const whole = { messageId, timestamp: iso(Math.floor(at)), ...event };
    events.push({ at: Math.floor(at), event: whole, ...(reject === undefined ? {} : { reject }) });
  };
  const whoIs = ({ visitorId, userId }: Device): JsonObject => ({ anonymousId: visitorId, ...(userId === null ? {} : { userId }) });
  return {
    page: (device, at, page) => add(at, { type: "page", ...whoIs(device), context: contextOf(device, page) }),
    track: (device, at, event, properties, page) =>
      add(at, { type: "track", event, ...whoIs(device), properties, context: contextOf(device, page) }),
    identify: (device, at, traits) => add(at, { type: "identify", ...whoIs(device), traits, context: contextOf(device) }),
    report(at, event, properties, whom, traits) {
      const who = whom === null ? {} : "visitorId" in whom ? { anonymousId: whom.visitorId } : { userId: whom.userId };
      add(at, { type: "track", event, ...who, properties, ...(traits === undefined ? {} : { context: { traits } }) });
    },
    wrong: (at, event, reject) => add(at, event, reject),
    until: (end) => events.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at),
  };
}

/** What a page says of itself when it is left. */
export function leavePage(recorder: Recorder, device: Device, at: number, page: PageSeen, looked: number, scrolled: number): void {
  const properties = { engaged_ms: Math.round(looked), scroll_percent: Math.round(scrolled) };
  recorder.track(device, at, EVENT.pageEngaged, properties, { ...page, referrer: "" });
}
