import { type Journey, reasonOf } from "@waystitch/journey";
import { evidence, origin, type Row, time } from "./columns.js";

/** Rows of `sessions`. */
export function sessionRows({ sessions }: Journey): Row[] {
  return sessions.map((session) => ({
    session_id: session.sessionId,
    sequence: session.sequence,
    started_at: time(session.startedAt),
    ended_at: time(session.endedAt),
    ...origin(session),
    referrer: session.referrer,
    device: session.device,
    page_views: session.pageViews,
    events: session.events,
    ...evidence(session),
  }));
}

/** Rows of `touchpoints`. */
export function touchpointRows({ touchpoints }: Journey): Row[] {
  return touchpoints.map((touchpoint) => ({
    sequence: touchpoint.sequence,
    kind: touchpoint.kind,
    occurred_at: time(touchpoint.occurredAt),
    ...origin(touchpoint),
    session_id: touchpoint.sessionId,
    ...evidence(touchpoint),
  }));
}

/** Rows of `milestones`. */
export function milestoneRows({ milestones }: Journey): Row[] {
  return milestones.map((milestone) => ({
    sequence: milestone.sequence,
    milestone: milestone.milestone,
    occurred_at: time(milestone.occurredAt),
    rule: milestone.rule,
    attributes: milestone.attributes,
    ...evidence(milestone),
  }));
}

/** Rows of `journey_stages`. */
export function stageRows({ standings }: Journey): Row[] {
  return standings.flatMap(({ entries }) =>
    entries.map((entry) => ({
      model: entry.model,
      sequence: entry.sequence,
      stage: entry.stage,
      step: entry.step,
      entered_at: time(entry.enteredAt),
      left_at: time(entry.leftAt),
      direction: entry.direction,
      milestone: entry.cause.milestone,
      rule: entry.rule,
      reason: reasonOf(entry.cause),
      model_version: entry.modelVersion,
      ...evidence(entry.cause),
    })),
  );
}
