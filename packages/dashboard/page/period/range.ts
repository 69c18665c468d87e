/** Stretches of days that end today, by name, and how many days each has. */
export const LAST_DAYS = { "7d": 7, "30d": 30, "90d": 90, "180d": 180, "365d": 365 } as const;

/** A named stretch, or two days of one's own choice, both included. */
export type Range = keyof typeof LAST_DAYS | "month" | "last-month" | Days;

/** Days as `2026-11-30`; both count. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** What is shown when the address names no range. */
export const USUAL_RANGE: Range = "30d";

export const NAMED_RANGES: readonly Exclude<Range, Days>[] = ["7d", "30d", "90d", "180d", "365d", "month", "last-month"];

const DAY = 86_400_000;

const isDay = (text: string): boolean => {
  const time = /^[12]\d{3}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/** Moves a day by so many days. */
export const shiftDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** Every day of a stretch, in order. */
export function daysOf({ from, to }: Days): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = shiftDay(day, 1)) days.push(day);
  return days;
}

/** The range an address names by `range`, or by `from` and `to`; the usual one when it names none. */
export function parseRange(query: URLSearchParams): Range {
  const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
  if (isDay(from) && isDay(to) && from <= to) return { from, to };
  return NAMED_RANGES.find((name) => name === query.get("range")) ?? USUAL_RANGE;
}

/** Writes a range into an address, so that `parseRange` reads it again. */
export function writeRange(query: URLSearchParams, range: Range): void {
  if (typeof range === "object") {
    query.set("from", range.from);
    query.set("to", range.to);
  } else if (range !== USUAL_RANGE) query.set("range", range);
}

/** The day it is in a time zone; in UTC when the browser does not know the zone. */
export function todayIn(timeZone: string, now: number): string {
  try {
    return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(now);
  } catch {
    return new Date(now).toISOString().slice(0, 10);
  }
}

const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

/** The days that a range means on a given day. */
export function resolveRange(range: Range, today: string): Days {
  if (typeof range === "object") return range;
  if (range === "month") return { from: firstOfMonth(today), to: today };
  if (range === "last-month") {
    const to = shiftDay(firstOfMonth(today), -1);
    return { from: firstOfMonth(to), to };
  }
  return { from: shiftDay(today, 1 - LAST_DAYS[range]), to: today };
}
