import type { StageTrend } from "@waystitch/store";
import { useCallback } from "preact/hooks";
import { STAGES } from "../../src/stages.js";
import { Chart } from "../chart/chart.js";
import type { Colours } from "../chart/colours.js";
import { frameOf } from "../chart/frame.js";
import { usePage } from "../context.js";
import { daysOf } from "../period/range.js";
import type { ReportAnswer } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { nameIn } from "../words/words.js";
import { OVERVIEW } from "./words.js";

/** A line for each stage: how many people came into it, day by day. */
export function Trend({ answer }: { readonly answer: ReportAnswer<StageTrend> }) {
  const { words, format } = usePage();
  const say = useWords(OVERVIEW);
  const draw = useCallback(
    (colours: Colours) => {
      const { valueAxis, categoryAxis, ...frame } = frameOf(colours, format.count);
      const days = daysOf(answer.period);
      const counts = new Map(answer.rows.map(({ day, stage, entered }) => [`${day} ${stage}`, entered]));
      return {
        ...frame,
        tooltip: { ...frame.tooltip, trigger: "axis" },
        xAxis: { ...categoryAxis, data: days.map(format.shortDate), boundaryGap: false },
        yAxis: valueAxis,
        series: STAGES.map(({ stage }) => ({
          type: "line",
          name: nameIn(words.stages, stage),
          data: days.map((day) => counts.get(`${day} ${stage}`) ?? 0),
          color: colours.of(stage),
          lineStyle: { width: 2 },
          symbol: "circle",
          symbolSize: 5,
          showSymbol: days.length < 40,
        })),
      };
    },
    [answer, words, format],
  );
  return (
    <>
      <ul class="legend">
        {STAGES.map(({ stage }) => (
          <li key={stage} class={`stage-${stage.toLowerCase()}`}>
            {nameIn(words.stages, stage)}
          </li>
        ))}
      </ul>
      <Chart isLines draw={draw} label={say.trendLabel} height={240} />
    </>
  );
}
