/** A file that is made from something else: compared with what it should be, or written. */
import { readFileSync, writeFileSync } from "node:fs";
import { ROOT } from "./workspace.mjs";

function firstDifference(before, after) {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const at = now.findIndex((line, index) => line !== old[index]);
  return at < 0 ? now.length : at;
}

/**
 * @param name of the file, below the root
 * @param source what it is made from, for the reader of the problem
 * @returns one line when it differs and was not put right
 */
export function compareFile(name, text, source, { fix }) {
  let before = "";
  try {
    before = readFileSync(`${ROOT}/${name}`, "utf8");
  } catch {
    // A file that is not there differs.
  }
  if (before === text) return [];
  if (fix) {
    writeFileSync(`${ROOT}/${name}`, text);
    return [];
  }
  const line = firstDifference(before, text);
  return [`${name}:${line + 1} is not what ${source} (${text.split("\n")[line] ?? "end"}): npm run fix`];
}
