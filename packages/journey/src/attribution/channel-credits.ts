import type { Money } from "../commerce/money.js";
import { type Conversion, ONE } from "./conversions.js";
import { type ChannelWeights, creditsByWeights } from "./credits.js";
import type { Touch } from "./path.js";

/** Conversions of one period that are alike in all that a fitted model looks at. */
export interface AlikeConversions extends Pick<Conversion, "kind" | "value" | "currency"> {
  /** The different channels of their touchpoints, in the order in which people first met them; none when they had no touchpoint. */
  readonly channels: readonly string[];
  /** How many there are. */
  readonly conversions: number;
}

/** What a channel is credited with. */
export interface ChannelCredit {
  readonly channel: string;
  /** Of conversions counted as one each, in millionths. */
  readonly share: Money;
  /** Of what they are worth. */
  readonly value: Money;
}

const touchOf = (channel: string, index: number): Touch => ({
  sequence: index + 1,
  kind: "session",
  sessionId: null,
  occurredAt: index,
  channel,
  source: null,
  medium: null,
  campaign: null,
});

function amountsOf({ kind, channels }: AlikeConversions, value: Money, currency: string | null, weights: ChannelWeights) {
  const conversion = {
    kind,
    id: kind,
    occurredAt: channels.length,
    value,
    currency,
    counts: true,
    evidenceVisitorId: "",
    evidenceEventId: "",
  };
  return creditsByWeights(conversion, channels.map(touchOf), weights);
}

/**
 * What the channels of alike conversions are credited with by their weights: the sums that `attributionsOf` gives one conversion and
 * touchpoint at a time, to the last unit, because a channel's part does not depend on how often it was met.
 */
export function channelCreditsOf(alike: AlikeConversions, weights: ChannelWeights): ChannelCredit[] {
  const times = BigInt(alike.conversions);
  const shares = amountsOf(alike, ONE, null, weights);
  const values = amountsOf(alike, alike.value, alike.currency, weights);
  return shares.map(({ channel, value }, index) => ({ channel, share: value * times, value: (values[index]?.value ?? 0n) * times }));
}
