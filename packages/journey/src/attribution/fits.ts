import type { ChannelWeights } from "./credits.js";
import { removalEffectsOf } from "./markov.js";
import type { AttributionModelId, DataDrivenId } from "./models.js";
import type { Path } from "./paths.js";
import { shapleyWeightsOf } from "./shapley.js";

const FITS: Readonly<Record<DataDrivenId, (paths: readonly Path[]) => ChannelWeights>> = {
  markov: removalEffectsOf,
  shapley: shapleyWeightsOf,
};

export const isDataDriven = (model: AttributionModelId): model is DataDrivenId => model in FITS;

/**
 * What each channel weighs in a model that is fitted to paths. Equal paths may be given once with their sums, and stays with a channel
 * may be left out: neither changes a weight.
 */
export const weightsFrom = (paths: readonly Path[], model: DataDrivenId): ChannelWeights => FITS[model](paths);
