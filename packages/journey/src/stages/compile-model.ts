import type { Milestone, MilestoneName } from "./milestone.js";
import type { BackRule, Condition, StageModel, Trigger } from "./model.js";

/** A step of a model, by its rank over all steps from 0: further on is higher. */
export interface Place {
  readonly rank: number;
  readonly stage: string;
  readonly step: string;
  /** Name of the rule that enters it. */
  readonly rule: string;
}

/** Ranks from the first to the last step of a stage, or of one step. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** A step that a milestone leads to, possibly on one of some conditions. */
export interface Way {
  readonly place: Place;
  /** Empty when the milestone alone is enough. */
  readonly where: readonly Condition[];
}

/** A move back that a milestone may cause. */
export interface WayBack {
  readonly rule: string;
  readonly where: Condition | undefined;
  readonly from: readonly Span[];
  readonly to: readonly Span[];
}

/** A model as the walk reads it: what each milestone may do, looked up once. */
export interface CompiledModel {
  readonly first: Place;
  readonly places: readonly Place[];
  readonly moves: ReadonlyMap<MilestoneName, { readonly ways: readonly Way[]; readonly back: readonly WayBack[] }>;
}

/** Whether what a milestone carries is what a condition asks for. */
export function meets({ attribute, atLeast, equals, exists }: Condition, { attributes }: Milestone): boolean {
  const value = attributes[attribute];
  if (exists !== undefined && exists !== (value !== undefined && value !== null)) return false;
  if (equals !== undefined && value !== equals) return false;
  return atLeast === undefined || (typeof value === "number" && value >= atLeast);
}

/** The places of a model by name: stages (`Close`) and steps (`Close/cart`). */
export function spansOf(stages: readonly { readonly id: string; readonly steps: readonly { readonly id: string }[] }[]): Map<string, Span> {
  const spans = new Map<string, Span>();
  let rank = 0;
  for (const stage of stages) {
    spans.set(stage.id, { first: rank, last: rank + stage.steps.length - 1 });
    for (const step of stage.steps) {
      spans.set(`${stage.id}/${step.id}`, { first: rank, last: rank });
      rank++;
    }
  }
  return spans;
}

function wayOf(place: Place, milestone: MilestoneName, triggers: readonly Trigger[]): Way[] {
  const own = triggers.filter((trigger) => trigger.milestone === milestone);
  if (own.length === 0) return [];
  const where = own.flatMap((trigger) => trigger.where ?? []);
  return [{ place, where: where.length < own.length ? [] : where }];
}

/**
 * Prepares a model for walking.
 * @throws Error when the model has no step, or a rule names a place that it does not have; `parseModel` lets neither pass
 */
export function compileModel({ id, stages, back }: StageModel): CompiledModel {
  const steps = stages.flatMap((stage) => stage.steps.map((step) => ({ stage: stage.id, ...step })));
  const entered = steps.map((step, rank) => ({
    place: { rank, stage: step.stage, step: step.id, rule: `step:${step.id}` },
    triggers: step.enteredBy,
  }));
  const [first] = entered;
  if (first === undefined) throw new Error(`the model ${id} has no step`);
  const spans = spansOf(stages);
  const spanOf = (name: string): Span => {
    const span = spans.get(name);
    if (span === undefined) throw new Error(`the model ${id} has no place ${name}`);
    return span;
  };
  const wayBackOf = (rule: BackRule): WayBack => ({
    rule: `back:${rule.id}`,
    where: rule.trigger.where,
    from: rule.from.map(spanOf),
    to: rule.to.map(spanOf),
  });
  const names = new Set(
    [...steps.flatMap((step) => step.enteredBy), ...back.map((rule) => rule.trigger)].map(({ milestone }) => milestone),
  );
  const moves = new Map(
    [...names].map((name) => [
      name,
      {
        ways: entered.flatMap(({ place, triggers }) => wayOf(place, name, triggers)),
        back: back.filter((rule) => rule.trigger.milestone === name).map(wayBackOf),
      },
    ]),
  );
  return { first: first.place, places: entered.map(({ place }) => place), moves };
}
