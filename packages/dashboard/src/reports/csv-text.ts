import { csvRow } from "@waystitch/store";

/** Spreadsheets take a file without it for Western European, and show Vietnamese wrong. */
const BYTE_ORDER_MARK = "\ufeff";

const write = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.join(" > ") : String(value);
};

/** Rows as comma-separated values, the names of their columns first; no cell of it is a formula. */
export function csvTextOf(names: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  return BYTE_ORDER_MARK + [names, ...rows.map((row) => names.map((name) => write(row[name])))].map(csvRow).join("");
}
