import type { StageFlow, StageTime } from "@waystitch/store";
import type { ComponentChildren } from "preact";
import { STAGES } from "../../src/stages.js";
import { usePage } from "../context.js";
import { Change } from "../report/change.js";
import type { ReportAnswer } from "../report/use-report.js";
import { StageName, stageClass } from "../stage-name.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { diagnose } from "./diagnose.js";
import { OVERVIEW } from "./words.js";

type Flow = ReportAnswer<StageFlow>;

const ORDER = STAGES.map(({ stage }) => stage);

/** Where most people stop, in one sentence, and whether that is news. */
export function DiagnosisLine({ answer }: { readonly answer: Flow }) {
  const { words, format } = usePage();
  const say = useWords(OVERVIEW);
  const found = diagnose(answer.rows, answer.previous?.rows ?? null, ORDER);
  if (found === null) return <p class="diagnosis few">{say.few}</p>;
  const [stage, next] = [nameIn(words.stages, found.stage), nameIn(words.stages, found.next)];
  const share = format.precise(found.share);
  return (
    <p class="diagnosis">
      <strong class={stageClass(found.stage)}>{fill(say.bottleneck, { stage, next, share, count: format.count(found.entered) })}</strong>{" "}
      {found.shareBefore !== null && fill(say[found.change], { before: format.precise(found.shareBefore) })}
    </p>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface StageFactsProps {
  readonly flow: StageFlow;
  /** Days; `null` when none ended or it is not known yet. */
  readonly medianDays: number | null;
  readonly before: StageFlow | null;
  readonly isLast: boolean;
}

/** What happened at one stage. */
function StageFacts({ flow, medianDays, before, isLast }: StageFactsProps) {
  const { format } = usePage();
  const say = useWords(OVERVIEW);
  const shareOf = ({ went_forward, entered }: StageFlow): number => (entered === 0 ? 0 : went_forward / entered);
  return (
    <li class={`stage-facts ${stageClass(flow.stage)}`} data-stage={flow.stage}>
      <h3>
        <StageName stage={flow.stage} />
      </h3>
      <dl>
        <Fact label={say.cameIn}>
          <strong data-entered>{format.count(flow.entered)}</strong>{" "}
          <Change now={flow.entered} before={before?.entered ?? null} write={format.count} />
        </Fact>
        {!isLast && (
          <Fact label={say.wentOn}>
            {format.precise(shareOf(flow))}{" "}
            <Change
              now={shareOf(flow)}
              before={before === null || before.entered === 0 ? null : shareOf(before)}
              write={format.precise}
              isShare
            />
          </Fact>
        )}
        <Fact label={say.wentBack}>
          {format.count(flow.left_back)} <Change now={flow.left_back} before={before?.left_back ?? null} write={format.count} isBad />
        </Fact>
        <Fact label={say.stays}>{medianDays === null ? "–" : fill(say.days, { count: format.decimal(String(medianDays)) })}</Fact>
        <Fact label={say.atEnd}>{format.count(flow.standing)}</Fact>
      </dl>
    </li>
  );
}

const NOTHING = { entered: 0, went_forward: 0, went_back: 0, stayed: 0, left_forward: 0, left_back: 0, standing: 0 };

interface StagePeriodProps {
  readonly answer: Flow;
  readonly times: readonly StageTime[];
}

/** What happened at each of the four stages, beside the period before. */
export function StagePeriod({ answer, times }: StagePeriodProps) {
  const flowOf = (rows: readonly StageFlow[], stage: string): StageFlow => rows.find((row) => row.stage === stage) ?? { stage, ...NOTHING };
  const { rows, previous } = answer;
  return (
    <ol class="stage-period">
      {ORDER.map((stage, index) => (
        <StageFacts
          key={stage}
          flow={flowOf(rows, stage)}
          medianDays={times.find((time) => time.stage === stage)?.median_days ?? null}
          before={previous === null ? null : flowOf(previous.rows, stage)}
          isLast={index === ORDER.length - 1}
        />
      ))}
    </ol>
  );
}
