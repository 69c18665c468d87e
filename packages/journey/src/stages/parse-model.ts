import { MODELS } from "./models.js";
import { type ParsedModel, parseModelText } from "./parse/model-text.js";

const BUILT_IN: ReadonlySet<string> = new Set(MODELS.map(({ id }) => id));

/**
 * Reads a site's own stage model from JSON. Never throws.
 * @returns the model, or all that is wrong with the text, in order of place
 */
export function parseModel(text: string): ParsedModel {
  return parseModelText(text, { taken: BUILT_IN, labels: "either" });
}
