import type { Money } from "../commerce/money.js";
import { apportion } from "./apportion.js";
import type { Conversion } from "./conversions.js";
import { smallestOf } from "./minor-units.js";
import type { RuleId } from "./models.js";
import { type Touch, touchesTo } from "./path.js";
import { RULES } from "./rules.js";
import { type AttributionOptions, settingsFrom } from "./settings.js";

/** The channel of what no touchpoint can be credited with. */
export const UNATTRIBUTED = "Unattributed";

/** A share of a conversion's value. */
export interface Credit extends Pick<Touch, "channel" | "source" | "medium" | "campaign"> {
  /** Sequence of the person's touchpoint that is credited; `null` when none lay in the look-back. */
  readonly touchpoint: number | null;
  readonly value: Money;
  /** As the conversion's. */
  readonly currency: string | null;
}

/** What each channel weighs; not negative. */
export type ChannelWeights = ReadonlyMap<string, number>;

const creditFor = ({ sequence, channel, source, medium, campaign }: Touch, value: Money, currency: string | null): Credit => ({
  touchpoint: sequence,
  channel,
  source,
  medium,
  campaign,
  value,
  currency,
});

const unattributed = ({ value, currency }: Conversion): Credit => ({
  touchpoint: null,
  channel: UNATTRIBUTED,
  source: null,
  medium: null,
  campaign: null,
  value,
  currency,
});

type Shares = (path: readonly Touch[], smallest: Money) => readonly Money[];

function divide(conversion: Conversion, path: readonly Touch[], sharesOf: Shares): Credit[] {
  if (!conversion.counts) return [];
  if (path.length === 0) return [unattributed(conversion)];
  const shares = sharesOf(path, smallestOf(conversion.currency));
  return path.map((touch, index) => creditFor(touch, shares[index] ?? 0n, conversion.currency));
}

/**
 * The credits of one conversion by a rule, in order of time; they sum to exactly its value. One that does not count
 * has none; one without a touchpoint in the look-back has a single one, `Unattributed`.
 * @param touchpoints of the same person, in any order; later ones change nothing
 * @throws RangeError for options that are no number of days
 */
export function creditsByRule(
  conversion: Conversion,
  touchpoints: readonly Touch[],
  rule: RuleId,
  options: AttributionOptions = {},
): Credit[] {
  const settings = settingsFrom(options);
  const path = touchesTo(conversion.occurredAt, touchpoints, settings.lookBack);
  return divide(conversion, path, (touches, smallest) => apportion(conversion.value, RULES[rule](touches, settings), smallest));
}

/** Each channel's share by its weight, and of that, the same for each of its touchpoints. */
function sharesByChannel(value: Money, path: readonly Touch[], weights: ChannelWeights, smallest: Money): Money[] {
  const places = new Map<string, number[]>();
  for (const [index, { channel }] of path.entries()) {
    const known = places.get(channel);
    if (known === undefined) places.set(channel, [index]);
    else known.push(index);
  }
  const channels = [...places];
  const fitted = channels.map(([channel]) => weights.get(channel) ?? 0);
  const isKnown = fitted.some((weight) => weight > 0);
  const amounts = apportion(value, isKnown ? fitted : fitted.map(() => 1), smallest);
  const shares = path.map(() => 0n);
  for (const [index, [, own]] of channels.entries()) {
    const parts = apportion(
      amounts[index] ?? 0n,
      own.map(() => 1),
      smallest,
    );
    for (const [part, place] of own.entries()) shares[place] = parts[part] ?? 0n;
  }
  return shares;
}

/**
 * The credits of one conversion by what the channels of its path weigh, as `creditsByRule`. A channel that has no weight
 * gets nothing; where none has one, all have the same.
 */
export function creditsByWeights(
  conversion: Conversion,
  touchpoints: readonly Touch[],
  weights: ChannelWeights,
  options: AttributionOptions = {},
): Credit[] {
  const { lookBack } = settingsFrom(options);
  const path = touchesTo(conversion.occurredAt, touchpoints, lookBack);
  return divide(conversion, path, (touches, smallest) => sharesByChannel(conversion.value, touches, weights, smallest));
}
