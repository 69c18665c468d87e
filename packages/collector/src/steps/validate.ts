import { type ParsedEvent, type SaidEvent, validateEvent } from "@waystitch/protocol";
import type { Step } from "./in-order.js";

/** Asks of an event what belongs to its name: whose it is, which order, and a key that may say so. */
export const validate: Step<SaidEvent, ParsedEvent> = (event, { sender }) => {
  const result = validateEvent(event, sender);
  return result.ok ? result.event : result;
};
