import { useCallback } from "preact/hooks";
import { usePage } from "../context.js";
import { type Days, daysOf } from "../period/range.js";
import { Chart } from "./chart.js";
import type { Colours } from "./colours.js";
import { frameOf } from "./frame.js";

/** One line of the drawing. */
export interface DayLine {
  readonly name: string;
  /** By day; a day that is not in it counts as 0. */
  readonly counts: ReadonlyMap<string, number>;
  /** The style class of its colour in the legend, one of `series-0` to `series-7`. */
  readonly series: number;
}

interface DayLinesProps {
  readonly period: Days;
  readonly lines: readonly DayLine[];
  readonly label: string;
}

/** A line for each of several counts, day by day, with a legend. */
export function DayLines({ period, lines, label }: DayLinesProps) {
  const { format } = usePage();
  const draw = useCallback(
    (colours: Colours) => {
      const { valueAxis, categoryAxis, ...frame } = frameOf(colours, format.count);
      const days = daysOf(period);
      return {
        ...frame,
        tooltip: { ...frame.tooltip, trigger: "axis" },
        xAxis: { ...categoryAxis, data: days.map(format.shortDate), boundaryGap: false },
        yAxis: { ...valueAxis, minInterval: 1 },
        series: lines.map(({ name, counts, series }) => ({
          type: "line",
          name,
          data: days.map((day) => counts.get(day) ?? 0),
          color: colours.at(series),
          lineStyle: { width: 2 },
          symbol: "circle",
          symbolSize: 5,
          showSymbol: days.length < 40,
        })),
      };
    },
    [period, lines, format],
  );
  return (
    <>
      <ul class="legend">
        {lines.map(({ name, series }) => (
          <li key={series} class={`series-${series}`}>
            {name}
          </li>
        ))}
      </ul>
      <Chart isLines draw={draw} label={label} height={220} />
    </>
  );
}
