import type { Conversion, ConversionKind } from "./conversions.js";
import { type ChannelWeights, type Credit, creditsByRule, creditsByWeights } from "./credits.js";
import { isDataDriven, weightsFrom } from "./fits.js";
import type { AttributionModelId, DataDrivenId } from "./models.js";
import { pathsOf, type Way } from "./paths.js";
import { type AttributionOptions, settingsFrom } from "./settings.js";

/** Who is credited with a conversion. */
export interface Attribution {
  readonly conversion: Conversion;
  /** They sum to exactly the conversion's value. */
  readonly credits: readonly Credit[];
}

type CreditsOf = (conversion: Conversion, way: Way) => Credit[];

/** Credits by the weights fitted to each conversion's kind and period; each fit is made once. */
function createFitted(ways: readonly Way[], model: DataDrivenId, options: AttributionOptions): CreditsOf {
  const { periodOf, lookBack } = settingsFrom(options);
  const fits = new Map<string, ChannelWeights>();
  const weightsFor = (kind: ConversionKind, at: number): ChannelWeights => {
    const period = periodOf(at);
    if (!(period.from <= at && at < period.until))
      throw new RangeError(`periodOf(${at}) is from ${period.from} until ${period.until}: a moment must lie in its own period.`);
    const key = `${kind} ${period.from} ${period.until}`;
    const weights = fits.get(key) ?? weightsFrom(pathsOf(ways, kind, period, lookBack), model);
    fits.set(key, weights);
    return weights;
  };
  return (conversion, way) => creditsByWeights(conversion, way.touchpoints, weightsFor(conversion.kind, conversion.occurredAt), options);
}

/**
 * Every conversion that counts, of every person, with its credits: one list a person, in the order given.
 *
 * An old conversion's credits do not change when something new arrives: rules look at nothing after the conversion,
 * fitted weights at nothing after the end of its period. Only what becomes of the order itself, a refund, changes the
 * amount, and never how it is shared.
 * @param ways all people of a site, bots left out; in `markov` and `shapley`, those who did not convert matter as well
 * @throws RangeError for options that are no number of days, or a `periodOf` that contradicts itself
 */
export function attributionsOf(ways: readonly Way[], model: AttributionModelId, options: AttributionOptions = {}): Attribution[][] {
  const creditsOf: CreditsOf = isDataDriven(model)
    ? createFitted(ways, model, options)
    : (conversion, way) => creditsByRule(conversion, way.touchpoints, model, options);
  return ways.map((way) => {
    const counted = way.conversions.filter((conversion) => conversion.counts);
    return counted.map((conversion) => ({ conversion, credits: creditsOf(conversion, way) }));
  });
}
