import type { Json } from "@waystitch/protocol";

/** Code points of somebody else's text that a sentence shows. */
export const MAX_SHOWN = 80;

/** Templates and browsers write these in place of a value; they name nothing. */
const NO_VALUE = /^(undefined|null|nan|none)$|\[object /i;

const MARK_OR_JOINER = /^[\p{M}\u200d]$/u;

/** The first code points of a text, never half a letter: a letter goes together with its marks. */
function cut(text: string, most: number): string {
  // A code point takes at most two units, so that a text of megabytes is not taken apart.
  const points = [...text.slice(0, 2 * most + 2)];
  if (points.length <= most) return text;
  let end = most - 1;
  while (end > 0 && MARK_OR_JOINER.test(points[end] ?? "")) end--;
  if (end === 0) end = most - 1;
  return `${points.slice(0, end).join("").trimEnd()}…`;
}

/**
 * Text that others wrote, as a sentence may show it: one line of at most 80 code points, without control, format
 * (bidirectional, invisible) and lone surrogate characters. It is not escaped for any markup.
 * @returns `null` when nothing is left to show
 */
export function plainText(value: Json | undefined, most = MAX_SHOWN): string | null {
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== "string") return null;
  // What is cut away below need not be cleaned; the margin leaves room for what cleaning takes out.
  const line = text
    .slice(0, 100 * most)
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\p{Cs}]|(?!\u200d)\p{Cf}/gu, "")
    .replace(/ {2,}/g, " ")
    .trim();
  return line === "" || NO_VALUE.test(line) ? null : cut(line, most);
}
