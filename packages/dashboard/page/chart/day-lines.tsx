import { useCallback, useMemo } from "preact/hooks";
import type { PeriodSoFar } from "../../src/reports/report-body.js";
import { usePage } from "../context.js";
import { daysOf } from "../period/range.js";
import { useWords } from "../words/define-words.js";
import { Chart } from "./chart.js";
import type { Colours } from "./colours.js";
import { frameOf } from "./frame.js";
import { pointerSaying, splitLine } from "./so-far.js";
import { CHART } from "./words.js";

/** One line of the drawing. */
export interface DayLine {
  readonly name: string;
  /** By day; a day that is not in it counts as 0. */
  readonly counts: ReadonlyMap<string, number>;
  /** The style class of its colour in the legend, one of `series-0` to `series-7`. */
  readonly series: number;
}

interface DayLinesProps {
  readonly period: PeriodSoFar;
  readonly lines: readonly DayLine[];
  readonly label: string;
}

/** Each day has its mark where there is room for them. */
const MOST_MARKS = 40;

function drawLine({ name, counts, series }: DayLine, days: readonly string[], today: string, colours: Colours): readonly object[] {
  const parts = splitLine(days, today, counts);
  const look = { type: "line", name, color: colours.at(series), symbol: "circle", symbolSize: 5 };
  const solid = { ...look, lineStyle: { width: 2 }, showSymbol: days.length < MOST_MARKS };
  if (parts.today === null) return [{ ...solid, data: parts.begun }];
  const place = days.indexOf(today);
  const marked = (value: number | null, index: number) =>
    index === place ? { value, symbol: "emptyCircle", symbolSize: 7 } : { value, symbol: "none" };
  return [
    // Not seen: it says every value once in the tooltip, which the two that are seen share.
    { ...look, lineStyle: { opacity: 0 }, showSymbol: false, data: parts.begun },
    { ...solid, tooltip: { show: false }, data: parts.over },
    { ...look, lineStyle: { width: 2, type: [4, 4] }, tooltip: { show: false }, data: parts.today.map(marked) },
  ];
}

/** A line for each of several counts, day by day, with a legend. The day that is not over is dashed, and none is drawn after it. */
export function DayLines({ period, lines, label }: DayLinesProps) {
  const { format } = usePage();
  const { todaySoFar } = useWords(CHART);
  const { today } = period;
  const days = useMemo(() => daysOf(period), [period]);
  const draw = useCallback(
    (colours: Colours) => {
      const { valueAxis, categoryAxis, ...frame } = frameOf(colours, format.count);
      const axisPointer = pointerSaying(days.indexOf(today), todaySoFar);
      return {
        ...frame,
        tooltip: { ...frame.tooltip, trigger: "axis" },
        xAxis: { ...categoryAxis, data: days.map(format.shortDate), boundaryGap: false, axisPointer },
        yAxis: { ...valueAxis, minInterval: 1 },
        series: lines.flatMap((line) => drawLine(line, days, today, colours)),
      };
    },
    [days, today, lines, format, todaySoFar],
  );
  return (
    <>
      <ul class="legend">
        {lines.map(({ name, series }) => (
          <li key={series} class={`series-${series}`}>
            {name}
          </li>
        ))}
        {days.includes(today) && <li class="so-far">{todaySoFar}</li>}
      </ul>
      <Chart isLines draw={draw} label={label} height={220} />
    </>
  );
}
