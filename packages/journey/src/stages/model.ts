import type { MilestoneName } from "./milestone.js";

export interface Label {
  readonly en: string;
  readonly vi: string;
}

/** A milestone, possibly only with a certain attribute. */
export interface Trigger {
  readonly milestone: MilestoneName;
  readonly where?: { readonly attribute: string; readonly atLeast?: number; readonly equals?: number };
}

export interface Step {
  readonly id: string;
  readonly label: Label;
  readonly enteredBy: readonly Trigger[];
}

export interface Stage {
  readonly id: string;
  readonly label: Label;
  readonly steps: readonly Step[];
}

/** A move back: from one of some stages to the first listed one whose milestones the person still has. */
export interface BackRule {
  readonly id: string;
  readonly trigger: Trigger;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** An ordered list of stages, each entered by milestones. Data, not code. */
export interface StageModel {
  readonly id: string;
  readonly version: number;
  readonly label: Label;
  readonly stages: readonly Stage[];
  readonly back: readonly BackRule[];
}
