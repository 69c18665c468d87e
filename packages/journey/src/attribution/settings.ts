import { monthsAt, type PeriodOf } from "./periods.js";

/** What may be asked for; what is left out is as usual. */
export interface AttributionOptions {
  /** How long before a conversion a touchpoint may lie; 180 unless told. */
  readonly lookBackDays?: number | undefined;
  /** After how many days a touchpoint has half its weight, in `time_decay`; 7 unless told. */
  readonly halfLifeDays?: number | undefined;
  /** The period whose fit a conversion is attributed by; months in UTC unless told. */
  readonly periodOf?: PeriodOf | undefined;
}

/** Options in force, in milliseconds. */
export interface AttributionSettings {
  readonly lookBack: number;
  readonly halfLife: number;
  readonly periodOf: PeriodOf;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Decisions take 60 to 120 days in this field, so the look-back is longer than the 90 days usual elsewhere. */
export const LOOK_BACK_DAYS = 180;

/** As Google's time decay has it: https://developers.google.com/google-ads/api/reference/rpc/v17/AttributionModelEnum.AttributionModel (22 November 2026). */
export const HALF_LIFE_DAYS = 7;

const monthInUtc = monthsAt(0);

function daysIn(name: string, days: number): number {
  if (!(days > 0 && Number.isFinite(days))) throw new RangeError(`${name} is ${days}: it must be a number of days above 0.`);
  return days * DAY_MS;
}

/**
 * The options with what was left out filled in.
 * @throws RangeError when a number of days is not above zero, or not finite
 */
export function settingsFrom({ lookBackDays, halfLifeDays, periodOf }: AttributionOptions): AttributionSettings {
  return {
    lookBack: daysIn("lookBackDays", lookBackDays ?? LOOK_BACK_DAYS),
    halfLife: daysIn("halfLifeDays", halfLifeDays ?? HALF_LIFE_DAYS),
    periodOf: periodOf ?? monthInUtc,
  };
}
