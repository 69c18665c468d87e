import type { StageModel } from "../model.js";
import { type Finding, positionsIn, readJson } from "./json-text.js";
import { type NameRules, readModel } from "./read-model.js";
import type { Reading } from "./reader.js";

/** Something wrong in the text of a model, and what to do about it. */
export interface ModelProblem {
  /** From 1, as editors count. */
  readonly line: number;
  readonly column: number;
  /** Where in the model, such as `stages[1].steps[0].enteredBy[0].milestone`; empty where the text is no JSON. */
  readonly path: string;
  readonly message: string;
}

export type ParsedModel =
  | { readonly ok: true; readonly model: StageModel }
  | { readonly ok: false; readonly problems: readonly ModelProblem[] };

/** Nobody mends more at once; a text of nonsense has thousands. */
const MAX_PROBLEMS = 100;

function problemsOf(text: string, findings: readonly Finding[]): ModelProblem[] {
  const positionOf = positionsIn(text);
  const sorted = [...findings].sort((a, b) => a.offset - b.offset);
  const [next] = sorted.slice(MAX_PROBLEMS);
  const shown = sorted.slice(0, MAX_PROBLEMS);
  if (next !== undefined) shown.push({ ...next, path: "", message: `and ${sorted.length - MAX_PROBLEMS} more problems from here on` });
  return shown.map(({ offset, path, message }) => ({ ...positionOf(offset), path, message }));
}

/** Reads the text of a model by some rules for its names. Never throws. */
export function parseModelText(text: string, rules: NameRules): ParsedModel {
  const { root, findings, isTorn } = readJson(text);
  const reading: Reading = { findings: [...findings], isTorn };
  const model = root && readModel(reading, { node: root, path: "" }, rules);
  if (model !== undefined && reading.findings.length === 0) return { ok: true, model };
  return { ok: false, problems: problemsOf(text, reading.findings) };
}
