import { type ParsedEvent, parseEvent } from "@waystitch/protocol";
import type { Step } from "./in-order.js";

/** Bounds and validates an event by the protocol's rules, the batch's context under its own. */
export const parse: Step<unknown, ParsedEvent> = (raw, { sender, context }) => {
  if (!context.ok) return context;
  const result = parseEvent(raw, sender, context.value);
  return result.ok ? result.event : result;
};
