import { LIMITS, type RejectReason } from "@waystitch/protocol";
import type { Position } from "./positions.js";
import type { HostileValue } from "./values.js";

/** What may become of an event. */
export type Fate = "stored" | RejectReason;

const isText = (value: unknown): value is string => typeof value === "string";
const isBlank = (value: unknown): boolean => isText(value) && value.trim() === "";
const isNothing = (value: unknown): boolean => value === null || value === "";

/** Ids are texts of 1 to 100 characters; a number is read as its text. */
const isId = (value: unknown): boolean =>
  typeof value === "number" || (isText(value) && !isBlank(value) && value.length <= LIMITS.idLength);

const ofId = (value: unknown, missing: Fate): Fate => (isNothing(value) ? missing : isId(value) ? "stored" : "id_invalid");

const isTooLong = (value: unknown): boolean => isText(value) && value.trim().length > LIMITS.nameLength;

/** What the documentation says becomes of an event that is good but for the value at one position; a rule apart from the collector's code. */
function fateOf(value: unknown, { time }: HostileValue, { asked }: Position): Fate {
  switch (asked) {
    case "nothing":
      return "stored";
    case "type":
      return "type_unknown";
    case "messageId":
      return ofId(value, "message_id_missing");
    case "visitor":
      return isText(value) && value.startsWith("@") ? "id_invalid" : ofId(value, "no_visitor");
    case "id":
      return ofId(value, "stored");
    case "orderId":
      return ofId(value, "order_id_empty");
    case "eventName":
      return !isText(value) || isBlank(value) ? "name_missing" : isTooLong(value) ? "name_too_long" : "stored";
    case "pageName":
      return isTooLong(value) ? "name_too_long" : "stored";
    case "time":
      return value === null || time === "fine" ? "stored" : time === "old" ? "timestamp_too_old" : "timestamp_invalid";
    case "object":
      return value === null || (typeof value === "object" && !Array.isArray(value)) ? "stored" : "field_not_object";
  }
}

/** Bytes of a value's JSON as it is written anew; numbers of 10,000 digits are short then. */
export const bytesOf = (json: string): number => Buffer.byteLength(JSON.stringify(JSON.parse(json)));

/**
 * What may become of an event; more than one thing only where the documentation leaves it open.
 * @param event its JSON
 * @param isTrusted whether it comes with a secret key
 */
export function fatesOf(event: string, value: HostileValue, position: Position, isTrusted: boolean): readonly Fate[] {
  if (value.anywhere) return [value.anywhere];
  if (bytesOf(event) > LIMITS.eventBytes) return ["event_too_large"];
  const parsed: unknown = JSON.parse(value.json);
  // Whether an empty list is no id, or nothing at all, is not said.
  if (position.asked === "orderId" && Array.isArray(parsed) && parsed.length === 0) return ["id_invalid", "order_id_empty"];
  const fate = fateOf(parsed, value, position);
  if (isTrusted) return [fate === "timestamp_too_old" ? "stored" : fate];
  return [fate === "stored" && position.fields["type"] === '"alias"' ? "secret_key_required" : fate];
}
