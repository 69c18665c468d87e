import { LIMITS } from "@waystitch/protocol";

/** Hears under which key something could not be written. */
export type Loss = (key: string) => void;

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them unescaped.
const ESCAPED = /["\\\u0000-\u001f]/g;

const quote = (text: string): string =>
  `"${text.replace(ESCAPED, (unit) => (unit > "\u001f" ? `\\${unit}` : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`))}"`;

/** UTF-8 length of a text. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Bytes of keys and values; with the brackets and commas around the most values, an event stays within the protocol's bound. */
const ROOM = LIMITS.eventBytes - 3 * LIMITS.values;

/**
 * Writes any value as JSON within the protocol's bounds of depth, number of values and bytes, without ever throwing: what
 * cannot be read, does not fit or comes too late is left out and its key told to `lose`. JSON.stringify would give up the whole
 * event instead, and pages that load old libraries have a `toJSON` on strings and arrays that it obeys.
 */
export function encode(value: unknown, lose: Loss = () => {}): string {
  const path: unknown[] = [];
  let values = 0;
  let room = ROOM;

  const put = (text: string): string => {
    const bytes = bytesOf(text);
    if (bytes > room) throw text;
    room -= bytes;
    return text;
  };
  const members = (item: Readonly<Record<string, unknown>>, depth: number): string => {
    const list = Array.isArray(item);
    const keys = list ? item : Object.keys(item);
    const parts: string[] = [];
    // A list may claim any length.
    for (let i = 0; i < keys.length && values <= LIMITS.values; i++) {
      const key = list ? `${i}` : keys[i];
      const text = write(item, key, depth, list ? "" : `${quote(key)}:`);
      // A place in a list is kept, unless it is beyond the last one.
      if (text || (list && values <= LIMITS.values)) parts.push(text || "null");
    }
    return list ? `[${parts}]` : `{${parts}}`;
  };
  const write = (holder: Readonly<Record<string, unknown>>, key: string, depth: number, name: string): string | undefined => {
    try {
      put(name);
      let item = holder[key];
      if (++values > LIMITS.values || depth >= LIMITS.depth || path.slice(0, depth).includes(item)) throw item;
      if (typeof item === "object" && item && !Array.isArray(item) && "toJSON" in item) item = (item as Date).toJSON();
      if (typeof item === "bigint") item = `${item}`;
      if (typeof item === "string") return name + put(quote(item));
      path[depth] = item;
      if (typeof item === "object" && item) return name + members(item as Readonly<Record<string, unknown>>, depth + 1);
      if (item === null || /number|boolean/.test(typeof item)) return name + put(Number.isFinite(Number(item)) ? `${item}` : "null");
    } catch {
      lose(key);
    }
    return undefined;
  };
  return write({ event: value }, "event", 0, "") || "null";
}
