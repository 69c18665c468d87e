import { type AnyReport, csvRow } from "@waystitch/store";

/** Spreadsheets take a file without it for Western European, and show Vietnamese wrong. */
const BYTE_ORDER_MARK = "\ufeff";

const write = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.join(" > ") : String(value);
};

/** A report's rows as comma-separated values, the names of its columns first; no cell of it is a formula. */
export function csvTextOf({ columns }: Pick<AnyReport, "columns">, rows: readonly Readonly<Record<string, unknown>>[]): string {
  const names = Object.keys(columns);
  return BYTE_ORDER_MARK + [names, ...rows.map((row) => names.map((name) => write(row[name])))].map(csvRow).join("");
}
