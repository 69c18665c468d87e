import type { Consent } from "../api.js";
import { attempt } from "../attempt.js";
import { followConsentMode } from "./consent-mode.js";
import type { Extended } from "./extended.js";
import { isOn } from "./is-on.js";
import { followTcf } from "./tcf.js";

/** What a dialog says of its visitor, each time it changes, with the answer to each purpose where it names them. */
export type Say = (consent: Consent, purposes?: Readonly<Record<string, boolean>>) => void;

/** Follows a dialog for as long as the page lives. */
type Follow = (say: Say) => void;

/**
 * Takes the visitor's choice from what the site's consent dialog speaks. Where it speaks both languages, the visitor allows what both
 * say: one refusal is a refusal, and until both have spoken, nothing is chosen.
 */
export function followDialogs({ options, state, tracker }: Extended): void {
  const dialogs = [isOn(options.tcf) && followTcf, isOn(options.consentMode) && followConsentMode].filter((follow) => follow) as Follow[];
  const said: Consent[] = dialogs.map(() => "pending");
  let named: Parameters<Say>[1];
  dialogs.forEach((follow, at) => {
    const say: Say = (consent, purposes) => {
      said[at] = consent;
      named = purposes || named;
      const all = (["denied", "pending"] as const).find((one) => said.includes(one)) || "granted";
      // What is pending from the start is no news, and is not remembered.
      if (all !== "pending" || state()[1] === "granted") tracker.consent(all, named);
    };
    // One that fails takes neither the other nor the page along.
    attempt(() => follow(say));
  });
}
