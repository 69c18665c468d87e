import { page } from "./part.js";

// Stands for `signals.ts` in what is built apart: what a part hears and reports goes through the tracker.

/** The same as pages have, which hears the signals of the script's own parts, too. */
export const on = (signal: unknown, listener: unknown): void => (page.tracker.on as (...args: unknown[]) => void)(signal, listener);

export const guard = (run: () => void): void => page.guard(run);

/** Listens to the page, before its own listeners; failures do not reach it. */
export const listen = (target: EventTarget, event: string, listener: (event: Event) => void): void => {
  target.addEventListener(event, (heard) => guard(() => listener(heard)), true);
};
