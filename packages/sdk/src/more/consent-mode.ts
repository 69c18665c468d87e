import { attempt } from "../attempt.js";
import type { Say } from "./follow-dialogs.js";

/** The consent type that this script is about: https://developers.google.com/tag-platform/security/concepts/consent-mode#consent-types */
const TYPE = "analytics_storage";

/** How often the page is asked whether it has another array by now. */
const LOOK_MS = 200;

/**
 * Takes the visitor's choice from what the site's consent dialog says to Google's tags: `gtag("consent", "default" | "update", {...})`,
 * which puts its arguments into `window.dataLayer`; some put an array there. Entries are read and passed on as they are, whoever makes or
 * replaces `dataLayer` and whenever. https://developers.google.com/tag-platform/security/guides/consent
 *
 * An update is what the visitor has chosen. A default is none: one that does not grant means that nobody asked yet, or nobody answered.
 * One that grants counts where the law asks for no choice, after the time in which an update may come, and not against what the visitor
 * refused on an earlier page. A browser does not know its region, so that of defaults for some regions those count that do not grant.
 *
 * Dialogs that are templates of Google Tag Manager tell only that, in a way that is not documented:
 * https://developers.google.com/tag-platform/tag-manager/templates/consent-apis
 */
export function followConsentMode(say: Say): void {
  const defaults: Record<string, boolean> = {};
  const choice: Record<string, boolean> = {};
  let regional = false;
  let known: unknown;
  /** Defaults that wait for others of the same task, or for an update. */
  let waiting = 0;

  const tell = (): void => {
    const purposes = { ...defaults, ...choice };
    if (TYPE in choice) say(choice[TYPE] ? "granted" : "denied", purposes);
    else if (TYPE in defaults && !waiting) {
      const refused = /^denied/.test(`${attempt(() => localStorage.getItem("ws_consent"))}`);
      say(defaults[TYPE] && !regional && !refused ? "granted" : "pending", purposes);
    }
  };
  /** @returns whether it was a command */
  const hear = ({ 0: name, 1: kind, 2: parameters }: readonly [unknown, string, Readonly<Record<string, unknown>>]): boolean => {
    if (name !== "consent" || !/^(default|update)$/.test(kind)) return false;
    const said = kind === "update" ? choice : parameters["region"] ? {} : defaults;
    // As with Google's tags, what is not granted is denied.
    for (const type in parameters) if (!/^(region|wait_for_update)$/.test(type)) said[type] = parameters[type] === "granted";
    if (said === choice) return true;
    regional = regional || (said !== defaults && said[TYPE] === false);
    waiting++;
    setTimeout(() => {
      waiting--;
      tell();
    }, parameters["wait_for_update"] as number);
    return true;
  };
  // Whatever stands there, nothing fails into the page.
  const hearAll = (entries: readonly unknown[]): void => {
    if (entries.filter((entry) => attempt(() => hear(entry as never)))[0]) tell();
  };
  const look = (): void => {
    const { dataLayer } = window as { dataLayer?: unknown };
    if (dataLayer === known || !Array.isArray(dataLayer)) return;
    known = dataLayer;
    const { push } = dataLayer;
    dataLayer.push = function (this: unknown[], ...entries) {
      const result = push.apply(this, entries);
      attempt(() => hearAll(entries));
      return result;
    };
    hearAll(dataLayer);
  };
  attempt(look);
  setInterval(() => attempt(look), LOOK_MS);
}
