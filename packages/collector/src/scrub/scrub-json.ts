import { classifyKey, maskText } from "@waystitch/naming";
import { isObject, type Json, type JsonObject } from "@waystitch/protocol";

/** True for what a contact field holds when it holds contact data: a text, a number, or a list of them. */
function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || (Array.isArray(value) && value.every(isPlain));
}

function isLeftOut(key: string, value: unknown): boolean {
  const kind = classifyKey(key);
  return kind === "secret" || (kind === "contact" && isPlain(value));
}

/**
 * A copy of a bounded JSON value without contact data and secrets: fields that are named so are left out at every
 * level, and e-mail addresses inside any other text, keys included, are masked.
 */
export function scrubJson(value: Json): Json {
  if (typeof value === "string") return maskText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(scrubJson);
  return isObject(value) ? scrubObject(value as JsonObject) : null;
}

/** As `scrubJson`, for an object. */
export function scrubObject(object: JsonObject): JsonObject {
  const scrubbed: Record<string, Json> = {};
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value !== undefined && !isLeftOut(key, value)) scrubbed[maskText(key)] = scrubJson(value);
  }
  return scrubbed;
}
