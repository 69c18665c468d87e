/** Characters that move a terminal's cursor or hide text; what visitors sent must not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]/g;
const escapeOf = (character: string): string =>
  character === "\n" ? "\\n" : character === "\t" ? "\\t" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The same text without what would move the cursor. */
export const clean = (text: string): string => text.normalize("NFC").replace(CONTROL, escapeOf);
const widthOf = (text: string): number => [...text].length;

/**
 * Aligns rows under their headings for a terminal.
 * @param right columns, by position, that are aligned to the right
 */
export function formatTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const lines = [headings, ...rows].map((row) => row.map(clean));
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ""))));
  const draw = (line: readonly string[]): string =>
    line
      .map((text, column) => {
        const gap = " ".repeat((widths[column] ?? 0) - widthOf(text));
        return right.has(column) ? gap + text : text + gap;
      })
      .join("  ")
      .trimEnd();
  const [head = [], ...body] = lines;
  return [draw(head), widths.map((width) => "-".repeat(width)).join("  "), ...body.map(draw)].join("\n");
}
