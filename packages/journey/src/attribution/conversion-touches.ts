import type { Money } from "../commerce/money.js";
import { apportion } from "./apportion.js";
import { type Conversion, conversionsOf, countOf, type Outcomes } from "./conversions.js";
import { smallestOf } from "./minor-units.js";
import { RULE_IDS, type RuleId } from "./models.js";
import { type Touch, touchesTo } from "./path.js";
import { RULES } from "./rules.js";
import { settingsFrom } from "./settings.js";

/** An amount by every rule. */
export type ByRule = Readonly<Record<RuleId, Money>>;

/** The part that one touchpoint has in one conversion, by every rule; over a conversion's touchpoints each sums to exactly the whole. */
export interface ConversionTouch {
  readonly conversion: Conversion;
  /** `null` for all of a conversion that had no touchpoint in the look-back. */
  readonly touch: Touch | null;
  /** Of the conversion counted as one, in millionths. */
  readonly shares: ByRule;
  /** Of the conversion's value. */
  readonly values: ByRule;
}

const SETTINGS = settingsFrom({});

const byRule = (amountOf: (rule: RuleId) => Money): ByRule =>
  // Every rule is in the list.
  Object.fromEntries(RULE_IDS.map((rule) => [rule, amountOf(rule)])) as Record<RuleId, Money>;

function sharedBy(path: readonly Touch[], conversion: Conversion): ConversionTouch[] {
  const counted = countOf(conversion);
  const weights = RULE_IDS.map((rule) => RULES[rule](path, SETTINGS));
  const divide = ({ value, currency }: Conversion) => {
    const amounts = weights.map((own) => apportion(value, own, smallestOf(currency)));
    return (place: number): ByRule => byRule((rule) => amounts[RULE_IDS.indexOf(rule)]?.[place] ?? 0n);
  };
  const shareAt = divide(counted);
  const valueAt = conversion.currency === null ? shareAt : divide(conversion);
  return path.map((touch, place) => ({ conversion, touch, shares: shareAt(place), values: valueAt(place) }));
}

/** Whoever is alone has all of it, whatever the rule. */
function wholly(conversion: Conversion, touch: Touch | null): ConversionTouch {
  const { value } = countOf(conversion);
  return { conversion, touch, shares: byRule(() => value), values: byRule(() => conversion.value) };
}

/**
 * Who has which part in a person's conversions, by all rules at once: what `creditsByRule` gives one by one, for the usual look-back and
 * half-life. In order of conversions, then of touchpoints.
 */
export function conversionTouchesOf(outcomes: Outcomes & { readonly touchpoints: readonly Touch[] }): ConversionTouch[] {
  const counted = conversionsOf(outcomes).filter((conversion) => conversion.counts);
  return counted.flatMap((conversion) => {
    const path = touchesTo(conversion.occurredAt, outcomes.touchpoints, SETTINGS.lookBack);
    return path.length > 1 ? sharedBy(path, conversion) : [wholly(conversion, path[0] ?? null)];
  });
}
