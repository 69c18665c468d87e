import type { QualityDay } from "@waystitch/store";
import { useCallback, useMemo } from "preact/hooks";
import { Chart } from "../chart/chart.js";
import type { Colours } from "../chart/colours.js";
import { frameOf } from "../chart/frame.js";
import { columnsOf, pointerSaying } from "../chart/so-far.js";
import { CHART } from "../chart/words.js";
import { usePage } from "../context.js";
import { daysOf } from "../period/range.js";
import type { ReportAnswer } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { QUALITY } from "./words.js";

type Day = ReportAnswer<QualityDay>["rows"][number];

/** What a column is made of, from below. What a server reports of a robot counts as the robot's. */
const LAYERS = [
  { name: "browsers", of: (day: Day) => day.from_browsers, colour: (colours: Colours) => colours.at(0) },
  { name: "servers", of: (day: Day) => day.accepted - day.from_browsers - day.from_robots, colour: (colours: Colours) => colours.at(6) },
  { name: "robots", of: (day: Day) => day.from_robots, colour: (colours: Colours) => colours.faint },
  { name: "rejected", of: (day: Day) => day.rejected, colour: (colours: Colours) => colours.warn },
] as const;

/** A column for each day. */
export function DaysChart({ answer }: { readonly answer: ReportAnswer<QualityDay> }) {
  const { format } = usePage();
  const say = useWords(QUALITY);
  const { todaySoFar } = useWords(CHART);
  const { today } = answer.period;
  const days = useMemo(() => daysOf(answer.period), [answer]);
  const draw = useCallback(
    (colours: Colours) => {
      const { valueAxis, categoryAxis, ...frame } = frameOf(colours, format.count);
      const growing = days.indexOf(today);
      const rows = new Map(answer.rows.map((row) => [row.day, row]));
      return {
        ...frame,
        tooltip: { ...frame.tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
        xAxis: { ...categoryAxis, data: days.map(format.shortDate), axisPointer: pointerSaying(growing, todaySoFar) },
        yAxis: valueAxis,
        series: LAYERS.map(({ name, of, colour }) => ({
          type: "bar",
          stack: "day",
          name: say[name],
          data: columnsOf(
            days.map((day) => {
              const row = rows.get(day);
              return row === undefined ? 0 : of(row);
            }),
            growing,
          ),
          color: colour(colours),
          barMaxWidth: 28,
          barCategoryGap: "30%",
        })),
      };
    },
    [answer, days, today, format, say, todaySoFar],
  );
  return (
    <>
      <ul class="legend">
        {LAYERS.map(({ name }) => (
          <li key={name} class={`layer-${name}`}>
            {say[name]}
          </li>
        ))}
        {days.includes(today) && <li class="growing">{todaySoFar}</li>}
      </ul>
      <Chart draw={draw} label={say.daysLabel} height={260} />
    </>
  );
}
