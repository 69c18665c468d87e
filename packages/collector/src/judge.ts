import { setImmediate as nextTurn } from "node:timers/promises";
import type { KeyedHash } from "@waystitch/naming";
import type { BatchAnswer, Rejection } from "@waystitch/protocol";
import type { ContactRow, EventRow, RejectedRow } from "@waystitch/store";
import type { Fate } from "./commit/group.js";
import type { Body } from "./parse-body.js";
import { buildRejectedRow, messageIdOf } from "./steps/build-rejected-row.js";
import type { Received, Recordable } from "./steps/draft.js";
import { isRejection, type Step } from "./steps/in-order.js";

type Refused = BatchAnswer["rejected"][number];

/** A batch after the steps: what to store, and what to say of the rest. */
export interface Judged {
  readonly events: readonly EventRow[];
  /** For each of `events`, its index in the request. */
  readonly indexes: readonly number[];
  readonly contacts: readonly ContactRow[];
  readonly rejectedRows: readonly RejectedRow[];
  readonly refused: readonly Refused[];
}

export interface Judge {
  readonly steps: Step<unknown, Recordable>;
  readonly hash: KeyedHash;
  /** Hears of a step that threw, which none does that is right. */
  readonly onStepError: (error: unknown) => void;
}

const refusedOf = (raw: unknown, index: number, { reason, detail }: Rejection): Refused => ({
  index,
  messageId: messageIdOf(raw),
  reason,
  detail,
});

/** Events that are judged at a stretch: one full of phone numbers takes as long as a hundred others. */
const STRETCH = 50;

/** What becomes of one event: a fault of ours costs none of its neighbours. */
export function outcomeOf(raw: unknown, received: Received, { steps, onStepError }: Judge): Recordable | Rejection {
  try {
    return steps(raw, received);
  } catch (error) {
    onStepError(error);
    return { ok: false, reason: "collector_failed", detail: "a step failed" };
  }
}

/** Takes each event of a body through the steps, and lets other requests in between. */
export async function judge(body: Body, received: Received, deps: Judge): Promise<Judged> {
  const events: EventRow[] = [];
  const indexes: number[] = [];
  const contacts: ContactRow[] = [];
  const rejectedRows: RejectedRow[] = [];
  const refused: Refused[] = [];
  for (const [index, raw] of body.events.entries()) {
    if (index > 0 && index % STRETCH === 0) await nextTurn();
    const outcome = outcomeOf(raw, received, deps);
    if (isRejection(outcome)) {
      rejectedRows.push(buildRejectedRow(raw, outcome, received, deps.hash));
      refused.push(refusedOf(raw, index, outcome));
    } else {
      events.push(outcome.event);
      indexes.push(index);
      contacts.push(...outcome.contacts);
    }
  }
  return { events, indexes, contacts, rejectedRows, refused };
}

/** Events of which nothing is kept. */
const KEPT_OUT: Readonly<Record<"erased" | "past_retention", Rejection>> = {
  erased: { ok: false, reason: "erased", detail: "whom it names was erased after it occurred" },
  past_retention: { ok: false, reason: "past_retention", detail: "it occurred before the date from which the site keeps events" },
};

export const storageRefused = (detail: string): Rejection => ({ ok: false, reason: "storage_refused", detail });

/** What the sender is told: each event of the request in one of the three. */
export function answerOf(body: Body, { indexes, refused }: Judged, fates: readonly Fate[]): BatchAnswer {
  const late = fates.flatMap((fate, at) => {
    const index = indexes[at] ?? 0;
    if (fate === "stored" || fate === "duplicate") return [];
    return refusedOf(body.events[index], index, typeof fate === "string" ? KEPT_OUT[fate] : storageRefused(fate.refused));
  });
  return {
    success: true,
    accepted: fates.filter((fate) => fate === "stored").length,
    duplicate: fates.filter((fate) => fate === "duplicate").length,
    rejected: [...refused, ...late].sort((a, b) => a.index - b.index),
  };
}
