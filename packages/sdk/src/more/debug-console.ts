import type { Line } from "./debug-log.js";
import { say } from "./panel-row.js";
import type { Texts } from "./texts.js";

/** Begins every line of ours. */
const PREFIX = "waystitch";

/**
 * Writes a line to the console: one that opens to show the event, or a plain one.
 *
 * @param isNew otherwise the event has been written, and only how it stands is
 */
export function writeLine(line: Line, texts: Texts, isNew: boolean): void {
  const { name, how, why, state, reason } = say(line, texts);
  // What pages say is given apart: in the first text, signs such as %c would be obeyed.
  const said = [name, how, state, reason].filter((part) => part).join(" · ");
  if (line.kind === "error") console.warn("%s", `${PREFIX} ${said}: ${why}`);
  else if (line.kind === "form") console.info("%s", `${PREFIX} ${said}: ${why}`);
  else if (!isNew) console.info("%s", `${PREFIX} ${said}`);
  else {
    console.groupCollapsed("%s", `${PREFIX} ${said}`);
    console.log("%s", why, line.event);
    console.groupEnd();
  }
}
