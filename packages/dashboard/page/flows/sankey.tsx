import type { StageWay } from "@waystitch/store";
import { useCallback } from "preact/hooks";
import { Chart } from "../chart/chart.js";
import type { Colours } from "../chart/colours.js";
import { frameOf } from "../chart/frame.js";
import { usePage } from "../context.js";
import type { ReportAnswer } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { deriveFlow, type FlowLink, type FlowNode } from "./links.js";
import { FLOWS } from "./words.js";

const COLUMNS = { wide: 5, narrow: 3 };
const NARROW = "(max-width: 700px)";

interface SankeyProps {
  readonly answer: ReportAnswer<StageWay>;
  /** The model's stages, first to last. */
  readonly order: readonly string[];
}

/** Streams of people from stage to stage. */
export function Sankey({ answer, order }: SankeyProps) {
  const { words, format } = usePage();
  const say = useWords(FLOWS);
  const draw = useCallback(
    (colours: Colours) => {
      const isNarrow = matchMedia(NARROW).matches;
      const flow = deriveFlow(answer.rows, order, isNarrow ? COLUMNS.narrow : COLUMNS.wide);
      const name = (stage: string): string => nameIn(words.stages, stage);
      const count = (people: number): string => fill(say.people, { count: format.count(people) });
      const node = ({ id, stage, step, people }: FlowNode) => ({
        name: id,
        depth: step,
        itemStyle: { color: colours.of(stage), borderWidth: 0 },
        label: { formatter: `${name(stage)} ${format.count(people)}` },
      });
      const link = ({ source, target, from, to, people, isBack }: FlowLink) => ({
        source,
        target,
        value: people,
        text: `${name(from)} → ${name(to)}: ${count(people)}`,
        lineStyle: { color: isBack ? colours.warn : colours.of(from), opacity: isBack ? 0.5 : 0.22 },
      });
      return {
        ...frameOf(colours, format.count),
        grid: undefined,
        tooltip: {
          ...frameOf(colours, format.count).tooltip,
          // Text, drawn as such.
          formatter: ({ data }: { data: { text?: string; label?: { formatter: string } } }) => data.text ?? data.label?.formatter ?? "",
        },
        series: [
          {
            type: "sankey",
            left: 2,
            right: isNarrow ? 124 : 110,
            top: 8,
            bottom: 8,
            nodeWidth: 12,
            nodeGap: 18,
            draggable: false,
            layoutIterations: 0,
            label: { color: colours.ink, fontSize: 13, fontFamily: "inherit" },
            emphasis: { focus: "adjacency" },
            data: flow.nodes.map(node),
            links: flow.links.map(link),
          },
        ],
      };
    },
    [answer, order, words, say, format],
  );
  return <Chart draw={draw} label={say.waysLabel} height={380} />;
}
