import type { BatchAnswer, WireEvent } from "@waystitch/protocol";
import { isHopeless, isTemporary } from "../answer.js";
import type { Consent } from "../api.js";
import { attempt } from "../attempt.js";
import type { TrackerError } from "../errors.js";
import type { Sent } from "./extended.js";
import type { NoLead } from "./why-no-lead.js";

/** Where an event is: it waits for consent or for its request, is with the collector, is refused, waits for the next page, or was deleted. */
export type Delivery = "consent" | "waiting" | "sent" | "rejected" | "parked" | "deleted";

/** Something the panel shows, frozen; a later state of it is another line with the same key. */
export type Line = { readonly key: string; readonly at: number } & (
  | { readonly kind: "event"; readonly event: WireEvent; readonly delivery: Delivery; readonly reason: string }
  | { readonly kind: "form"; readonly form: string; readonly reason: NoLead }
  | { readonly kind: "error"; readonly code: TrackerError["code"]; readonly detail: string }
);

type EventLine = Extract<Line, { kind: "event" }>;

/** The most lines that are kept. */
const LINES = 100;
/** Problems of one kind within a second are one line, with so much of their details. */
const SAME_MS = 1000;
const DETAIL = 500;

const { parse, stringify } = JSON;

/** What an answer means for the events of its request, in their order. */
function deliveriesOf(count: number, status: string, text: string): readonly (readonly [delivery: Delivery, reason: string])[] {
  const reason = status > "0" ? `HTTP ${status}` : "";
  const all = (delivery: Delivery, why: string): (readonly [Delivery, string])[] => Array.from({ length: count }, () => [delivery, why]);
  if (isTemporary(status) || status === "413") return all("waiting", reason);
  if (status > "3") return all(isHopeless(status) ? "parked" : "rejected", `${reason} ${text}`);
  const answer = attempt(() => parse(text) as Partial<BatchAnswer>) || {};
  const deliveries = all("sent", "");
  for (const { index, reason, detail } of answer.rejected || []) deliveries[index] = ["rejected", `${reason}: ${detail}`];
  return deliveries;
}

/** What was captured and why, newest last. */
export interface DebugLog {
  lines(): readonly Line[];
  recorded(json: string, consent: Consent): void;
  sent(sent: Sent): void;
  refused(form: string, reason: NoLead): void;
  failed(error: TrackerError): void;
  /** The visitor has chosen, perhaps. */
  consented(consent: Consent): void;
  /** The log as text, for the next page. */
  text(): string;
}

/**
 * @param earlier the text of another log
 * @param changed hears each line that is new, or another than before
 */
export function createDebugLog(
  earlier: string | null | undefined,
  now: () => number,
  changed: (line: Line, isNew: boolean) => void,
): DebugLog {
  const known = new Map((attempt(() => parse(earlier || "[]") as Line[]) || []).map((line) => [line.key, line]));
  let count = 0;

  const put = (line: Line): void => {
    const isNew = !known.has(line.key);
    known.set(line.key, line);
    const [oldest] = known.keys();
    if (oldest && known.size > LINES) known.delete(oldest);
    changed(line, isNew);
  };
  const putEvent = (event: WireEvent, at: number, delivery: Delivery, reason = ""): void =>
    put({ kind: "event", key: event.messageId, at, event, delivery, reason });
  const add = (kind: string): { key: string; at: number } => ({ key: `${kind} ${now()} ${count++}`, at: now() });
  const waiting = (): EventLine[] =>
    Array.from(known.values()).filter((line): line is EventLine => line.kind === "event" && /consent|waiting/.test(line.delivery));
  return {
    lines: () => Array.from(known.values()),
    recorded(json, consent) {
      // What the script has written.
      putEvent(parse(json) as WireEvent, now(), consent === "pending" ? "consent" : "waiting");
    },
    sent([body, status, text]) {
      const { batch } = parse(body) as { batch: readonly WireEvent[] };
      deliveriesOf(batch.length, status, text).forEach(([delivery, reason], index) => {
        const event = batch[index];
        const line = event && known.get(event.messageId);
        // Events that earlier pages left are shown, too. One that left with its page may be reported as failed.
        if (event && (line?.kind !== "event" || line.delivery !== "sent"))
          putEvent(event, line ? line.at : Date.parse(`${event.originalTimestamp}`) || now(), delivery, reason);
      });
    },
    refused: (form, reason) => put({ ...add("form"), kind: "form", form, reason }),
    failed({ code, detail }) {
      // What the collector refuses is told with the events.
      if (/rejected|parked/.test(code)) return;
      const last = Array.from(known.values()).find((line) => line.kind === "error" && line.code === code && now() - line.at < SAME_MS);
      const before = last?.kind === "error" ? last.detail : "";
      put({ ...(last || add("error")), kind: "error", code, detail: `${before}${before ? ", " : ""}${detail}`.slice(0, DETAIL) });
    },
    consented(consent) {
      for (const { event, at, delivery } of waiting())
        if (consent === "denied") putEvent(event, at, "deleted");
        else if (delivery === "consent" && consent === "granted") putEvent(event, at, "waiting");
    },
    text: () => stringify(Array.from(known.values()).slice(-LINES / 2)),
  };
}
