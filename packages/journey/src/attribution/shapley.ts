import type { ChannelWeights } from "./credits.js";
import type { Path } from "./paths.js";

interface Part {
  /** Conversions by the number of channels that had part in them: at 2, those of two. */
  readonly conversions: number[];
  /** Paths on which the channel lay, converted or not. */
  paths: number;
}

function partsIn(paths: readonly Path[]): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const path of paths) {
    const together = new Set(path.channels);
    for (const channel of together) {
      let part = parts.get(channel);
      if (part === undefined) {
        part = { conversions: [], paths: 0 };
        parts.set(channel, part);
      }
      part.conversions[together.size] = (part.conversions[together.size] ?? 0) + path.conversions;
      part.paths += path.conversions + path.losses;
    }
  }
  return parts;
}

/** Whole numbers are added first, so that the order of the paths cannot show in the last digit. */
function creditedTo({ conversions }: Part): number {
  let value = 0;
  for (let size = 1; size < conversions.length; size++) value += (conversions[size] ?? 0) / size;
  return value;
}

const sorted = (parts: ReadonlyMap<string, Part>): [string, Part][] => [...parts].sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * The Shapley value of each channel, in conversions, in the game where a set of channels is worth all conversions of
 * paths on which no other channel lies. Exact for any number of channels, in as many steps as there are touchpoints:
 * in this game, a path's conversions are shared equally by its channels.
 * Source: K. Zhao, S. H. Mahboobi, S. R. Bagheri, "Shapley Value Methods for Attribution Modeling in Online
 * Advertising", https://arxiv.org/abs/1804.05327.
 */
export function shapleyValuesOf(paths: readonly Path[]): ChannelWeights {
  return new Map(sorted(partsIn(paths)).map(([channel, part]) => [channel, creditedTo(part)]));
}

/**
 * What a channel's presence is worth: its Shapley value by path on which it lies, converted or not. Without the division,
 * a channel would weigh more for being common. To share conversions by such weights gives a weighted Shapley value.
 * Source: E. Kalai, D. Samet, "On Weighted Shapley Values", International Journal of Game Theory 16 (1987).
 */
export function shapleyWeightsOf(paths: readonly Path[]): ChannelWeights {
  return new Map(sorted(partsIn(paths)).map(([channel, part]) => [channel, part.paths === 0 ? 0 : creditedTo(part) / part.paths]));
}
