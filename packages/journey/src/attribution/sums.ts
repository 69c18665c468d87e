import type { Money } from "../commerce/money.js";
import type { Credit } from "./credits.js";

/** What the credits of one key and currency sum to. */
export interface CreditSum {
  readonly key: string;
  /** `null` for leads and for conversions that were counted. */
  readonly currency: string | null;
  readonly value: Money;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compareSums = (a: CreditSum, b: CreditSum): number =>
  compareText(a.currency ?? "", b.currency ?? "") || (a.value === b.value ? compareText(a.key, b.key) : a.value > b.value ? -1 : 1);

/**
 * Sums of credits by any key, such as `({ channel }) => channel`, and by currency: amounts of different currencies are
 * never added. By currency, leads first, then the greatest sum first.
 */
export function sumCredits(credits: Iterable<Credit>, keyOf: (credit: Credit) => string): CreditSum[] {
  const sums = new Map<string | null, Map<string, Money>>();
  for (const credit of credits) {
    const ofCurrency = sums.get(credit.currency) ?? new Map<string, Money>();
    const key = keyOf(credit);
    ofCurrency.set(key, (ofCurrency.get(key) ?? 0n) + credit.value);
    sums.set(credit.currency, ofCurrency);
  }
  return [...sums].flatMap(([currency, byKey]) => [...byKey].map(([key, value]) => ({ key, currency, value }))).sort(compareSums);
}
