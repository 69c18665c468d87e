import type { Label, StageModel, Step } from "../stages/model.js";
import type { PlaceExplanation } from "./explanation.js";
import type { Language } from "./language.js";
import { plainText } from "./plain-text.js";

/** A step of a model with its place in the order of all steps. */
export interface NamedPlace {
  readonly rank: number;
  readonly step: Step;
  readonly named: PlaceExplanation;
}

/** A label of a model, which a site may have written, or the id it stands for. */
export function labelText(label: Label, id: string, language: Language): string {
  return plainText(label[language]) ?? plainText(id) ?? "?";
}

/** `Convert (Lead)`; a step that is called like its stage is not named twice. */
const nameOf = (stage: string, step: string): string => (stage.toLowerCase() === step.toLowerCase() ? stage : `${stage} (${step})`);

/** Every step of a model, from the first to the last. */
export function placesOf(model: StageModel, language: Language): readonly NamedPlace[] {
  const steps = model.stages.flatMap((stage) => stage.steps.map((step) => ({ stage, step })));
  return steps.map(({ stage, step }, rank) => {
    const stageLabel = labelText(stage.label, stage.id, language);
    const stepLabel = labelText(step.label, step.id, language);
    return { rank, step, named: { stage: stage.id, stageLabel, step: step.id, stepLabel, name: nameOf(stageLabel, stepLabel) } };
  });
}
