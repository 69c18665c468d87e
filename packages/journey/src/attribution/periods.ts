/** A stretch of time in epoch milliseconds: `from` belongs to it, `until` does not. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** The period in which a moment lies. Every moment of a period must give the same one. */
export type PeriodOf = (at: number) => Period;

const MINUTE_MS = 60 * 1000;

/**
 * Calendar months where clocks stand `minutes` ahead of UTC all year: 420 in Vietnam. For a place whose clocks change,
 * give a function of your own.
 */
export function monthsAt(minutes: number): PeriodOf {
  const ahead = minutes * MINUTE_MS;
  return (at) => {
    const local = new Date(at + ahead);
    const year = local.getUTCFullYear();
    const month = local.getUTCMonth();
    return { from: Date.UTC(year, month) - ahead, until: Date.UTC(year, month + 1) - ahead };
  };
}
