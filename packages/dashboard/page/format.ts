import type { Language } from "./words/words.js";

/** Writes numbers, money and times for one language and one time zone. */
export interface Format {
  count(value: number): string;
  /** 0 to 1 as a percentage; `null` while there is nothing to divide. */
  share(part: number, whole: number): string | null;
  /** 0 to 1 as a percentage with one decimal, where small shares differ. */
  precise(share: number): string;
  /** A change without its sign: a difference of shares in percentage points, or else a part of the number before. */
  change(size: number, isShare: boolean): string;
  /** A decimal string of any currency. The dong is written as in Viet Nam in both languages: 1.290.000 ₫. */
  money(value: string, currency: string): string;
  /** The same in few letters, for an axis: 1,2 Tr ₫. */
  shortMoney(value: number, currency: string): string;
  decimal(value: string): string;
  dayAndTime(iso: string): string;
  day(iso: string): string;
  /** A day as `2026-11-30`, which is no moment and knows no time zone. */
  date(day: string): string;
  /** The same without the year. */
  shortDate(day: string): string;
  /** A month as `2026-11`. */
  month(month: string): string;
  /** With seconds. */
  exactTime(iso: string): string;
  time(iso: string): string;
  /** With seconds, without the day. */
  clock(iso: string): string;
  /** How long before `now`, both in milliseconds. */
  ago(then: number, now: number): string;
  /** Length of time between two moments. */
  span(from: string, to: string): string;
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

/** The largest unit that fits, and how many of it. */
export function chooseUnit(ms: number): { readonly unit: Intl.RelativeTimeFormatUnit; readonly value: number } {
  const [unit, size] = UNITS.find(([, length]) => Math.abs(ms) >= length) ?? ["second", 1_000];
  return { unit, value: Math.trunc(ms / size) };
}

const tryMoney = (value: string, currency: string, locale: string, options: Intl.NumberFormatOptions = {}): string => {
  try {
    return new Intl.NumberFormat(currency === "VND" ? "vi-VN" : locale, { ...options, style: "currency", currency }).format(Number(value));
  } catch {
    // Not a currency code that the browser knows.
    return `${value} ${currency}`;
  }
};

/** A time zone the browser does not know is read as UTC. */
const dateFormat = (locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  }
};

export function createFormat(language: Language, timeZone: string): Format {
  const locale = language === "vi" ? "vi-VN" : "en-GB";
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const finePercent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const points = language === "vi" ? "điểm" : "pt";
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const dayOptions = { day: "numeric", month: "short", year: "numeric" } as const;
  const timeOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const days = dateFormat(locale, timeZone, dayOptions);
  const dates = new Intl.DateTimeFormat(locale, { ...dayOptions, timeZone: "UTC" });
  const shortDates = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const months = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });
  const times = dateFormat(locale, timeZone, timeOptions);
  const exact = dateFormat(locale, timeZone, { ...timeOptions, second: "2-digit" });
  const day = (iso: string): string => days.format(new Date(iso));
  const time = (iso: string): string => times.format(new Date(iso));
  return {
    count: (value) => numbers.format(value),
    share: (part, whole) => (whole > 0 ? percent.format(part / whole) : null),
    precise: (share) => finePercent.format(share),
    change: (size, isShare) => (isShare ? `${numbers.format(size * 100)} ${points}` : percent.format(size)),
    money: (value, currency) => tryMoney(value, currency, locale),
    shortMoney: (value, currency) =>
      tryMoney(String(value), currency, locale, { notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1 }),
    decimal: (value) => numbers.format(Number(value)),
    day,
    date: (text) => dates.format(new Date(`${text}T00:00:00Z`)),
    shortDate: (text) => shortDates.format(new Date(`${text}T00:00:00Z`)),
    month: (text) => months.format(new Date(`${text}-01T00:00:00Z`)),
    time,
    clock: (iso) => exact.format(new Date(iso)),
    dayAndTime: (iso) => `${day(iso)}, ${time(iso)}`,
    exactTime: (iso) => `${day(iso)}, ${exact.format(new Date(iso))}`,
    ago(then, now) {
      const { unit, value } = chooseUnit(Math.max(0, now - then));
      return relative.format(-value, unit);
    },
    span(from, to) {
      const { unit, value } = chooseUnit(Date.parse(to) - Date.parse(from));
      return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
    },
  };
}
