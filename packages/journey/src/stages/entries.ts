import type { Milestone } from "./milestone.js";

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
