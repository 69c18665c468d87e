import type { Signals } from "./api.js";
import { attempt } from "./attempt.js";
import type { Report } from "./errors.js";

/** What the parts of the script tell each other, beside what pages can hear. */
interface AllSignals extends Signals {
  /** A page view was recorded. */
  view: undefined;
  /** The page may be gone in a moment: what is recorded now still leaves with it. */
  leave: undefined;
}

export interface SignalHub {
  on(signal: unknown, listener: unknown): void;
  emit<Signal extends keyof AllSignals>(signal: Signal, value?: AllSignals[Signal]): void;
  report: Report;
  /** Runs something that must not fail into the page. */
  guard(run: () => void): void;
  /** Listens to the page, before its own listeners. */
  listen: Listen;
}

/** Adds a listener whose failures do not reach the page. */
export type Listen = (target: EventTarget, event: string, listener: (event: Event) => void) => void;

/** Listeners of a tracker. One that throws is reported to those of `error`; one of `error` that throws is not. */
export function createSignalHub(): SignalHub {
  const listeners: [signal: unknown, listener: unknown][] = [];
  const emit: SignalHub["emit"] = (name, value) => {
    for (const [signal, listener] of listeners)
      if (signal === name)
        attempt(
          () => (listener as (value: unknown) => void)(value),
          (cause) => name !== "error" && report("internal", name, cause),
        );
  };
  const report: Report = (code, detail, cause) => emit("error", { code, detail, cause });
  const guard = (run: () => void): void => attempt(run, (cause) => report("internal", "", cause));
  return {
    emit,
    report,
    guard,
    listen(target, event, listener) {
      target.addEventListener(event, (heard) => guard(() => listener(heard)), true);
    },
    on(signal, listener) {
      listeners.push([signal, listener]);
    },
  };
}
