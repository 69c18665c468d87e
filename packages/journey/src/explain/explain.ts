import { LAPSED_MS } from "../history/evolve.js";
import type { StageEntry } from "../stages/entries.js";
import { reasonOf } from "../stages/reason.js";
import { byItselfOf } from "./by-itself.js";
import type { Explainable } from "./explainable.js";
import type { BackMove, EntryExplanation, Explanation, ModelExplanation } from "./explanation.js";
import type { Language } from "./language.js";
import { movesOf, outOfReachOf } from "./moves.js";
import { nowOf } from "./now.js";
import { labelText } from "./places.js";
import { phrasesOf, type Teller, tellerOf, waysOf } from "./teller.js";

/** Date and time in UTC to the minute: `2026-11-22 02:00 UTC`. */
export function utcTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function describeRule(teller: Teller, { rule, step }: StageEntry): string {
  const { model } = teller.standing;
  const back = model.back.find(({ id }) => rule === `back:${id}`);
  if (back !== undefined) return labelText(back.label, back.id, teller.language);
  return teller.words.enteredBy(phrasesOf(waysOf(teller, teller.placeOf(step).step.enteredBy)));
}

function explainEntry(teller: Teller, entry: StageEntry): EntryExplanation {
  const { sequence, direction, enteredAt, leftAt, rule, cause } = entry;
  const place = teller.placeOf(entry.step).named;
  const reason = reasonOf(cause, teller.language);
  return {
    sequence,
    direction,
    place,
    enteredAt,
    leftAt,
    rule,
    ruleDescription: describeRule(teller, entry),
    milestone: cause.milestone,
    evidence: { visitorId: cause.evidenceVisitorId, eventId: cause.evidenceEventId },
    reason,
    sentence: teller.words.entered(place.name, teller.formatTime(enteredAt), reason, direction),
  };
}

/** Since when the person counts as lapsed, which the next event ends. */
const lapsedAtOf = ({ summary, lastSeenAt }: Explainable): number | null => (summary.status === "lapsed" ? lastSeenAt + LAPSED_MS : null);

/** How many steps further on the short version names. */
const NEAREST = 2;

/** One sentence a landing: several rules may lead back to the same step. */
function backSentences({ words }: Teller, back: readonly BackMove[]): string[] {
  const byPlace = new Map<string, BackMove[]>();
  for (const move of back) byPlace.set(move.place.name, [...(byPlace.get(move.place.name) ?? []), move]);
  return [...byPlace].map(([place, moves]) =>
    words.back(
      moves.flatMap(({ ways }) => phrasesOf(ways)),
      place,
    ),
  );
}

type Parts = Pick<ModelExplanation, "forward" | "outOfReach" | "back" | "byItself" | "reason">;

function sentencesOf(teller: Teller, { forward, outOfReach, back, byItself, reason }: Parts): string[] {
  const { words, formatTime, here, standing } = teller;
  const { enteredAt, direction, cause } = standing.current;
  const lapsedAt = lapsedAtOf(teller.journey);
  const isLast = forward.length === 0 && outOfReach.length === 0;
  return [
    words.stands(here.named.name, formatTime(enteredAt), reason, direction),
    ...(lapsedAt === null || cause.milestone === "lapsed" ? [] : [words.isLapsed(formatTime(lapsedAt))]),
    ...(isLast ? [words.isLast()] : []),
    ...forward.slice(0, NEAREST).map(({ sentence }) => sentence),
    ...backSentences(teller, back),
    ...byItself.map(({ sentence }) => sentence),
  ];
}

function explainStanding(teller: Teller): ModelExplanation {
  const { model, current, entries } = teller.standing;
  const { forward, back } = movesOf(teller);
  const parts: Parts = {
    reason: reasonOf(current.cause, teller.language),
    forward,
    outOfReach: outOfReachOf(teller, forward),
    back,
    byItself: byItselfOf(teller),
  };
  return {
    model: model.id,
    version: model.version,
    label: labelText(model.label, model.id, teller.language),
    place: teller.here.named,
    since: current.enteredAt,
    ...parts,
    entries: entries.map((entry) => explainEntry(teller, entry)),
    sentences: sentencesOf(teller, parts),
  };
}

/**
 * Explains a journey in every model: where the person stands and why, how they came there, what would move them on or
 * back, and when they move by themselves. Where a move leads, the model itself is asked: it walks on with milestones
 * that are only imagined.
 * @param journey as it stands at the time of the question
 * @param formatTime writes a time (epoch milliseconds) into a sentence
 */
export function explain(journey: Explainable, language: Language = "en", formatTime: (at: number) => string = utcTime): Explanation {
  const now = nowOf(journey);
  return {
    personId: journey.person.personId,
    language,
    lapsedAt: lapsedAtOf(journey),
    models: journey.standings.map((standing) => explainStanding(tellerOf(journey, standing, now, language, formatTime))),
  };
}
