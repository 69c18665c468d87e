import { LIMITS } from "@waystitch/protocol";

/** Hears what could not be written: the key it stood under, and why. */
export type Loss = (what: string) => void;

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them unescaped.
const ESCAPED = /["\\\u0000-\u001f]/g;

const quote = (text: string): string =>
  `"${text.replace(ESCAPED, (unit) => (unit > "\u001f" ? `\\${unit}` : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`))}"`;

/**
 * Writes any value as JSON within the protocol's depth and number of values, without ever throwing: what cannot be
 * read or written is left out and told to `lose`. JSON.stringify would give up the whole event instead, and pages
 * that load old libraries have a `toJSON` on strings and arrays that it obeys.
 *
 * @param longest strings beyond this many UTF-16 units are cut
 */
export function encode(value: unknown, lose: Loss, longest = Number.POSITIVE_INFINITY): string {
  const path: unknown[] = [];
  let values = 0;
  const full = (): boolean => values >= LIMITS.values;

  const writeMembers = (item: object, depth: number): string => {
    const parts: string[] = [];
    const array = Array.isArray(item);
    const keys = array ? item : Object.keys(item);
    for (let i = 0; i < keys.length; i++) {
      const key = array ? i : (keys[i] as string);
      let text: string | undefined;
      if (full()) {
        lose(`${key}: too many values`);
        break;
      }
      try {
        text = write((item as Record<string | number, unknown>)[key], depth + 1, key);
      } catch {
        lose(`${key}: unreadable`);
      }
      if (array) parts.push(text || "null");
      else if (text) parts.push(`${quote(key as string)}:${text}`);
    }
    const body = parts.join(",");
    return array ? `[${body}]` : `{${body}}`;
  };

  const write = (item: unknown, depth: number, key: string | number): string | undefined => {
    values++;
    const type = typeof item;
    if (item === null || type === "boolean") return `${item}`;
    if (type === "number") return Number.isFinite(item) ? `${item}` : "null";
    if (type === "bigint") return quote(`${item}`);
    if (typeof item === "string") {
      if (item.length > longest) lose(`${key}: cut`);
      return quote(item.slice(0, longest));
    }
    if (typeof item !== "object" || item === null) return undefined;
    if (depth >= LIMITS.depth || path.lastIndexOf(item, depth) >= 0) {
      lose(`${key}: ${depth < LIMITS.depth ? "contains itself" : "too deep"}`);
      return undefined;
    }
    path.length = depth;
    path[depth] = item;
    const convert = !Array.isArray(item) && (item as { toJSON?: unknown }).toJSON;
    return typeof convert === "function" ? write(convert.call(item), depth + 1, key) : writeMembers(item, depth);
  };

  return write(value, 0, "event") || "null";
}
