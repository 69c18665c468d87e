import type { StageModel } from "./model.js";
import buying from "./models/buying.json" with { type: "json" };
import digital from "./models/digital.json" with { type: "json" };
import ecommerce from "./models/ecommerce.json" with { type: "json" };
import experience from "./models/experience.json" with { type: "json" };
import inbound from "./models/inbound.json" with { type: "json" };
import valueJourney from "./models/value-journey.json" with { type: "json" };
import { parseModelText } from "./parse/model-text.js";

/** Reads a built-in model as a site's own is read. */
function builtIn(data: { readonly id: string }): StageModel {
  const parsed = parseModelText(JSON.stringify(data), { taken: new Set(), labels: "both" });
  if (parsed.ok) return parsed.model;
  throw new Error(`the built-in model ${data.id}: ${parsed.problems.map(({ path, message }) => `${path}: ${message}`).join("; ")}`);
}

/** The models every person is placed in; the first one is the default, which the table `journeys` speaks of. */
export const MODELS: readonly [StageModel, ...StageModel[]] = [
  builtIn(inbound),
  builtIn(valueJourney),
  builtIn(digital),
  builtIn(experience),
  builtIn(ecommerce),
  builtIn(buying),
];
