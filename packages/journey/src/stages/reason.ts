import type { ByLanguage, Language } from "../explain/language.js";
import { REASONS_EN } from "../explain/reasons-en.js";
import { REASONS_VI } from "../explain/reasons-vi.js";
import { type Reasons, toldBy } from "../explain/told.js";
import type { Milestone } from "./milestone.js";

const REASONS: ByLanguage<Reasons> = { en: REASONS_EN, vi: REASONS_VI };

/**
 * Why a milestone moved someone, as one sentence. What others wrote (an order id, a lead magnet) stands in it as one
 * line of at most 80 code points; it is not escaped for any markup.
 */
export function reasonOf(milestone: Milestone, language: Language = "en"): string {
  return REASONS[language][milestone.milestone](toldBy(milestone, language));
}
