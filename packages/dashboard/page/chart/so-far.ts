/** A count for each day in order; `null` where nothing is drawn. */
type Counts = readonly (number | null)[];

/** A line through days of which the last may not be over. */
export interface LineParts {
  /** Every day that has begun. */
  readonly begun: Counts;
  /** Every day that is over. */
  readonly over: Counts;
  /** Today and the day before, which the way there starts from; `null` where today is not among the days. */
  readonly today: Counts | null;
}

/**
 * Splits a line at the day that is not over yet: its count still grows, and must not look like a fall. Days after it have none.
 * @param today the day it is at the site, as `2026-11-30`
 */
export function splitLine(days: readonly string[], today: string, counts: ReadonlyMap<string, number>): LineParts {
  const count = (day: string, isDrawn: boolean): number | null => (isDrawn ? (counts.get(day) ?? 0) : null);
  const place = days.indexOf(today);
  return {
    begun: days.map((day) => count(day, day <= today)),
    over: days.map((day) => count(day, day < today)),
    today: place === -1 ? null : days.map((day, index) => count(day, index === place || index === place - 1)),
  };
}

/** What ECharts tells of the place that is pointed at. */
interface Pointed {
  readonly value: string;
  readonly seriesData: readonly { readonly dataIndex: number }[];
}

/** Lets the tooltip say at one place of an axis that it is not over yet. */
export const pointerSaying = (place: number, soFar: string) => ({
  label: { formatter: ({ value, seriesData }: Pointed) => (seriesData[0]?.dataIndex === place ? `${value} · ${soFar}` : value) },
});

/** How a column looks that still grows. */
const GROWING = { opacity: 0.45 };

/** The values of columns, of which the one at a place still grows. */
export const columnsOf = (values: readonly number[], place: number) =>
  values.map((value, index) => (index === place ? { value, itemStyle: GROWING } : value));
