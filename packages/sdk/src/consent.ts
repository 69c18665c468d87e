import type { Consent, TrackerOptions } from "./api.js";
import type { SafeStorage } from "./safe-storage.js";

/** Storage item with the visitor's choice; other tabs hear when it changes. */
export const CONSENT = "ws_consent";

const isConsent = (value: unknown): value is Consent => value === "pending" || value === "granted" || value === "denied";

/** Global Privacy Control: https://w3c.github.io/gpc/ */
const isGpcOn = (): boolean => (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true;

export interface ConsentKeeper {
  state(): Consent;
  /** Returns whether the state changed. */
  choose(state: unknown): boolean;
}

/**
 * What the visitor has allowed. The choice is remembered across pages, the choice to be left alone, too; `pending` is
 * none. A site that says `denied` overrules a remembered choice, and Global Privacy Control everything.
 */
export function createConsent(storage: SafeStorage, { consent, gpc }: TrackerOptions): ConsentKeeper {
  const forbidden = gpc !== "ignore" && isGpcOn();
  const known = storage.get(CONSENT);
  let state: Consent = "granted";
  if (isConsent(consent)) state = consent;
  if (state !== "denied" && isConsent(known)) state = known;
  if (forbidden) state = "denied";
  return {
    state: () => state,
    choose(next) {
      if (forbidden || !isConsent(next)) return false;
      if (next === "pending") storage.remove(CONSENT);
      else if (storage.get(CONSENT) !== next) storage.set(CONSENT, next);
      const changed = next !== state;
      state = next;
      return changed;
    },
  };
}
