import { LIMITS } from "./limits.js";

/** An id field: its text, `null` when absent, `false` when it is none. */
export function idOf(value: unknown): string | null | false {
  if (value === undefined || value === null || value === "") return null;
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" && text.length <= LIMITS.idLength ? text : false;
}
