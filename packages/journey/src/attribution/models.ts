import type { Label } from "../stages/model.js";

interface Model<Id extends string, Basis extends string> {
  readonly id: Id;
  /** A `rule` looks at one conversion alone; `data` means that weights are fitted to the paths of a period. */
  readonly basis: Basis;
  readonly label: Label;
}

/** Rules by which the touchpoints of one conversion share it. */
export type RuleId = "first" | "last" | "last_non_direct" | "linear" | "position" | "time_decay";

/** Models whose weights are fitted to what many people did. */
export type DataDrivenId = "markov" | "shapley";

export type AttributionModel = Model<RuleId, "rule"> | Model<DataDrivenId, "data">;
export type AttributionModelId = AttributionModel["id"];

/** Every attribution model there is, simplest first; `docs/attribution.md` describes them. */
export const ATTRIBUTION_MODELS: readonly AttributionModel[] = [
  { id: "first", basis: "rule", label: { en: "First touch", vi: "Điểm chạm đầu tiên" } },
  { id: "last", basis: "rule", label: { en: "Last touch", vi: "Điểm chạm cuối cùng" } },
  {
    id: "last_non_direct",
    basis: "rule",
    label: { en: "Last touch that is not Direct", vi: "Điểm chạm cuối cùng, trừ truy cập trực tiếp" },
  },
  { id: "linear", basis: "rule", label: { en: "Linear", vi: "Chia đều" } },
  { id: "position", basis: "rule", label: { en: "Position-based 40/20/40", vi: "Theo vị trí 40/20/40" } },
  { id: "time_decay", basis: "rule", label: { en: "Time decay", vi: "Giảm dần theo thời gian" } },
  { id: "markov", basis: "data", label: { en: "Markov chain", vi: "Chuỗi Markov" } },
  { id: "shapley", basis: "data", label: { en: "Shapley value", vi: "Giá trị Shapley" } },
];

/** The rules, in the same order. */
export const RULE_IDS: readonly RuleId[] = ATTRIBUTION_MODELS.flatMap((model) => (model.basis === "rule" ? [model.id] : []));

/** The models that are fitted to paths, in the same order. */
export const DATA_DRIVEN_IDS: readonly DataDrivenId[] = ATTRIBUTION_MODELS.flatMap((model) => (model.basis === "data" ? [model.id] : []));
