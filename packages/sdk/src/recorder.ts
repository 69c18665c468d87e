import { LIMITS } from "@waystitch/protocol";
import type { CallOptions } from "./api.js";
import type { Moment } from "./context.js";
import { bytesOf, encode } from "./encode.js";
import type { Report } from "./errors.js";
import type { Entry } from "./outbox.js";

/** What a call says, in the protocol's fields; values are the page's and may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** Strings are cut to this many UTF-16 units, lest a picture in a property takes the event with it. */
const LONGEST = 8000;

/**
 * Freezes an event as JSON: its id, visitor, time and circumstances are those of the call, however late it is sent.
 * `undefined` when it is too large.
 *
 * @param context circumstances of every event
 * @param options the page's own, unchecked
 */
export function recordEvent(
  id: string,
  fields: Fields,
  { time }: Moment,
  context: object,
  options: unknown,
  report: Report,
): Entry | undefined {
  const { messageId, timestamp, context: more } = Object(options) as CallOptions;
  const event = {
    messageId: messageId || id,
    originalTimestamp: new Date(timestamp || time),
    context: Object.assign(context, more),
    // Last, so that what is too much is theirs.
    ...fields,
  };
  const json = encode(event, (key) => report("payload", key), LONGEST);
  if (bytesOf(json) <= LIMITS.eventBytes) return { id, json };
  report("too_large", json.slice(0, LONGEST));
  return undefined;
}
