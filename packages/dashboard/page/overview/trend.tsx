import type { StageTrend } from "@waystitch/store";
import { useMemo } from "preact/hooks";
import { STAGES } from "../../src/stages.js";
import { DayLines } from "../chart/day-lines.js";
import { usePage } from "../context.js";
import type { ReportAnswer } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { nameIn } from "../words/words.js";
import { OVERVIEW } from "./words.js";

/** A line for each stage: how many people came into it, day by day. */
export function Trend({ answer }: { readonly answer: ReportAnswer<StageTrend> }) {
  const { words } = usePage();
  const say = useWords(OVERVIEW);
  const lines = useMemo(
    () =>
      STAGES.map(({ stage }, series) => {
        const counts = new Map(answer.rows.filter((row) => row.stage === stage).map(({ day, entered }) => [day, entered]));
        return { name: nameIn(words.stages, stage), counts, series };
      }),
    [answer, words],
  );
  return <DayLines period={answer.period} lines={lines} label={say.trendLabel} />;
}
