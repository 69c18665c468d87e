import { spansOf } from "../compile-model.js";
import type { Phase, Stage, StageModel, Step, Trigger } from "../model.js";
import { readBackRule } from "./read-back-rule.js";
import { type Ids, idsOf, type LabelStyle, readId, readLabel } from "./read-names.js";
import { readTrigger } from "./read-trigger.js";
import { complain, isOf, quote, type Reading, readList, readNumber, readRecord, type Spot } from "./reader.js";

const MAX_STAGES = 20;
const MAX_STEPS = 20;
const MAX_TRIGGERS = 20;
const MAX_BACK = 50;
/** The largest number that the column `model_version` holds. */
const MAX_VERSION = 2_147_483_647;
const PHASES: readonly Phase[] = ["before", "during", "after"];

function readVersion(reading: Reading, spot: Spot | undefined): number {
  const version = readNumber(reading, spot);
  if (spot !== undefined && version !== undefined && !(Number.isInteger(version) && version >= 1 && version <= MAX_VERSION))
    complain(reading, spot, "a version is a whole number from 1; add one whenever the model changes");
  return version ?? 0;
}

function readPhase(reading: Reading, spot: Spot | undefined): Phase | undefined {
  if (!isOf(reading, spot, "string")) return undefined;
  const phase = PHASES.find((known) => known === spot.node.value);
  if (phase === undefined) complain(reading, spot, `${quote(String(spot.node.value))} is no phase; use one of ${PHASES.join(", ")}`);
  return phase;
}

/** Everybody's first milestone leads to a model's first step and to no other. */
function checkFirstTouch(reading: Reading, spot: Spot, triggers: readonly (Trigger | undefined)[], isFirst: boolean): void {
  const isOpenToAll = triggers.some((trigger) => trigger?.milestone === "first_touch");
  if (isOpenToAll === isFirst || (isFirst && triggers.includes(undefined))) return;
  const advice = isFirst
    ? 'the first step of a model must be entered by "first_touch", so that everybody stands somewhere; add it'
    : '"first_touch" comes to everybody at once, and so may enter only the first step; remove it here';
  complain(reading, spot, advice);
}

function readStep(reading: Reading, spot: Spot, ids: Ids, labels: LabelStyle, isFirst: boolean): Step {
  const fields = readRecord(reading, spot, ["id", "label", "enteredBy"]);
  const list = fields.get("enteredBy");
  const items = readList(reading, list, "milestones", 1, MAX_TRIGGERS);
  const triggers = items.map((item) => readTrigger(reading, item));
  if (list !== undefined && items.length > 0) checkFirstTouch(reading, list, triggers, isFirst);
  return {
    id: readId(reading, fields.get("id"), ids),
    label: readLabel(reading, fields.get("label"), labels),
    enteredBy: triggers.filter((trigger) => trigger !== undefined),
  };
}

function readStage(
  reading: Reading,
  spot: Spot,
  ids: { readonly stages: Ids; readonly steps: Ids },
  labels: LabelStyle,
  isFirst: boolean,
): Stage {
  const fields = readRecord(reading, spot, ["id", "label", "steps"], ["phase"]);
  const phase = readPhase(reading, fields.get("phase"));
  const steps = readList(reading, fields.get("steps"), "steps", 1, MAX_STEPS);
  return {
    id: readId(reading, fields.get("id"), ids.stages),
    label: readLabel(reading, fields.get("label"), labels),
    ...(phase === undefined ? {} : { phase }),
    steps: steps.map((step, index) => readStep(reading, step, ids.steps, labels, isFirst && index === 0)),
  };
}

/** How strictly a model's names are read. */
export interface NameRules {
  /** Ids of models that this one may not have, in small letters. */
  readonly taken: ReadonlySet<string>;
  readonly labels: LabelStyle;
}

/** A model as far as it can be read; it is one only when nothing was noted. */
export function readModel(reading: Reading, root: Spot, { taken, labels }: NameRules): StageModel {
  const fields = readRecord(reading, root, ["id", "version", "label", "stages"], ["back"]);
  const own = fields.get("id");
  const id = readId(reading, own, idsOf("model"));
  if (own !== undefined && taken.has(id.toLowerCase())) complain(reading, own, `"${id}" is the id of a built-in model; choose another`);
  const version = readVersion(reading, fields.get("version"));
  const label = readLabel(reading, fields.get("label"), labels);
  const ids = { stages: idsOf("stage"), steps: idsOf("step") };
  const stages = readList(reading, fields.get("stages"), "stages", 1, MAX_STAGES).map((stage, index) =>
    readStage(reading, stage, ids, labels, index === 0),
  );
  const spans = spansOf(stages);
  const rules = fields.get("back") === undefined ? [] : readList(reading, fields.get("back"), "moves back", 0, MAX_BACK);
  const ruleIds = idsOf("move back");
  const back = rules.flatMap((rule) => readBackRule(reading, rule, ruleIds, labels, spans) ?? []);
  return { id, version, label, stages, back };
}
