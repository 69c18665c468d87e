import type { MilestoneName } from "../stages/milestone.js";
import type { Trigger } from "../stages/model.js";
import type { Language } from "./language.js";

/** Why a person stands where they stand, and what would move them, in one language. Plain JSON; times are epoch milliseconds. */
export interface Explanation {
  readonly personId: string;
  readonly language: Language;
  /** Since when the person counts as lapsed; the next event ends it. */
  readonly lapsedAt: number | null;
  /** One a model, in the order of the journey's standings. */
  readonly models: readonly ModelExplanation[];
}

/** A step of a model. Labels are at most 80 code points on one line; nothing is escaped for markup. */
export interface PlaceExplanation {
  readonly stage: string;
  readonly stageLabel: string;
  readonly step: string;
  readonly stepLabel: string;
  /** Both labels for a sentence, such as `Convert (Lead)`. */
  readonly name: string;
}

export interface ModelExplanation {
  readonly model: string;
  readonly version: number;
  readonly label: string;
  /** Where the person stands now. */
  readonly place: PlaceExplanation;
  readonly since: number;
  /** Why, in one sentence. */
  readonly reason: string;
  readonly entries: readonly EntryExplanation[];
  /** Steps further on that an event would lead to next, the nearest first. */
  readonly forward: readonly ForwardMove[];
  /** Steps further on that no event leads to next, because something else must come before it, or it cannot come again. */
  readonly outOfReach: readonly OpenStep[];
  /** Moves back that an event would cause next. */
  readonly back: readonly BackMove[];
  /** What happens when nothing happens, in order of time. */
  readonly byItself: readonly TimedMove[];
  /** The short version, to be read one after the other. */
  readonly sentences: readonly string[];
}

/** One entry of the person into a stage or step. */
export interface EntryExplanation {
  readonly sequence: number;
  readonly direction: "forward" | "back";
  readonly place: PlaceExplanation;
  readonly enteredAt: number;
  readonly leftAt: number | null;
  /** Id of the model's rule that fired: `step:lead`, `back:dissatisfied`. */
  readonly rule: string;
  /** What the rule asks for. */
  readonly ruleDescription: string;
  readonly milestone: MilestoneName;
  /** The event that proves it. */
  readonly evidence: { readonly visitorId: string; readonly eventId: string };
  readonly reason: string;
  readonly sentence: string;
}

/** One thing that would lead somewhere. */
export interface WayExplanation {
  readonly trigger: Trigger;
  /** In which visit it leads there: coming back for a second one is an engagement too, and may change where it leads. */
  readonly visit: "any" | "first" | "second";
  /** A phrase without capital and full stop: `putting a product into the cart`. */
  readonly description: string;
}

/** A step and the ways to it. */
export interface OpenStep {
  readonly place: PlaceExplanation;
  /** Any one of them is enough. */
  readonly ways: readonly WayExplanation[];
}

export interface ForwardMove extends OpenStep {
  readonly rule: string;
  readonly sentence: string;
}

export interface BackMove extends ForwardMove {
  /** The label of the rule. */
  readonly label: string;
}

/** What comes at a certain time when no event comes before. */
export interface TimedMove {
  readonly milestone: "cart_expired" | "lapsed";
  readonly at: number;
  /** `null` when the person stays. */
  readonly direction: "forward" | "back" | null;
  readonly rule: string | null;
  /** Where the person stands from then on. */
  readonly place: PlaceExplanation;
  readonly sentence: string;
}
