import { type CompiledModel, compileModel, meets, type Place, type Span, type Way, type WayBack } from "./compile-model.js";
import type { StageEntry } from "./entries.js";
import type { Milestone } from "./milestone.js";
import type { Condition, StageModel } from "./model.js";

/** Where a person stands in one model, and how they came there. */
export interface Standing {
  readonly model: StageModel;
  /** Never empty, in order of time. */
  readonly entries: readonly StageEntry[];
  readonly current: StageEntry;
  /** The first of the entries that lie furthest on. */
  readonly furthest: StageEntry;
  readonly movesBack: number;
}

/** An entry that is still being left. */
type OpenEntry = { -readonly [Key in keyof StageEntry]: StageEntry[Key] };

/** A person on the way through one model; changed in place by every milestone. */
interface Walk {
  readonly model: StageModel;
  readonly compiled: CompiledModel;
  /** True at the rank of every step that the person has a milestone for. */
  readonly reached: boolean[];
  readonly entries: OpenEntry[];
  here: Place | undefined;
  current: OpenEntry | undefined;
  furthest: OpenEntry | undefined;
  furthestRank: number;
  movesBack: number;
}

const compiledModels = new WeakMap<StageModel, CompiledModel>();

function compiledOf(model: StageModel): CompiledModel {
  const known = compiledModels.get(model);
  if (known !== undefined) return known;
  const compiled = compileModel(model);
  compiledModels.set(model, compiled);
  return compiled;
}

function enter(walk: Walk, place: Place, cause: Milestone, direction: StageEntry["direction"], rule: string): void {
  if (walk.current !== undefined) walk.current.leftAt = cause.occurredAt;
  const entry: OpenEntry = {
    model: walk.model.id,
    modelVersion: walk.model.version,
    sequence: walk.entries.length + 1,
    stage: place.stage,
    step: place.step,
    enteredAt: cause.occurredAt,
    leftAt: null,
    direction,
    rule,
    cause,
  };
  walk.entries.push(entry);
  walk.here = place;
  walk.current = entry;
  if (place.rank > walk.furthestRank) {
    walk.furthestRank = place.rank;
    walk.furthest = entry;
  }
}

function leads(where: readonly Condition[], milestone: Milestone): boolean {
  if (where.length === 0) return true;
  for (const condition of where) if (meets(condition, milestone)) return true;
  return false;
}

/** A milestone leads to the furthest of its steps, when that lies further on; the others are reached with it. */
function goForward(walk: Walk, ways: readonly Way[], milestone: Milestone): void {
  let target: Place | undefined;
  for (const { place, where } of ways) {
    if (!leads(where, milestone)) continue;
    walk.reached[place.rank] = true;
    target = place;
  }
  if (target !== undefined && (walk.here === undefined || target.rank > walk.here.rank)) {
    enter(walk, target, milestone, "forward", target.rule);
  }
}

/** The furthest step still reached in the first listed place that has one, or the model's first step. */
function landingOf({ reached, compiled }: Walk, to: readonly Span[]): Place {
  for (const { first, last } of to) {
    for (let rank = last; rank >= first; rank--) if (reached[rank] === true) return compiled.places[rank] ?? compiled.first;
  }
  return compiled.first;
}

/** Takes a person back; what was reached beyond the landing no longer counts as reached. A rule's goals lie before its beginnings. */
function goBack(walk: Walk, { rule, where, from, to }: WayBack, milestone: Milestone): void {
  const rank = walk.here?.rank ?? -1;
  if (!from.some(({ first, last }) => rank >= first && rank <= last)) return;
  if (where !== undefined && !meets(where, milestone)) return;
  const landing = landingOf(walk, to);
  for (let beyond = landing.rank + 1; beyond < walk.reached.length; beyond++) walk.reached[beyond] = false;
  enter(walk, landing, milestone, "back", rule);
  walk.movesBack++;
}

/**
 * A person's way through a model, from milestones in order of time, and where it ends.
 * @throws Error when no milestone enters the model, which `first_touch` always does
 */
export function standingIn(model: StageModel, milestones: readonly Milestone[]): Standing {
  const compiled = compiledOf(model);
  const walk: Walk = {
    model,
    compiled,
    reached: [],
    entries: [],
    here: undefined,
    current: undefined,
    furthest: undefined,
    furthestRank: -1,
    movesBack: 0,
  };
  for (const milestone of milestones) {
    const moves = compiled.moves.get(milestone.milestone);
    if (moves === undefined) continue;
    goForward(walk, moves.ways, milestone);
    for (const back of moves.back) goBack(walk, back, milestone);
  }
  const { entries, current, furthest, movesBack } = walk;
  if (current === undefined || furthest === undefined) throw new Error(`no milestone enters the model ${model.id}`);
  return { model, entries, current, furthest, movesBack };
}
