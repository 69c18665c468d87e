import { INBOUND } from "./inbound.js";
import type { StageModel } from "./model.js";

/** The models every person is placed in; the first one is the default, which the table `journeys` speaks of. */
export const MODELS: readonly [StageModel, ...StageModel[]] = [INBOUND];
