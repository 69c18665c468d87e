import { parseEvent, type SaidEvent } from "@waystitch/protocol";
import type { Step } from "./in-order.js";

/** Reads and bounds an event by the protocol's rules, the batch's context under its own. */
export const parse: Step<unknown, SaidEvent> = (raw, { context }) => {
  if (!context.ok) return context;
  const result = parseEvent(raw, context.value);
  return result.ok ? result.event : result;
};
