import type { Chance } from "./chance.js";
import data from "./data/calendar.json" with { type: "json" };

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Vietnam has no summer time. */
const ZONE = 7 * HOUR;

/** Midnight in Vietnam before a time. */
export const dayOf = (at: number): number => Math.floor((at + ZONE) / DAY) * DAY - ZONE;

/** A time's date in Vietnam; `month` from 1. */
export function dateOf(at: number): { readonly year: number; readonly month: number; readonly day: number; readonly weekday: number } {
  const local = new Date(at + ZONE);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), weekday: local.getUTCDay() };
}

/** The fourth Friday of November is not always it: it follows the fourth Thursday. */
function isBlackFriday(at: number): boolean {
  const { month, day, weekday } = dateOf(at);
  return month === 11 && weekday === 5 && day >= 23 && day <= 29;
}

/** Sale days' names and how much busier they are; `null` on an ordinary day. */
export function saleOn(at: number): { readonly name: string; readonly factor: number } | null {
  if (isBlackFriday(at)) return { name: "black-friday", factor: data.blackFridayFactor };
  const { month, day } = dateOf(at);
  return data.saleDays.find((sale) => sale.month === month && sale.day === day) ?? null;
}

/** Before Tết everybody buys, and over Tết nobody does. */
function tetFactor(at: number): number {
  for (const first of data.tet.days) {
    const days = Math.round((dayOf(at) - dayOf(Date.parse(`${first}T00:00:00+07:00`))) / DAY);
    for (const { from, to, factor } of [data.tet.peak, data.tet.lull]) if (days >= from && days <= to) return factor;
  }
  return 1;
}

/** How busy a day is beside others, without the shop's growth. */
export function seasonOn(at: number): number {
  const { month, weekday } = dateOf(at);
  return (data.months[month - 1] ?? 1) * (data.weekdays[weekday] ?? 1) * tetFactor(at) * (saleOn(at)?.factor ?? 1);
}

/** Days of a shop that grows, each with its share of those who come. */
export function arrivalDays(start: number, days: number): readonly { readonly day: number; readonly share: number }[] {
  return Array.from({ length: days }, (_, index) => {
    const day = start + index * DAY;
    return { day, share: seasonOn(day) * (1 + (data.growthInHalfAYear * index) / 182) };
  });
}

const HOURS = data.hours.map((share, hour) => ({ hour, share }));

/** A time of a day at which people shop. */
export const timeOn = (day: number, chance: Chance): number => dayOf(day) + chance.share(HOURS).hour * HOUR + chance.between(0, HOUR);

/** A time at which people shop, so many days later and never earlier than an hour later. */
export const timeAfter = (at: number, days: number, chance: Chance): number =>
  Math.max(timeOn(at + days * DAY, chance), at + HOUR * (1 + chance.next()));

/** A sale day that is near enough to wait for, with its midnight; `null` when there is none. */
export function saleWithin(at: number, days: number): number | null {
  for (let day = dayOf(at); day <= at + days * DAY; day += DAY) if ((saleOn(day)?.factor ?? 1) >= 2) return day;
  return null;
}

/** The name of the sale that campaigns speak of: the next one within ten days, else the month's own. */
export function saleNear(at: number): string {
  const sale = saleWithin(at, 10);
  const { month } = dateOf(at);
  return (sale === null ? undefined : saleOn(sale)?.name.replace(".", "-")) ?? `thang-${month}`;
}
