/** A line of a report for one currency. */
interface InCurrency {
  readonly currency: string;
}

/**
 * Which line a page tells first, and which beside it: amounts of different currencies are never added.
 * @param currency the site's
 * @returns the site's own line, or else the first one; `null` without any
 */
export function byCurrency<R extends InCurrency>(
  rows: readonly R[],
  currency: string,
): { readonly main: R | null; readonly others: readonly R[] } {
  const main = rows.find((row) => row.currency === currency) ?? rows[0] ?? null;
  return { main, others: rows.filter((row) => row !== main) };
}

/** The line of the same currency in the period before. */
export const sameCurrency = <R extends InCurrency>(rows: readonly R[] | undefined, { currency }: InCurrency): R | null =>
  rows?.find((row) => row.currency === currency) ?? null;
