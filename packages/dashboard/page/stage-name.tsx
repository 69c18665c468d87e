import { usePage } from "./context.js";
import { nameIn, wordsOf } from "./words/words.js";

const other = (language: "en" | "vi"): "en" | "vi" => (language === "en" ? "vi" : "en");

/** The class that colours what belongs to a stage. */
export const stageClass = (stage: string): string => `stage-${/^[A-Z][a-z]+$/.test(stage) ? stage.toLowerCase() : "unknown"}`;

/** A stage's name in the page's language, with the other language's beside it. */
export function StageName({ stage }: { readonly stage: string }) {
  const { words, language } = usePage();
  const second = other(language);
  return (
    <>
      <span class="stage-name">{nameIn(words.stages, stage)}</span>{" "}
      <span class="stage-second" lang={second}>
        {nameIn(wordsOf(second).stages, stage)}
      </span>
    </>
  );
}

/** Stage and step on a coloured ground. */
export function StageChip({ stage, step }: { readonly stage: string; readonly step: string }) {
  const { words } = usePage();
  return (
    <span class={`chip ${stageClass(stage)}`}>
      {nameIn(words.stages, stage)} <span class="chip-step">{nameIn(words.steps, step)}</span>
    </span>
  );
}
