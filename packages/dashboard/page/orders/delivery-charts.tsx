import type { DeliveryLateness, DeliveryMonth, OrderTrend } from "@waystitch/store";
import { useCallback, useMemo } from "preact/hooks";
import type { Site } from "../answers.js";
import { type BarSeries, Bars } from "../chart/bars.js";
import { usePage } from "../context.js";
import { daysOf } from "../period/range.js";
import type { ReportAnswer } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { ORDERS } from "./words.js";

/** The colours of the page by what they mean here. */
const SERIES = { revenue: 2, onTime: 3, late: 2, overdue: 5 } as const;

/** What each day brought, in the site's currency. */
export function RevenueBars({ site, answer }: { readonly site: Site; readonly answer: ReportAnswer<OrderTrend> }) {
  const { format } = usePage();
  const say = useWords(ORDERS);
  const { currency } = site;
  const days = useMemo(() => daysOf(answer.period), [answer]);
  const places = useMemo(() => days.map(format.shortDate), [days, format]);
  const bars = useMemo((): readonly BarSeries[] => {
    const revenue = new Map(answer.rows.filter((row) => row.currency === currency).map((row) => [row.day, Number(row.revenue)]));
    return [{ name: say.revenue, values: days.map((day) => revenue.get(day) ?? 0), series: SERIES.revenue }];
  }, [answer, days, currency, say]);
  const write = useCallback((value: number) => format.money(String(value), currency), [format, currency]);
  const writeAxis = useCallback((value: number) => format.shortMoney(value, currency), [format, currency]);
  const growing = days.indexOf(answer.period.today);
  return <Bars places={places} bars={bars} label={say.trendLabel} write={write} writeAxis={writeAxis} growing={growing} />;
}

/** Which share of each month's promises was kept. */
export function MonthBars({ answer }: { readonly answer: ReportAnswer<DeliveryMonth> }) {
  const { format } = usePage();
  const say = useWords(ORDERS);
  const places = useMemo(() => answer.rows.map(({ month }) => format.month(month)), [answer, format]);
  const bars = useMemo(
    (): readonly BarSeries[] => [
      { name: say.delivered, values: answer.rows.map(({ on_time_share }) => on_time_share ?? 0), series: SERIES.onTime },
    ],
    [answer, say],
  );
  return <Bars places={places} bars={bars} label={say.monthsLabel} write={format.precise} most={1} height={200} />;
}

const EARLIEST = -3;
const LATEST = 8;

/** How many orders came how long before or after the promised time. */
export function LatenessBars({ answer }: { readonly answer: ReportAnswer<DeliveryLateness> }) {
  const { format } = usePage();
  const say = useWords(ORDERS);
  const days = useMemo(() => Array.from({ length: LATEST - EARLIEST + 1 }, (_, index) => EARLIEST + index), []);
  const places = useMemo(() => {
    const mark = (day: number): string => (day === EARLIEST ? "≤ " : day === LATEST ? "≥ " : "");
    return days.map((day) => fill(say.daysLate, { count: `${mark(day)}${day > 0 ? "+" : ""}${format.count(day)}` }));
  }, [days, say, format]);
  const bars = useMemo((): readonly BarSeries[] => {
    const rows = new Map(answer.rows.map((row) => [row.days_late, row]));
    const valuesOf = (count: (day: number, row: DeliveryLateness) => number): number[] =>
      days.map((day) => {
        const row = rows.get(day);
        return row === undefined ? 0 : count(day, row);
      });
    return [
      { name: say.delivered, values: valuesOf((day, { delivered }) => (day <= 0 ? delivered : 0)), series: SERIES.onTime },
      { name: say.late, values: valuesOf((day, { delivered }) => (day > 0 ? delivered : 0)), series: SERIES.late },
      { name: say.overdue, values: valuesOf((_day, { overdue }) => overdue), series: SERIES.overdue },
    ];
  }, [answer, days, say]);
  return (
    <>
      <ul class="legend">
        {bars.map(({ name, series }) => (
          <li key={series} class={`series-${series}`}>
            {name}
          </li>
        ))}
      </ul>
      <Bars places={places} bars={bars} label={say.latenessLabel} write={format.count} height={200} />
    </>
  );
}
