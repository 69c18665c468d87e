import { halved } from "./decay.js";
import type { RuleId } from "./models.js";
import type { Touch } from "./path.js";
import type { AttributionSettings } from "./settings.js";

/** The weight of each touchpoint of a path, which has at least one and is in order of time. */
type Rule = (path: readonly Touch[], settings: AttributionSettings) => number[];

const only = (path: readonly Touch[], index: number): number[] => path.map((_, place) => (place === index ? 1 : 0));

/** Direct says only that the person knew the shop: something else had brought them there, if anything is known. */
const lastNonDirect: Rule = (path) => {
  let index = path.length - 1;
  while (index >= 0 && path[index]?.channel === "Direct") index--;
  return only(path, index < 0 ? path.length - 1 : index);
};

/** 40 % to each end, 20 % to all between them, in whole numbers; of two touchpoints each has half. */
const position: Rule = (path) => {
  const between = path.length - 2;
  if (between < 1) return path.map(() => 1);
  return path.map((_, index) => (index === 0 || index === path.length - 1 ? 2 * between : 1));
};

/** Counted back from the last touchpoint instead of the conversion: the proportions are the same, and none of them vanishes. */
const timeDecay: Rule = (path, { halfLife }) => {
  const last = path.at(-1)?.occurredAt ?? 0;
  return path.map((touch) => halved((last - touch.occurredAt) / halfLife));
};

export const RULES: Readonly<Record<RuleId, Rule>> = {
  first: (path) => only(path, 0),
  last: (path) => only(path, path.length - 1),
  last_non_direct: lastNonDirect,
  linear: (path) => path.map(() => 1),
  position,
  time_decay: timeDecay,
};
