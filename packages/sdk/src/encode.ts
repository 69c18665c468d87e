import { LIMITS } from "@waystitch/protocol";
import { isObject } from "./is-object.js";
import { report } from "./signals.js";

// The page may replace it later. Of a text it asks for no `toJSON`.
const { stringify } = JSON;

const encoder = new TextEncoder();

/** UTF-8 length of a text. */
export const bytesOf = (text: string): number => encoder.encode(text).length;

/** Bytes of keys and values; with the brackets and commas around the most values, an event stays within the protocol's bound. */
const ROOM = LIMITS.eventBytes - 3 * LIMITS.values;

/**
 * Writes any value as JSON within the protocol's bounds of depth, number of values and bytes, without ever throwing: what
 * cannot be read, does not fit or comes too late is left out and its key reported. JSON.stringify would give up the whole
 * event instead, and pages that load old libraries have a `toJSON` on strings and arrays that it obeys.
 */
export const encode = (value: object): string => {
  let values = 0;
  let room = ROOM;

  const put = (text: string): string => {
    const bytes = bytesOf(text);
    if (bytes > room) throw text;
    room -= bytes;
    return text;
  };
  const members = (item: object, path: readonly unknown[]): string => {
    const list = Array.isArray(item);
    const parts: string[] = [];
    for (const key of Object.keys(item)) {
      const text = write(item as Readonly<Record<string, unknown>>, key, path, list ? "" : `${stringify(key)}:`);
      // A place in a list is kept, unless it is beyond the last one.
      if (text || (list && values <= LIMITS.values)) parts.push(text || put("null"));
      if (values > LIMITS.values) break;
    }
    return list ? `[${parts}]` : `{${parts}}`;
  };
  const write = (holder: Readonly<Record<string, unknown>>, key: string, path: readonly unknown[], name: string): string | undefined => {
    try {
      put(name);
      let item = holder[key];
      if (++values > LIMITS.values || path.length >= LIMITS.depth || path.includes(item)) throw item;
      // That of an old library on every object is not the page's word.
      if (isObject(item) && !Array.isArray(item) && (item as Date).toJSON !== ({} as Date).toJSON) item = (item as Date).toJSON();
      const type = typeof item;
      // biome-ignore lint/suspicious/noGlobalIsFinite: null and booleans count as numbers here.
      if (item === null || /num|boo/.test(type)) return name + put(isFinite(item as number) ? `${item}` : "null");
      if (/str|big/.test(type)) return name + put(stringify(`${item}`));
      if (type === "object") return name + members(item as object, [...path, item]);
    } catch {
      report("payload", key);
    }
    return undefined;
  };
  return write({ event: value }, "event", [], "") || "{}";
};
