import type { ComponentChild } from "preact";
import { STAGES } from "../../src/stages.js";
import type { StoryAnswer } from "../answers.js";
import { usePage } from "../context.js";
import { StageName, stageClass } from "../stage-name.js";
import { MomentAndAgo } from "../time.js";
import { nameIn } from "../words/words.js";
import { Evidence, pathOf } from "./evidence.js";

/** A sentence whose holes are filled with elements. */
function Sentence({ template, values }: { readonly template: string; readonly values: Readonly<Record<string, ComponentChild>> }) {
  return (
    <p class="sentence">
      {template.split(/(\{\w+\})/).map((piece, index) => {
        const hole = /^\{(\w+)\}$/.exec(piece)?.[1];
        return <span key={index}>{hole === undefined ? piece : values[hole]}</span>;
      })}
    </p>
  );
}

/** Where the person stands, since when, and because of which event. */
export function Standing({ story }: { readonly story: StoryAnswer }) {
  const { words } = usePage();
  const { journey, stages } = story;
  const url = journey.evidence?.pageUrl ?? null;
  const place = (
    <strong class={`place ${stageClass(journey.stage)}`}>
      {nameIn(words.stages, journey.stage)} · {nameIn(words.steps, journey.step)}
    </strong>
  );
  const page = url === null ? "" : <Words template={words.onPage} page={pathOf(url)} />;
  const because = <strong>{nameIn(words.because, journey.stageMilestone)}</strong>;
  const rule = stages.at(-1)?.rule ?? journey.stageMilestone;
  return (
    <div class="standing">
      <Sentence template={words.stands} values={{ place, time: <MomentAndAgo at={journey.stageSince} />, because, page }} />
      <Evidence event={journey.evidence} rule={`${rule} (v${journey.modelVersion})`} />
    </div>
  );
}

function Words({ template, page }: { readonly template: string; readonly page: string }) {
  const [before, after] = template.split("{page}");
  return (
    <>
      {before}
      <span class="path">{page}</span>
      {after}
    </>
  );
}

/** The person's way through the four stages: when each was first entered. */
export function Way({ story }: { readonly story: StoryAnswer }) {
  const { words, format } = usePage();
  const { journey, stages } = story;
  const furthest = STAGES.findIndex(({ stage }) => stage === journey.furthestStage);
  return (
    <ol class="way">
      {STAGES.map(({ stage }, index) => {
        const first = stages.find((entry) => entry.stage === stage);
        const state = stage === journey.stage ? "now" : first ? "passed" : index < furthest ? "skipped" : "ahead";
        return (
          <li key={stage} class={`${stageClass(stage)} ${state}`} aria-current={state === "now" ? "step" : undefined}>
            <StageName stage={stage} />
            <span class="way-time">
              {first ? format.dayAndTime(first.enteredAt) : state === "skipped" ? words.skipped : words.notReached}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
