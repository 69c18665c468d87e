import type { MilestoneStory, SessionStory, StageStory, StoryAnswer, TouchpointStory } from "../answers.js";

/** One thing that happened, at a moment. */
export type Happening =
  | {
      readonly kind: "stage";
      readonly at: string;
      readonly key: string;
      readonly entry: StageStory;
      readonly milestone: MilestoneStory | null;
    }
  | { readonly kind: "milestone"; readonly at: string; readonly key: string; readonly milestone: MilestoneStory }
  | { readonly kind: "touchpoint"; readonly at: string; readonly key: string; readonly touchpoint: TouchpointStory };

/** A session with what happened in it, or what happened outside of any. */
export interface Chapter {
  readonly key: string;
  readonly at: string;
  readonly session: SessionStory | null;
  /** The stage the person stood in when the chapter began, or entered first in it; colours the thread. */
  readonly stageBefore: string | null;
  /** The stage the person stood in when it ended. */
  readonly stage: string | null;
  readonly happenings: readonly Happening[];
}

const keyOf = (evidence: StageStory["evidence"]): string => (evidence === null ? "" : `${evidence.visitorId} ${evidence.eventId}`);

/** Of what happened at the same moment, the cause comes before its effect. */
const RANK = { touchpoint: 0, milestone: 1, stage: 2 } as const;
const isEarlier = (a: Happening, b: Happening): number => Date.parse(a.at) - Date.parse(b.at) || RANK[a.kind] - RANK[b.kind];

/**
 * A milestone that moved the person is told by the stage entry it caused, and not again; nor is a contact whose event
 * a stage or milestone tells already, such as a delivery.
 */
function deriveHappenings({ stages, milestones, touchpoints }: StoryAnswer): Happening[] {
  const causes = new Map(milestones.map((milestone) => [`${milestone.milestone} ${keyOf(milestone.evidence)}`, milestone]));
  const entries = stages.map((entry): Happening => {
    const milestone = causes.get(`${entry.milestone} ${keyOf(entry.evidence)}`) ?? null;
    return { kind: "stage", at: entry.enteredAt, key: `stage ${entry.sequence}`, entry, milestone };
  });
  const told = new Set(entries.map((happening) => (happening.kind === "stage" ? happening.milestone : null)));
  const rest = milestones
    .filter((milestone) => !told.has(milestone))
    .map((milestone): Happening => ({ kind: "milestone", at: milestone.occurredAt, key: `milestone ${milestone.sequence}`, milestone }));
  const proofs = new Set([...stages, ...milestones].map(({ evidence }) => keyOf(evidence)));
  const outside = touchpoints
    .filter(({ kind, evidence }) => kind !== "session" && (evidence === null || !proofs.has(keyOf(evidence))))
    .map(
      (touchpoint): Happening => ({ kind: "touchpoint", at: touchpoint.occurredAt, key: `touchpoint ${touchpoint.sequence}`, touchpoint }),
    );
  return [...entries, ...rest, ...outside].sort(isEarlier);
}

const isWithin = (session: SessionStory, at: string): boolean =>
  Date.parse(session.startedAt) <= Date.parse(at) && Date.parse(at) <= Date.parse(session.endedAt);

/**
 * Tells a journey in chapters, the first one first: each session with what happened in it, and between them what happened
 * away from the site. Everything happens in one chapter only.
 */
export function deriveChapters(story: StoryAnswer): readonly Chapter[] {
  const sessions = story.sessions.map((session) => ({ session, happenings: [] as Happening[] }));
  const outside: Chapter[] = [];
  for (const happening of deriveHappenings(story)) {
    const home = sessions.findLast(({ session }) => isWithin(session, happening.at));
    if (home) home.happenings.push(happening);
    else outside.push({ key: happening.key, at: happening.at, session: null, stageBefore: null, stage: null, happenings: [happening] });
  }
  const inside = sessions.map(({ session, happenings }): Chapter => {
    return { key: `session ${session.sessionId}`, at: session.startedAt, session, stageBefore: null, stage: null, happenings };
  });
  const chapters = [...inside, ...outside].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  let stage: string | null = null;
  return chapters.map((chapter) => {
    const entered = chapter.happenings.flatMap((happening) => (happening.kind === "stage" ? [happening.entry.stage] : []));
    const stageBefore = stage ?? entered[0] ?? null;
    stage = entered.at(-1) ?? stage;
    return { ...chapter, stageBefore, stage };
  });
}
