import { type EventType, LIMITS, utf8Bytes } from "@waystitch/protocol";
import { contextOf, type Moment } from "./context.js";
import { encode } from "./encode.js";
import type { Report } from "./errors.js";
import type { Identity } from "./identity.js";
import type { Entry } from "./outbox.js";

/** What a call says, in the protocol's fields; values are the page's and may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** Strings of an event that is too large are cut to this many UTF-16 units. */
const CUT = 500;

/** The value of a member, `undefined` when it cannot be read. */
export function memberOf(value: unknown, key: string): unknown {
  try {
    return typeof value === "object" && value !== null ? (value as Fields)[key] : undefined;
  } catch {
    return undefined;
  }
}

function timeOf(value: unknown, moment: Moment): string {
  const time = new Date((value as Date) || moment.time);
  return (Number.isNaN(+time) ? new Date(moment.time) : time).toISOString();
}

/**
 * Freezes an event as JSON: its id, visitor, time and circumstances are those of the call, however late it is sent.
 * `undefined` when it is too large even with its texts cut.
 *
 * @param options the page's `CallOptions`, unchecked
 * @param dropped events lost since the last one, told in the event's context
 */
export function recordEvent(
  id: string,
  identity: Identity,
  moment: Moment,
  referrer: string,
  type: EventType,
  fields: Fields,
  options: unknown,
  dropped: number,
  report: Report,
): Entry | undefined {
  const context: Record<string, unknown> = contextOf(moment, referrer);
  if (dropped > 0) context["dropped"] = dropped;
  const event = {
    type,
    messageId: memberOf(options, "messageId") || id,
    anonymousId: identity.visitorId(),
    userId: identity.userId(),
    originalTimestamp: timeOf(memberOf(options, "timestamp"), moment),
    context: Object.assign(context, memberOf(options, "context")),
    ...fields,
  };
  for (const longest of [LIMITS.eventBytes, CUT]) {
    const lost: string[] = [];
    const json = encode(event, (what) => lost.push(what), longest);
    if (utf8Bytes(json) > LIMITS.eventBytes) continue;
    if (lost.length > 0) report("payload", lost.slice(0, 9).join("; "));
    return { id, json };
  }
  report("too_large", `${type} ${String(fields["event"] || "")}`);
  return undefined;
}
