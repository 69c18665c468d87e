import type { Money } from "../commerce/money.js";

/** Weights that are no whole numbers count in this many parts of the largest: fine enough, and too coarse for rounding errors to show. */
const PARTS = 2 ** 40;

/** Whole weights in exactly, or nearly, the same proportion. */
function wholeOf(weights: readonly number[]): bigint[] {
  if (weights.every(Number.isSafeInteger)) return weights.map(BigInt);
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  return weights.map((weight) => BigInt(Math.round((weight / largest) * PARTS)));
}

interface Part {
  readonly index: number;
  readonly remainder: bigint;
}

/** The largest remainder first; of equal ones the earlier. */
const compareParts = (a: Part, b: Part): number => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1);

/**
 * Divides an amount in proportion to weights so that the shares sum to exactly the amount: every share is rounded down to
 * a multiple of `smallest`, and what is left goes, one `smallest` each, to the largest remainders, the earlier first.
 * What of the amount is itself finer than `smallest` goes with the heaviest weight.
 * @param amount not negative
 * @param weights finite, not negative, at least one above zero
 * @throws RangeError when they are not
 */
export function apportion(amount: Money, weights: readonly number[], smallest: Money): Money[] {
  const parts = wholeOf(weights);
  const total = parts.reduce((sum, part) => sum + part, 0n);
  if (amount < 0n || total <= 0n || parts.some((part) => part < 0n))
    throw new RangeError("an amount and its weights must not be negative, nor all weights zero");
  const units = amount / smallest;
  const shares = parts.map((part) => (units * part) / total);
  let left = units - shares.reduce((sum, share) => sum + share, 0n);
  if (left > 0n) {
    const remainders = parts.map((part, index): Part => ({ index, remainder: (units * part) % total }));
    for (const { index } of remainders.sort(compareParts)) {
      if (left-- <= 0n) break;
      shares[index] = (shares[index] ?? 0n) + 1n;
    }
  }
  const amounts = shares.map((share) => share * smallest);
  const finer = amount - units * smallest;
  if (finer > 0n) {
    const heaviest = parts.reduce((best, part, index) => (part > (parts[best] ?? 0n) ? index : best), 0);
    amounts[heaviest] = (amounts[heaviest] ?? 0n) + finer;
  }
  return amounts;
}
