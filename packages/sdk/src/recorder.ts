import type { CallOptions } from "./api.js";
import type { Moment } from "./context.js";
import { encode } from "./encode.js";
import type { Report } from "./errors.js";
import type { Entry } from "./outbox.js";

/** What a call says, in the protocol's fields; values are the page's and may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Freezes an event as JSON: its id, visitor, time and circumstances are those of the call, however late it is sent.
 *
 * @param who type and actors
 * @param context circumstances of every event
 * @param options the page's own, unchecked
 */
export function recordEvent(
  id: string,
  who: Fields,
  fields: Fields,
  { time }: Moment,
  context: object,
  options: unknown,
  report: Report,
): Entry {
  const { messageId, timestamp, context: more } = Object(options) as CallOptions;
  const event = {
    ...who,
    messageId: messageId || id,
    originalTimestamp: new Date(timestamp || time),
    context: Object.assign(context, more),
    // Last, so that what does not fit is theirs.
    ...fields,
  };
  return { id, json: encode(event, (key) => report("payload", key)) };
}
