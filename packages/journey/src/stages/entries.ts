import type { Milestone } from "./milestone.js";
import type { StageModel, Step, Trigger } from "./model.js";

/** One entry into a stage or step. */
export interface StageEntry {
  readonly model: string;
  readonly modelVersion: number;
  readonly sequence: number;
  readonly stage: string;
  readonly step: string;
  readonly enteredAt: number;
  readonly leftAt: number | null;
  readonly direction: "forward" | "back";
  /** The rule of the model that fired: `step:<id>` or `back:<id>`. */
  readonly rule: string;
  /** The milestone that fired it; its evidence is the entry's. */
  readonly cause: Milestone;
}

interface Place {
  readonly stage: string;
  /** Rank of the stage and of the step over the whole model, from 0. */
  readonly stageRank: number;
  readonly rank: number;
  readonly step: Step;
}

function placesOf(model: StageModel): Place[] {
  let rank = 0;
  return model.stages.flatMap((stage, stageRank) => stage.steps.map((step) => ({ stage: stage.id, stageRank, rank: rank++, step })));
}

function fires({ milestone, where }: Trigger, fact: Milestone): boolean {
  if (milestone !== fact.milestone) return false;
  if (where === undefined) return true;
  const value = fact.attributes[where.attribute];
  if (where.equals !== undefined && value !== where.equals) return false;
  return where.atLeast === undefined || (typeof value === "number" && value >= where.atLeast);
}

/** Where a move back leads: the furthest step still reached in the first stage of the list that has one, or the model's first step. */
function landing(places: readonly Place[], reached: ReadonlySet<number>, to: readonly string[], below: number): Place | undefined {
  for (const stage of to) {
    const held = places.filter((place) => place.stage === stage && place.stageRank < below && reached.has(place.rank));
    if (held.length > 0) return held.at(-1);
  }
  return places[0];
}

/**
 * A person's way through one model: every entry, in order, with its evidence.
 * Forward, a milestone leads to its step when that lies further on. Back, a rule of the model leads to an earlier
 * stage, and what was reached beyond that stage no longer counts as reached.
 */
export function entriesOf(model: StageModel, milestones: readonly Milestone[]): StageEntry[] {
  const places = placesOf(model);
  const reached = new Set<number>();
  const entries: StageEntry[] = [];
  let here: Place | undefined;
  const enter = (place: Place, fact: Milestone, direction: StageEntry["direction"], rule: string): void => {
    const last = entries.at(-1);
    if (last !== undefined) entries[entries.length - 1] = { ...last, leftAt: fact.occurredAt };
    here = place;
    entries.push({
      model: model.id,
      modelVersion: model.version,
      sequence: entries.length + 1,
      stage: place.stage,
      step: place.step.id,
      enteredAt: fact.occurredAt,
      leftAt: null,
      direction,
      rule,
      cause: fact,
    });
  };
  for (const fact of milestones) {
    for (const place of places) {
      if (!place.step.enteredBy.some((trigger) => fires(trigger, fact))) continue;
      reached.add(place.rank);
      if (here === undefined || place.rank > here.rank) enter(place, fact, "forward", `step:${place.step.id}`);
    }
    for (const rule of model.back) {
      if (here === undefined || !rule.from.includes(here.stage) || !fires(rule.trigger, fact)) continue;
      const target = landing(places, reached, rule.to, here.stageRank);
      if (target === undefined || target.rank >= here.rank) continue;
      for (const place of places) if (place.stageRank > target.stageRank) reached.delete(place.rank);
      enter(target, fact, "back", `back:${rule.id}`);
    }
  }
  return entries;
}

/** Rank of a step in its model, or -1. */
export function rankOf(model: StageModel, step: string): number {
  return placesOf(model).findIndex((place) => place.step.id === step);
}
