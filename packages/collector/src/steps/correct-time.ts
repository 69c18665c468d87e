import { correctClock, LIMITS, type ParsedEvent } from "@waystitch/protocol";
import type { Timed } from "./draft.js";
import type { Step } from "./in-order.js";

/**
 * Dates an event by the collector's clock. A browser's clock is corrected and may not reach back further than the age of
 * its queue; a server, which imports old orders too, is believed.
 */
export const correctTime: Step<ParsedEvent, Timed> = (event, { sender, receivedAt, sentAt }) => {
  const sent = sender.trusted ? null : sentAt;
  const occurredAt = correctClock({ received: receivedAt, sent, original: event.clientTime });
  if (!sender.trusted && receivedAt - occurredAt > LIMITS.browserBackdateMs)
    return { ok: false, reason: "timestamp_too_old", detail: `it happened at ${new Date(occurredAt).toISOString()}` };
  return { ...event, occurredAt };
};
