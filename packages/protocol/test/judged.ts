import { type JsonObject, normaliseEvent, parseEvent, type Sender, type ValidateResult, validateEvent } from "@waystitch/protocol";

export const browser: Sender = { trusted: false };
export const server: Sender = { trusted: true };

/** What becomes of one event of a batch by the protocol's rules, one after the other. */
export function judged(value: unknown, sender: Sender = browser, defaults: JsonObject = {}): ValidateResult {
  const parsed = parseEvent(value, defaults);
  return parsed.ok ? validateEvent(normaliseEvent(parsed.event), sender) : parsed;
}
