import { createHash } from "node:crypto";
import { arrivalDays, DAY, dateOf, dayOf } from "../calendar.js";
import delivery from "../data/delivery.json" with { type: "json" };

/** What is to be told. */
export interface PlanOptions {
  readonly seed: string;
  readonly people: number;
  readonly days: number;
  /** Nothing happens after it; epoch milliseconds. */
  readonly until: number;
}

export interface Plan extends PlanOptions {
  /** Begins every id of the run: the same seed and the same days have the same. */
  readonly key: string;
  /** Midnight in Vietnam. */
  readonly start: number;
  readonly arrivals: readonly { readonly day: number; readonly share: number }[];
  /** The month in which one carrier does not keep up, by its number. */
  readonly troubleMonth: number;
}

/** Same seed, days and day of the end: the same stories, of which a later end of that day tells more. */
export function planOf(options: PlanOptions): Plan {
  const { seed, days, until } = options;
  const start = dayOf(until) - (days - 1) * DAY;
  const digest = createHash("sha256").update(`${seed}/${start}/${days}`).digest();
  return {
    ...options,
    key: (digest.readUIntBE(0, 5) % 36 ** 6).toString(36).padStart(6, "0"),
    start,
    arrivals: arrivalDays(start, days),
    troubleMonth: dateOf(start + days * DAY * delivery.trouble.monthAt).month,
  };
}
