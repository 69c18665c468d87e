const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A parameter as it is written into a query: text in quotes, whatever it holds. */
function literal(parameter: unknown): string {
  if (typeof parameter === "number" || typeof parameter === "boolean") return String(parameter);
  if (parameter === null) return "null";
  if (typeof parameter !== "string")
    throw new TypeError(`A parameter of a printed query is text, a number or a boolean, not ${typeof parameter}.`);
  // A backslash is itself only while standard_conforming_strings is on; an E'' string does not depend on it.
  return parameter.includes("\\") ? `E${quote(parameter.replaceAll("\\", "\\\\"))}` : quote(parameter);
}

/** The indentation that all lines but the first share. */
function marginOf(lines: readonly string[]): number {
  const margins = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  return margins.length === 0 ? 0 : Math.min(...margins);
}

/**
 * A query with its parameters written in, to be read and pasted.
 * @param text with `$1`, `$2` ... outside of quotes
 * @throws TypeError for a parameter that is neither text, number, boolean nor null
 */
export function printSql(text: string, parameters: readonly unknown[]): string {
  const filled = text.replace(/\$(\d+)/g, (_hole, number: string) => literal(parameters[Number(number) - 1]));
  const [first = "", ...rest] = filled.trim().split("\n");
  const margin = marginOf(rest);
  return [first, ...rest.map((line) => line.slice(margin))].join("\n");
}
