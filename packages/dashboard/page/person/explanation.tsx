import type { ExplanationAnswer, ModelExplanation, Site } from "../answers.js";
import { usePage } from "../context.js";
import { CardHead } from "../frame/card-head.js";
import { ModelChoice } from "../models/model-choice.js";
import { type ChosenModel, useModel } from "../models/use-models.js";
import { useResource } from "../resource.js";
import { useWords } from "../words/define-words.js";
import { EXPLANATION } from "./explanation-words.js";

/** The stages of a model in their order: those entered, and the one where the person stands. */
function ModelWay({ chosen, told }: { readonly chosen: ChosenModel; readonly told: ModelExplanation }) {
  const entered = new Set(told.entries.map(({ place }) => place.stage));
  return (
    <ol class="model-way">
      {chosen.model?.stages.map(({ id }) => {
        const isNow = id === told.place.stage;
        return (
          <li key={id} class={isNow ? "now" : entered.has(id) ? "passed" : "ahead"} aria-current={isNow ? "step" : undefined}>
            {chosen.nameOf(id)}
            {isNow && told.place.stepLabel !== chosen.nameOf(id) && ` · ${told.place.stepLabel}`}
          </li>
        );
      })}
    </ol>
  );
}

interface LinesProps {
  readonly title: string;
  readonly lines: readonly string[];
}

function Lines({ title, lines }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** Everything that is known of one model, folded away. */
function Details({ told }: { readonly told: ModelExplanation }) {
  const say = useWords(EXPLANATION);
  const waysTo = told.outOfReach.map(
    ({ place, ways }) => `${place.name}: ${ways.map(({ description }) => description).join(` ${say.any} `)}`,
  );
  return (
    <details>
      <summary>{say.entries}</summary>
      <ol>
        {told.entries.map((entry) => (
          <li key={entry.sequence}>
            {entry.sentence} <span class="quiet code">{entry.rule}</span>
          </li>
        ))}
      </ol>
      <Lines title={say.next} lines={told.forward.map(({ sentence }) => sentence)} />
      <Lines title={say.back} lines={told.back.map(({ sentence }) => sentence)} />
      <Lines title={say.alone} lines={told.byItself.map(({ sentence }) => sentence)} />
      <Lines title={say.outOfReach} lines={waysTo} />
    </details>
  );
}

interface ExplanationProps {
  readonly site: Site;
  readonly personId: string;
  readonly version: number;
}

/** Why the person stands where they stand in the model that is chosen, and what would move them. */
export function ExplanationView({ site, personId, version }: ExplanationProps) {
  const { language } = usePage();
  const say = useWords(EXPLANATION);
  const chosen = useModel(site);
  const url = `/api/sites/${encodeURIComponent(site.siteId)}/journeys/${encodeURIComponent(personId)}/explanation?lang=${language}`;
  const { data } = useResource<ExplanationAnswer>(url, version);
  const told = data?.explanation?.models.find(({ model }) => model === chosen.model?.id);
  return (
    <section class="explanation card" aria-labelledby="explanation-title">
      <CardHead id="explanation-title" title={say.title} hint={say.hint}>
        <ModelChoice chosen={chosen} />
      </CardHead>
      {data?.explanation === null && <p class="quiet">{say.tooLong}</p>}
      {told !== undefined && (
        <>
          <ModelWay chosen={chosen} told={told} />
          <div class="sentences">
            {told.sentences.map((sentence, index) => (
              <p key={index}>{sentence}</p>
            ))}
          </div>
          <Details told={told} />
        </>
      )}
    </section>
  );
}
