import type { ChannelReport } from "../../src/channels/channel-report.js";
import type { Wire } from "../answers.js";

type Line = Wire<ChannelReport>["lines"][number];

/** The attribution models in the order of docs/attribution.md. */
export const MODEL_IDS = ["first", "last", "last_non_direct", "linear", "position", "time_decay", "markov", "shapley"] as const;
export type ModelId = (typeof MODEL_IDS)[number];

/** What may be compared by model. */
export const MEASURES = ["orders", "revenue", "leads", "perOrder", "perLead"] as const;
export type Measure = (typeof MEASURES)[number];

export const isMeasure = (text: string): text is Measure => MEASURES.some((measure) => measure === text);

/** What is compared: channels, or the campaigns on them. */
export const SUBJECTS = ["channel", "campaign"] as const;
export type Subject = (typeof SUBJECTS)[number];

/** The models of `MODEL_IDS` that are rules, which are told of campaigns too. */
export const RULES = MODEL_IDS.filter((id) => id !== "markov" && id !== "shapley");

/** True for what is money. */
export const isMoney = (measure: Measure): boolean => measure !== "orders" && measure !== "leads";

/**
 * What a channel has of a measure by a model, as a decimal string; `null` where there is none.
 * @param currency money of any other currency is left out
 */
export function measureOf(line: Line, measure: Measure, model: ModelId, currency: string): string | null {
  const cost = line.costs.find((each) => each.currency === currency);
  if (measure === "orders" || measure === "leads") return line[measure][model];
  if (measure === "revenue") return line.revenue.find((each) => each.currency === currency)?.revenue[model] ?? null;
  return (measure === "perOrder" ? cost?.perOrder[model] : cost?.perLead[model]) ?? null;
}
