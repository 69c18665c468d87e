import type { MilestoneName } from "./milestone.js";

export interface Label {
  readonly en: string;
  readonly vi: string;
}

/**
 * What an attribute of a milestone must be: `atLeast` compares numbers, `equals` compares exactly, without conversion,
 * and `exists` asks whether the milestone carries the attribute at all. All that are given must hold.
 */
export interface Condition {
  readonly attribute: string;
  readonly atLeast?: number;
  readonly equals?: string | number | boolean;
  readonly exists?: boolean;
}

/** A milestone, possibly only with a certain attribute. */
export interface Trigger {
  readonly milestone: MilestoneName;
  readonly where?: Condition;
}

export interface Step {
  /** Unique within the model. */
  readonly id: string;
  readonly label: Label;
  readonly enteredBy: readonly Trigger[];
}

/** Where a stage lies around the purchase, in models that say so. */
export type Phase = "before" | "during" | "after";

export interface Stage {
  readonly id: string;
  readonly label: Label;
  readonly phase?: Phase;
  readonly steps: readonly Step[];
}

/**
 * A move back: from one of some places to the first listed one that the person still has a milestone for, or else to
 * the model's first step. A place is a stage (`Close`) or a step of one (`Close/customer`).
 */
export interface BackRule {
  readonly id: string;
  readonly label: Label;
  readonly trigger: Trigger;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** An ordered list of stages, each entered by milestones. Data, not code. */
export interface StageModel {
  readonly id: string;
  /** From 1; goes up with every change of what the model says. */
  readonly version: number;
  readonly label: Label;
  readonly stages: readonly Stage[];
  readonly back: readonly BackRule[];
}
