import type { EventType } from "@waystitch/protocol";
import type { CallOptions } from "./api.js";
import { encode } from "./encode.js";
import { consentedTo, isCounted } from "./gate.js";
import { user, visitor } from "./identity.js";
import { DROPPED } from "./outbox.js";
import { referrer } from "./page-views.js";
import { getItem } from "./storage.js";
import { VERSION } from "./version.js";

/** When and where a call was made: epoch milliseconds by the browser's clock, and the address of the page. */
export type Moment = readonly [time: number, url: string];

/** What a call says, in the protocol's fields; values are the page's and may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Freezes an event as JSON: its id, visitor, time and circumstances are those of the call, however late it is sent. What an
 * address says about path and campaign, the collector reads from it. Of a visitor who is only counted, no more is told than
 * which page was seen. No time zone, as the first `Intl` object of a page costs 20 ms of its main thread, and no screen size: nothing
 * reads them.
 *
 * @param options the page's own, unchecked
 */
export const recordEvent = (id: string, type: EventType, fields: Fields, [time, url]: Moment, options: unknown): string => {
  const counted = isCounted();
  const { messageId, timestamp, context } = Object(counted || options) as CallOptions;
  return encode({
    type,
    anonymousId: visitor(),
    userId: counted ? undefined : user(),
    messageId: messageId || id,
    originalTimestamp: new Date(timestamp || time),
    context: {
      // Without the fragment, in which sites hide sign-in tokens.
      page: counted ? { url: url.replace(/[?#].*/, "") } : { url: url.replace(/#.*/, ""), title: document.title, referrer: referrer() },
      dropped: +getItem(DROPPED) || undefined,
      // These two in this order, by which the tracker finds what waits.
      consent: consentedTo(),
      library: { name: "waystitch", version: VERSION },
      ...context,
    },
    // Last, so that what does not fit is theirs.
    ...((counted || fields) as Fields),
  });
};
