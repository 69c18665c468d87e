import type { OverviewAnswer, StageAnswer } from "../answers.js";
import { usePage } from "../context.js";
import { Link } from "../link.js";
import { StageName, stageClass } from "../stage-name.js";
import { fill, nameIn } from "../words/words.js";

function Steps({ stage }: { readonly stage: StageAnswer }) {
  const { words, format } = usePage();
  return (
    <ul class="steps">
      {stage.steps.map(({ step, people }) => (
        <li key={step} class={people === 0 ? "step none" : "step"}>
          <span class="step-name">{nameIn(words.steps, step)}</span>
          <span class="step-bar" aria-hidden="true">
            <span style={{ width: `${stage.people > 0 ? (people / stage.people) * 100 : 0}%` }} />
          </span>
          <span class="step-people" data-step={step}>
            {format.count(people)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What moved: in today, back from a later stage, and who has gone quiet. */
function Movements({ stage, overview }: { readonly stage: StageAnswer; readonly overview: OverviewAnswer }) {
  const { words, format } = usePage();
  const back = overview.movesBack.filter(({ to }) => to === stage.stage);
  return (
    <p class="movements">
      {stage.enteredToday > 0 && <span class="entered">+{fill(words.today, { count: format.count(stage.enteredToday) })}</span>}
      {back.map(({ from, moves }) => (
        <span key={from} class="came-back">
          <span aria-hidden="true">↩ </span>
          {fill(words.backFrom, { count: format.count(moves), stage: nameIn(words.stages, from) })}
        </span>
      ))}
      {stage.lapsed > 0 && <span>{fill(words.lapsed, { count: format.count(stage.lapsed) })}</span>}
    </p>
  );
}

interface StageColumnProps {
  readonly stage: StageAnswer;
  readonly overview: OverviewAnswer;
  /** How many came as far as the next stage; `null` for the last one. */
  readonly reachedNext: number | null;
  readonly isChanged: boolean;
}

/** One of the four: its number of people, its steps; a click shows only its journeys. */
export function StageColumn({ stage, overview, reachedNext, isChanged }: StageColumnProps) {
  const { words, format, route } = usePage();
  const isChosen = route.stage === stage.stage;
  const share = reachedNext === null ? null : format.share(reachedNext, stage.reached);
  const label = fill(words.showStage, { count: format.count(stage.people), stage: nameIn(words.stages, stage.stage) });
  return (
    <li class={`stage ${stageClass(stage.stage)}${isChosen ? " chosen" : ""}${route.stage !== null && !isChosen ? " other" : ""}`}>
      <span class="station" data-station aria-hidden="true" />
      {share !== null && <span class="went-on">{fill(words.wentOn, { share })}</span>}
      <h3>
        <Link to={{ stage: isChosen ? null : stage.stage }} isCurrent={isChosen} class="stage-link">
          <StageName stage={stage.stage} />
          <span class="unseen"> – {label}</span>
        </Link>
      </h3>
      <p class={isChanged ? "stage-people changed" : "stage-people"} data-people={stage.stage}>
        {format.count(stage.people)}
      </p>
      <Movements stage={stage} overview={overview} />
      <Steps stage={stage} />
    </li>
  );
}
