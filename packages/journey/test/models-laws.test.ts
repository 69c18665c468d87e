import fc from "fast-check";
import { describe, it } from "vitest";
import { type Milestone, MODELS, type StageEntry, type StageModel, standingIn, type Trigger } from "../src/index.js";
import { expectSame, PATIENCE, RUNS } from "./law-runs.js";
import { randomMilestones, randomModel } from "./random-models.js";

interface RankedStep {
  readonly name: string;
  readonly stage: string;
  readonly enteredBy: readonly Trigger[];
}

const known = new WeakMap<StageModel, RankedStep[]>();

/** The steps of a model by rank. */
function stepsOf(model: StageModel): RankedStep[] {
  const steps =
    known.get(model) ??
    model.stages.flatMap((stage) => stage.steps.map(({ id, enteredBy }) => ({ name: `${stage.id}/${id}`, stage: stage.id, enteredBy })));
  known.set(model, steps);
  return steps;
}

const rankIn = (model: StageModel, { stage, step }: StageEntry): number =>
  stepsOf(model).findIndex(({ name }) => name === `${stage}/${step}`);

function isMet({ milestone, where }: Trigger, found: Milestone): boolean {
  if (found.milestone !== milestone) return false;
  if (where === undefined) return true;
  const value = found.attributes[where.attribute];
  if (where.exists !== undefined) return where.exists === (value !== undefined);
  if (where.atLeast !== undefined) return typeof value === "number" && value >= where.atLeast;
  return value === where.equals;
}

/** Ranks of the steps that a milestone leads to. */
const ledTo = (model: StageModel, found: Milestone): number[] =>
  stepsOf(model).flatMap((step, rank) => (step.enteredBy.some((trigger) => isMet(trigger, found)) ? [rank] : []));

/** Ranks of the steps that the places of a rule cover, place by place. */
const covered = (model: StageModel, places: readonly string[]): number[][] =>
  places.map((place) => stepsOf(model).flatMap((step, rank) => (place === step.stage || place === step.name ? [rank] : [])));

/** Every pair of a model and a life, over the built-in models and models that a site could have written. */
function always(check: (model: StageModel, milestones: readonly Milestone[]) => void): void {
  fc.assert(
    fc.property(randomMilestones, randomModel, (milestones, own) => {
      for (const model of [...MODELS, own]) check(model, milestones);
    }),
    RUNS,
  );
}

describe("in every model, whatever happens to a person", PATIENCE, () => {
  it("entries follow each other without a gap; forward ones lie further on than the one before, backward ones nearer", () => {
    always((model, milestones) => {
      const { entries, current, movesBack } = standingIn(model, milestones);
      const ranks = entries.map((entry) => rankIn(model, entry));
      expectSame(ranks[0], 0);
      expectSame(
        entries.map((entry) => entry.direction),
        ranks.map((rank, index) => (index > 0 && rank < (ranks[index - 1] ?? 0) ? "back" : "forward")),
      );
      expectSame(new Set(ranks.map((rank, index) => rank - (ranks[index - 1] ?? -1))).has(0), false);
      expectSame(
        entries.map((entry) => [entry.sequence, entry.enteredAt, entry.leftAt, entry.model, entry.modelVersion]),
        entries.map(({ cause }, index) => [index + 1, cause.occurredAt, entries[index + 1]?.enteredAt ?? null, model.id, model.version]),
      );
      expectSame(current, entries.at(-1));
      expectSame(movesBack, entries.filter((entry) => entry.direction === "back").length);
    });
  });

  it("the furthest entry is the first of those that lie furthest on", () => {
    always((model, milestones) => {
      const { entries, furthest } = standingIn(model, milestones);
      const ranks = entries.map((entry) => rankIn(model, entry));
      expectSame(furthest, entries[ranks.indexOf(Math.max(...ranks))]);
    });
  });

  it("a milestone leads forward exactly when one of its steps lies further on, and to the furthest of them", () => {
    always((model, milestones) => {
      const { entries } = standingIn(model, milestones);
      let here = -1;
      for (const milestone of milestones) {
        const target = Math.max(-1, ...ledTo(model, milestone));
        const caused = entries.filter((entry) => entry.cause === milestone);
        const [forward, other] = caused.filter((entry) => entry.direction === "forward");
        expectSame(other, undefined);
        expectSame(forward === undefined ? null : rankIn(model, forward), target > here ? target : null);
        if (forward !== undefined) expectSame(forward.rule, `step:${forward.step}`);
        const last = caused.at(-1);
        if (last !== undefined) here = rankIn(model, last);
      }
    });
  });

  it("a rule leads back exactly when it applies, to the first of its places that still counts as reached", () => {
    always((model, milestones) => {
      const { entries } = standingIn(model, milestones);
      const reached = new Set<number>();
      let here = -1;
      for (const milestone of milestones) {
        const caused = entries.filter((entry) => entry.cause === milestone);
        for (const rank of ledTo(model, milestone)) reached.add(rank);
        here = Math.max(here, ...ledTo(model, milestone));
        const expected: string[] = [];
        for (const rule of model.back) {
          if (!isMet(rule.trigger, milestone) || !covered(model, rule.from).flat().includes(here)) continue;
          const held = covered(model, rule.to).map((ranks) => ranks.filter((rank) => reached.has(rank)));
          here = held.find((ranks) => ranks.length > 0)?.at(-1) ?? 0;
          for (const rank of [...reached]) if (rank > here) reached.delete(rank);
          expected.push(`back:${rule.id} ${here}`);
        }
        const moves = caused.filter((entry) => entry.direction === "back").map((entry) => `${entry.rule} ${rankIn(model, entry)}`);
        expectSame(moves, expected);
      }
    });
  });

  it("nobody stands on a step, other than the first, for which no milestone of theirs speaks", () => {
    always((model, milestones) => {
      const groundless = standingIn(model, milestones).entries.filter((entry) => {
        const rank = rankIn(model, entry);
        const past = milestones.filter((milestone) => milestone.sequence <= entry.cause.sequence);
        return rank > 0 && !past.some((milestone) => ledTo(model, milestone).includes(rank));
      });
      expectSame(groundless, []);
    });
  });

  it("what happens later changes nothing that was entered before, and walking twice gives the same", () => {
    always((model, milestones) => {
      const { entries } = standingIn(model, milestones);
      const half = milestones.slice(0, Math.ceil(milestones.length / 2));
      const before = standingIn(model, half).entries;
      const lasting = ({ leftAt: _, ...entry }: StageEntry) => entry;
      expectSame(before.map(lasting), entries.slice(0, before.length).map(lasting));
      expectSame(standingIn({ ...model }, milestones).entries, entries);
    });
  });
});
