import type { MovesBack, Standing, Standings } from "@waystitch/store";
import { STAGES, type StageName } from "./stages.js";

/** People on one step of a stage. */
export interface StepCount {
  readonly step: string;
  readonly people: number;
}

/** People who stand in one stage. */
export interface StageCount {
  readonly stage: StageName;
  readonly people: number;
  readonly active: number;
  readonly lapsed: number;
  /** Who ever came this far or further, wherever they stand now. */
  readonly reached: number;
  /** How often it was entered since the site's day began. */
  readonly enteredToday: number;
  readonly steps: readonly StepCount[];
}

/** The answer of `/api/sites/:site/overview`. */
export interface Overview {
  /** The database's clock when the numbers were read. */
  readonly at: Date;
  readonly people: number;
  readonly active: number;
  readonly lapsed: number;
  readonly bots: number;
  /** Time of the newest event of anybody; `null` while there is nobody. */
  readonly newestActivity: Date | null;
  readonly stages: readonly StageCount[];
  readonly movesBack: readonly MovesBack[];
}

const sum = (standings: readonly Standing[]): number => standings.reduce((total, { people }) => total + people, 0);

/** The model's steps, then any other that people stand on: nobody may be left out of the sum. */
function countSteps(known: readonly string[], standings: readonly Standing[]): StepCount[] {
  const steps = new Set([...known, ...standings.map(({ step }) => step)]);
  return [...steps].map((step) => ({ step, people: sum(standings.filter((standing) => standing.step === step)) }));
}

/** Shapes a site's counts into the four stages, those where nobody stands included. */
export function deriveOverview(counts: Standings): Overview {
  const { standings } = counts;
  const place = (stage: string): number => STAGES.findIndex((known) => known.stage === stage);
  const stages = STAGES.map(({ stage, steps }, index): StageCount => {
    const here = standings.filter((standing) => standing.stage === stage);
    return {
      stage,
      people: sum(here),
      active: sum(here.filter(({ status }) => status === "active")),
      lapsed: sum(here.filter(({ status }) => status === "lapsed")),
      reached: sum(standings.filter(({ furthestStage }) => place(furthestStage) >= index)),
      enteredToday: counts.enteredToday.find((entries) => entries.stage === stage)?.entries ?? 0,
      steps: countSteps(steps, here),
    };
  });
  return {
    at: counts.at,
    people: sum(standings),
    active: sum(standings.filter(({ status }) => status === "active")),
    lapsed: sum(standings.filter(({ status }) => status === "lapsed")),
    bots: counts.bots,
    newestActivity: counts.newestActivity,
    stages,
    movesBack: counts.movesBack,
  };
}
