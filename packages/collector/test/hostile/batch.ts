import { type BatchAnswer, isObject, REJECT_REASONS } from "@waystitch/protocol";
import type { Fate } from "./fates.js";
import type { Suspect } from "./suspects.js";

/** An event of a request: a hostile one, or a canary by its id. */
export type Entry = { readonly suspect: Suspect } | { readonly canary: string; readonly json: string };

export const jsonOf = (entry: Entry): string => ("suspect" in entry ? entry.suspect.json : entry.json);

/** What became of an event by the answer: it is not told apart which of the accepted ones were there already. */
export type Told = readonly { readonly entry: Entry; readonly fate: Fate }[];

const isReason = (reason: unknown): reason is keyof typeof REJECT_REASONS =>
  typeof reason === "string" && Object.hasOwn(REJECT_REASONS, reason);

const isAnswer = (answer: unknown): answer is BatchAnswer =>
  isObject(answer) &&
  typeof answer["accepted"] === "number" &&
  typeof answer["duplicate"] === "number" &&
  Array.isArray(answer["rejected"]);

const nameOf = (entry: Entry): string =>
  "canary" in entry ? `the canary ${entry.canary}` : `${entry.suspect.what}: ${entry.suspect.json.slice(0, 300)}`;

function problemOf(entry: Entry, fate: Fate): string[] {
  if ("canary" in entry) return fate === "stored" ? [] : [`${nameOf(entry)} was rejected: ${fate}`];
  const { fates } = entry.suspect;
  return fates === undefined || fates.includes(fate) ? [] : [`${nameOf(entry)} was ${fate} and not ${fates.join(" or ")}`];
}

export interface Judged {
  readonly told: Told;
  readonly accepted: number;
  readonly duplicate: number;
  /** What is wrong with the answer, in words. */
  readonly problems: readonly string[];
}

/** Holds an answer of 200 against what was sent: every event in it once, every canary accepted, every reason a documented one. */
export function judgeAnswer(entries: readonly Entry[], text: string): Judged {
  const answer: unknown = JSON.parse(text);
  if (!isAnswer(answer)) return { told: [], accepted: 0, duplicate: 0, problems: [`no answer to a batch: ${text.slice(0, 200)}`] };
  const { accepted, duplicate, rejected } = answer;
  const reasons = new Map(rejected.map(({ index, reason }) => [index, reason]));
  const problems: string[] = [];
  if (accepted + duplicate + reasons.size !== entries.length || reasons.size !== rejected.length)
    problems.push(`${entries.length} events were sent: ${accepted} accepted, ${duplicate} duplicate, ${rejected.length} rejected`);
  const told = entries.map((entry, index) => {
    const reason = reasons.get(index);
    if (reason !== undefined && !isReason(reason)) problems.push(`${nameOf(entry)} was rejected for no documented reason: ${reason}`);
    const fate: Fate = isReason(reason) ? reason : "stored";
    problems.push(...problemOf(entry, fate));
    return { entry, fate };
  });
  return { told, accepted, duplicate, problems };
}
