import { entriesOf, rankOf, type StageEntry } from "./entries.js";
import type { Milestone } from "./milestone.js";
import type { StageModel } from "./model.js";

/** Where a person stands in one model, and how they came there. */
export interface Standing {
  readonly model: StageModel;
  /** Never empty, in order of time. */
  readonly entries: readonly StageEntry[];
  readonly current: StageEntry;
  readonly furthest: StageEntry;
  readonly movesBack: number;
}

/**
 * A person's standing in a model.
 * @throws Error when no milestone enters the model, which `first_touch` always does
 */
export function standingIn(model: StageModel, milestones: readonly Milestone[]): Standing {
  const entries = entriesOf(model, milestones);
  const [first] = entries;
  const current = entries.at(-1);
  if (first === undefined || current === undefined) throw new Error(`no milestone enters the model ${model.id}`);
  return {
    model,
    entries,
    current,
    furthest: entries.reduce((furthest, entry) => (rankOf(model, entry.step) > rankOf(model, furthest.step) ? entry : furthest), first),
    movesBack: entries.filter((entry) => entry.direction === "back").length,
  };
}
