import type { Signals } from "./api.js";
import type { Report } from "./errors.js";

export interface SignalHub {
  on(signal: unknown, listener: unknown): void;
  /** @param value is made only if somebody listens */
  emit<Signal extends keyof Signals>(signal: Signal, value: () => Signals[Signal]): void;
  report: Report;
  /** Runs something that must not fail into the page. */
  guard(run: () => void): void;
}

/** Listeners of a tracker. One that throws is reported to those of `error`; one of `error` that throws is not. */
export function createSignalHub(): SignalHub {
  const listeners: { signal: unknown; listener: (value: unknown) => void }[] = [];
  const hub: SignalHub = {
    on(signal, listener) {
      if (typeof listener === "function") listeners.push({ signal, listener: listener as (value: unknown) => void });
      else hub.report("options", "on needs a function");
    },
    emit(name, value) {
      for (const { signal, listener } of listeners) {
        if (signal !== name) continue;
        try {
          listener(value());
        } catch (cause) {
          if (name !== "error") hub.report("callback", name, cause);
        }
      }
    },
    report: (code, detail, cause) => hub.emit("error", () => ({ code, detail, cause })),
    guard(run) {
      try {
        run();
      } catch (cause) {
        hub.report("internal", "", cause);
      }
    },
  };
  return hub;
}
