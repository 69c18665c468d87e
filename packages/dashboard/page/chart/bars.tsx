import { useCallback } from "preact/hooks";
import { useWords } from "../words/define-words.js";
import { Chart } from "./chart.js";
import type { Colours } from "./colours.js";
import { frameOf } from "./frame.js";
import { columnsOf, pointerSaying } from "./so-far.js";
import { CHART } from "./words.js";

/** Bars of one kind, as many as there are places. */
export interface BarSeries {
  readonly name: string;
  readonly values: readonly number[];
  /** Which of the page's colours, as in the legend. */
  readonly series: number;
}

interface BarsProps {
  /** What stands below each place. */
  readonly places: readonly string[];
  /** Stacked upon each other. */
  readonly bars: readonly BarSeries[];
  readonly label: string;
  /** How a value is written. */
  readonly write: (value: number) => string;
  /** How a value of the axis is written, where that is shorter. */
  readonly writeAxis?: (value: number) => string;
  /** Where the axis ends; otherwise at the largest value. */
  readonly most?: number;
  readonly height?: number;
  /** Which place is not over yet; none unless it is said. */
  readonly growing?: number;
}

/** Upright bars; those that still grow are pale. */
export function Bars({ places, bars, label, write, writeAxis = write, most, height = 220, growing = -1 }: BarsProps) {
  const { todaySoFar } = useWords(CHART);
  const draw = useCallback(
    (colours: Colours) => {
      const { valueAxis, categoryAxis, ...frame } = frameOf(colours, writeAxis);
      return {
        ...frame,
        tooltip: { ...frame.tooltip, trigger: "axis", axisPointer: { type: "none" }, valueFormatter: (value: number) => write(value) },
        xAxis: { ...categoryAxis, data: [...places], axisPointer: pointerSaying(growing, todaySoFar) },
        yAxis: most === undefined ? valueAxis : { ...valueAxis, max: most, interval: most / 4 },
        series: bars.map(({ name, values, series }) => ({
          type: "bar",
          name,
          stack: "all",
          data: columnsOf(values, growing),
          color: colours.at(series),
          barMaxWidth: 44,
          barCategoryGap: "28%",
        })),
      };
    },
    [places, bars, write, writeAxis, most, growing, todaySoFar],
  );
  return (
    <>
      {growing !== -1 && (
        <ul class="legend">
          <li class="growing">{todaySoFar}</li>
        </ul>
      )}
      <Chart draw={draw} label={label} height={height} />
    </>
  );
}
