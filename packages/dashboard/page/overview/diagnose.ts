import type { StageFlow } from "@waystitch/store";

/** What came in and what went on of it. */
type Rate = Pick<StageFlow, "stage" | "entered" | "went_forward" | "went_back">;

/** Where people stop, and how that compares. */
export interface Diagnosis {
  /** The stage from which the smallest share goes on. */
  readonly stage: string;
  readonly next: string;
  readonly entered: number;
  /** 0 to 1. */
  readonly share: number;
  /** The share in the period before; `null` without one, or with too few people in it. */
  readonly shareBefore: number | null;
  /** Whether the two shares differ by more than chance would explain. */
  readonly change: "better" | "worse" | "same";
}

/** Fewer people than this say nothing. */
export const LEAST = 30;
/** Two shares that differ by chance alone lie further apart than this one time in twenty (two-proportion z-test). */
const SURE = 1.96;

/** How far two shares lie apart, in standard errors of their difference. */
export function differenceOf(now: Rate, before: Rate): number {
  const pooled = (now.went_forward + before.went_forward) / (now.entered + before.entered);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / now.entered + 1 / before.entered));
  return error === 0 ? 0 : (now.went_forward / now.entered - before.went_forward / before.entered) / error;
}

const shareOf = ({ went_forward, entered }: Rate): number => went_forward / entered;

/**
 * Finds the stage where most people stop: of those that enough people came into, the one from which the smallest share went on.
 * The last stage has nowhere to go on to and is left out.
 * @param order the model's stages, first to last
 * @returns `null` while too few people came for any of it to mean something
 */
export function diagnose(now: readonly Rate[], before: readonly Rate[] | null, order: readonly string[]): Diagnosis | null {
  const counted = order.slice(0, -1).flatMap((stage) => now.filter((rate) => rate.stage === stage && rate.entered >= LEAST));
  const [first, ...rest] = counted;
  if (first === undefined) return null;
  const worst = rest.reduce((least, rate) => (shareOf(rate) < shareOf(least) ? rate : least), first);
  const then = before?.find(({ stage, entered }) => stage === worst.stage && entered >= LEAST);
  const difference = then === undefined ? 0 : differenceOf(worst, then);
  return {
    stage: worst.stage,
    next: order[order.indexOf(worst.stage) + 1] ?? worst.stage,
    entered: worst.entered,
    share: shareOf(worst),
    shareBefore: then === undefined ? null : shareOf(then),
    change: Math.abs(difference) < SURE ? "same" : difference > 0 ? "better" : "worse",
  };
}
