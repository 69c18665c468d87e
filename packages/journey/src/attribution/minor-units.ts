import type { Money } from "../commerce/money.js";

const UNIT: Money = 1_000_000n;

/**
 * Currencies whose smallest amount is not a hundredth, by number of decimals.
 * Source: ISO 4217 list one, as Firefox generates it into `js/src/builtin/intl/CurrencyDataGenerated.js` (22 November 2026).
 */
const DECIMALS: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

const SMALLEST: ReadonlyMap<string, Money> = new Map(
  Object.entries(DECIMALS).flatMap(([decimals, codes]) =>
    codes.split(" ").map((code): [string, Money] => [code, UNIT / 10n ** BigInt(decimals)]),
  ),
);

/** The smallest amount that a report may show: 1 đồng, a hundredth of a dollar, a millionth of a lead (`null`). */
export function smallestOf(currency: string | null): Money {
  return currency === null ? 1n : (SMALLEST.get(currency) ?? UNIT / 100n);
}
