import { attempt } from "../attempt.js";
import { writeLine } from "./debug-console.js";
import { createDebugLog, type Line } from "./debug-log.js";
import { earlierLog, endDebugging, keepLog } from "./debug-mode.js";
import type { Extended, Sent } from "./extended.js";
import { createPanel } from "./panel.js";
import { TEXTS } from "./texts.js";
import { formFacts, formName, whyNoLead } from "./why-no-lead.js";

/** How often the panel looks whether consent or visitor have changed. */
const LOOK_MS = 1000;

/** Tells of forms that were submitted, or tried to be, without a lead. Runs after what captures leads. */
function watchForms(captured: () => number, refused: (form: HTMLFormElement, button?: HTMLElement | null) => void): void {
  let before = 0;
  const told = new Set<HTMLFormElement>();
  const listen = (target: EventTarget, type: string, heard: (event: Event) => void): void =>
    target.addEventListener(type, (event) => attempt(() => heard(event)), true);
  const tell = (form: HTMLFormElement | null, button?: HTMLElement | null): void => {
    if (!form || told.has(form)) return;
    // Once, however many of its fields are invalid.
    told.add(form);
    setTimeout(() => told.delete(form));
    refused(form, button);
  };
  const submitted = (event: Event): void =>
    attempt(() => {
      if (captured() === before) tell(event.target as HTMLFormElement, (event as SubmitEvent).submitter);
    });
  listen(window, "submit", () => {
    before = captured();
    // Added only now, it hears of this event after what captures leads, whenever that was added.
    document.removeEventListener("submit", submitted, true);
    document.addEventListener("submit", submitted, true);
  });
  // The browser does not submit what it finds invalid.
  listen(document, "invalid", ({ target }) => tell((target as HTMLInputElement).form));
}

/**
 * Shows in the console and on a panel what is captured, and why.
 *
 * @param early JSON of the events that were recorded before
 */
export function debug({ options, tracker, state }: Extended, early: readonly string[]): void {
  let captured = 0;
  let closed = false;
  const changed = (line: Line, isNew: boolean): void => {
    if (closed) return;
    attempt(() => writeLine(line, TEXTS[panel.language()], isNew));
    panel.update();
  };
  const log = createDebugLog(earlierLog(), Date.now, changed);
  const look = (): void => {
    const [, consent] = state();
    if (consent === "denied") keepLog(undefined);
    log.consented(consent);
    panel.update();
  };
  const timer = setInterval(() => attempt(look), LOOK_MS);
  const panel = createPanel({
    lines: log.lines,
    facts() {
      const [visitorId, consent] = state();
      return { visitorId, consent, collector: options.collector, version: tracker.version };
    },
    close() {
      closed = true;
      clearInterval(timer);
      endDebugging();
    },
    nonce: document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce,
  });
  const recorded = (json: string): void => {
    // An order's form tells only who the visitor is.
    if (/"type":"identify"|"capture":"form"/.test(json)) captured++;
    log.recorded(json, state()[1]);
  };
  early.forEach(recorded);
  tracker.on("event", recorded);
  tracker.on("error", log.failed);
  // It is heard inside the script only, so that pages do not come to rely on it.
  (tracker.on as (signal: string, listener: (sent: Sent) => void) => void)("sent", log.sent);
  watchForms(
    () => captured,
    (form, button) => log.refused(formName(form), whyNoLead(formFacts(form, button, options.forms === "off"))),
  );
  addEventListener("pagehide", () => !closed && keepLog(state()[1] === "granted" ? log.text() : undefined), true);
}
