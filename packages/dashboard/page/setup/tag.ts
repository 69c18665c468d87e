import type { SetupBody } from "../../src/setup/answers.js";
import type { Wire } from "../answers.js";

export type SetupAnswer = Wire<SetupBody>;

/** Stands for the collector's address while nobody has told it. */
export const UNKNOWN_COLLECTOR = "https://events.example.com";

const quote = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** The script tag of a site. @param isPinned names this version of the script, and what it must be */
export function tagOf({ collectorUrl, pinned }: Pick<SetupAnswer, "collectorUrl" | "pinned">, writeKey: string, isPinned: boolean): string {
  const collector = quote(collectorUrl ?? UNKNOWN_COLLECTOR);
  const key = quote(writeKey);
  if (!isPinned || pinned === null) return `<script async src="${collector}/waystitch.js" data-write-key="${key}"></script>`;
  return `<script async src="${collector}${pinned.path}" integrity="${pinned.integrity}" crossorigin="anonymous" data-write-key="${key}"></script>`;
}
