import type { Json } from "./json.js";
import { LIMITS } from "./limits.js";
import type { RejectReason } from "./reject.js";

export type Cleaned =
  | {
      readonly ok: true;
      readonly value: Json;
      /** Its JSON has no more bytes than this. */
      readonly atMost: number;
    }
  | { readonly ok: false; readonly reason: RejectReason; readonly detail: string };

/** PostgreSQL stores neither NUL (22P05) nor a lone surrogate (22P02); both become the replacement character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for.
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The same text in a form PostgreSQL can store. */
export function cleanText(text: string): string {
  return text.replace(UNSTORABLE, "\ufffd");
}

/** The same number in a form that stays short, or `null` when it is too large. */
function copyNumber(number: number): number | null {
  const magnitude = Math.abs(number);
  if (magnitude < 1 / LIMITS.numberMagnitude) return 0;
  return magnitude < LIMITS.numberMagnitude ? number : null;
}

/** The most bytes that a UTF-16 unit takes in JSON (`\u001f`), and a value of any other kind with what stands around it. */
const UNIT_BYTES = 6;
const VALUE_BYTES = 32;

/**
 * Copies a parsed JSON value, bounded in depth and count and free of what the database refuses.
 * The keys `__proto__`, `constructor` and `prototype` are left out.
 */
export function cleanJson(value: unknown): Cleaned {
  let values = 0;
  let units = 0;
  let failure: Exclude<Cleaned, { ok: true }> | undefined;
  const fail = (reason: RejectReason, detail: string): null => {
    failure ??= { ok: false, reason, detail };
    return null;
  };
  const copy = (item: unknown, depth: number): Json => {
    if (failure) return null;
    if (++values > LIMITS.values) return fail("event_too_wide", `more than ${LIMITS.values} values`);
    if (typeof item === "string") {
      units += item.length;
      return cleanText(item);
    }
    if (typeof item === "number") return copyNumber(item) ?? fail("number_out_of_range", `a number of ${item}`);
    if (typeof item === "boolean" || item === null) return item;
    if (typeof item !== "object") return null;
    if (depth >= LIMITS.depth) return fail("event_too_deep", `more than ${LIMITS.depth} levels`);
    if (Array.isArray(item)) return item.map((entry) => copy(entry, depth + 1));
    const result: Record<string, Json> = {};
    for (const [key, entry] of Object.entries(item)) {
      if (key === "__proto__" || key === "constructor" || key === "prototype" || entry === undefined) continue;
      units += key.length;
      result[cleanText(key)] = copy(entry, depth + 1);
    }
    return result;
  };
  const copied = copy(value, 0);
  return failure ?? { ok: true, value: copied, atMost: UNIT_BYTES * units + VALUE_BYTES * values };
}
