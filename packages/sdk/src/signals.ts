import type { Signals } from "./api.js";
import { attempt } from "./attempt.js";
import type { Report } from "./errors.js";
import type { Sent } from "./more/extended.js";

/** What the parts of the script tell each other, beside what pages can hear. */
interface AllSignals extends Signals {
  /** The visitor sees another page, or this one again; it has been recorded when watchers hear it. */
  view: undefined;
  /** The page may be gone in a moment: what is recorded now still leaves with it. */
  leave: undefined;
  /** Everybody has heard that. */
  left: undefined;
  /** A request was answered, or failed. */
  sent: Sent;
  /** The gate opened or closed, or others passed it meanwhile; with the visitor id of what waits. */
  gate: string;
}

/** Listeners of all trackers on the page. */
const listeners: [signal: unknown, listener: unknown][] = [];

export const on = (signal: unknown, listener: unknown): void => void listeners.push([signal, listener]);

/** One listener that throws is reported to those of `error`; one of `error` that throws is not. */
export const emit = <Signal extends keyof AllSignals>(name: Signal, value?: AllSignals[Signal]): void => {
  for (const [signal, listener] of listeners)
    if (signal === name)
      attempt(
        () => (listener as (value: unknown) => void)(value),
        (cause) => name !== "error" && report("internal", name, cause),
      );
};

export const report: Report = (code, detail, cause) => emit("error", { code, detail, cause });

/** Runs something that must not fail into the page. */
export const guard = (run: () => void): void => attempt(run, (cause) => report("internal", "", cause));

/** Listens to the page, before its own listeners; failures do not reach it. */
export const listen = (target: EventTarget, event: string, listener: (event: Event) => void): void => {
  target.addEventListener(event, (heard) => guard(() => listener(heard)), true);
};
