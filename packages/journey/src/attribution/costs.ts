import type { Money } from "../commerce/money.js";
import { smallestOf } from "./minor-units.js";

/** Days as a calendar has them, such as 2026-11-30. */
export interface Days {
  readonly from: string;
  /** The first day that is no longer one of them. */
  readonly until: string;
}

/** What was paid over some days. */
export interface Cost extends Days {
  readonly amount: Money;
  readonly currency: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

/**
 * How much of a cost lies in a period, spread evenly over its days, in whole units of its currency. The parts of periods that follow
 * each other sum to exactly the amount; what is finer than a unit lies on the last day.
 * @throws RangeError when a cost has no day
 */
export function costWithin(cost: Cost, period: Days): Money {
  const [first, end] = [dayNumber(cost.from), dayNumber(cost.until)];
  if (!(first < end)) throw new RangeError(`A cost from ${cost.from} until ${cost.until} has no day.`);
  const smallest = smallestOf(cost.currency);
  const days = BigInt(end - first);
  /** What was paid before a day. */
  const before = (day: number): Money => {
    const passed = BigInt(Math.min(Math.max(day, first), end) - first);
    return passed === days ? cost.amount : (((cost.amount / smallest) * passed) / days) * smallest;
  };
  const [from, until] = [dayNumber(period.from), dayNumber(period.until)];
  return until > from ? before(until) - before(from) : 0n;
}

/** What one of `share` millionths cost, to the nearest unit of the currency; `null` where there is none of them. */
export function costPerOne(cost: Money, share: Money, currency: string): Money | null {
  if (share <= 0n) return null;
  const smallest = smallestOf(currency);
  const divisor = share * smallest;
  return ((cost * 1_000_000n * 2n + divisor) / (2n * divisor)) * smallest;
}
