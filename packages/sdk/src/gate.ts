import type { Consent } from "./api.js";
import { COUNTS, EXTENDS } from "./extends.js";
import { forget, remember, reset, visitor } from "./identity.js";
import type { MoreOptions } from "./more/extended.js";
import { isOn } from "./more/is-on.js";
import { emit } from "./signals.js";
import { allowStorage, getItem, itemKeys, setItem } from "./storage.js";

/** Storage item with the visitor's choice; other tabs hear when it changes. */
export const CONSENT = "ws_consent";

/** Every storage item of the script but the choice itself. */
const OURS = /^(waystitch:|ws_[vde])/;

// The gate is one for all trackers on the page.
let state: Consent;
let forbidden: boolean;
let purposes: string | undefined;
let counted: boolean;
let active = false;
let open = false;

/** A choice as it is kept: the whole of it, the state, and the flags of purposes as JSON, or nothing. */
const choiceOf = (text: string): readonly (string | undefined)[] => /^(pending|granted|denied)(\{.*)?$/.exec(text) || [];

/** @param again nothing has changed for somebody who is counted: what was counted and still waits stays */
const update = (again?: boolean): void => {
  open = active && (state === "granted" || isCounted());
  const provisional = visitor();
  allowStorage(true);
  if (state === "denied" && !(COUNTS && again)) {
    for (const key of itemKeys()) if (OURS.test(key)) setItem(key, "");
    forget();
  } else if (open && !isCounted()) remember();
  allowStorage(open && !isCounted());
  emit("gate", provisional);
};

/** Whether events may be stored, and sent. */
export const isOpen = (): boolean => open;
/** What the visitor allows at the moment. */
export const consented = (): Consent => state;
export const isDenied = (): boolean => state === "denied";
/** Whether visitors who do not consent are counted without an id. */
export const isCounted = (): boolean => COUNTS && counted && isDenied();
/** The visitor's choice by purpose, as the page gave it; `null` while what is recorded waits for one. */
export const consentedTo = (): unknown => (open ? purposes && { categoryPreferences: JSON.parse(purposes) } : null);

/**
 * What the visitor allows when the page opens. A site that says `denied` overrules a remembered choice, and what the browser
 * says overrules everything: Global Privacy Control, https://w3c.github.io/gpc/, and, where the site asks for it, the older Do Not
 * Track.
 */
export const prepareGate = ({ consent, consentMode, denied, dnt, gpc, tcf }: MoreOptions): void => {
  const browser = navigator as { globalPrivacyControl?: unknown; doNotTrack?: unknown };
  const [, chosen, flags] = choiceOf(getItem(CONSENT));
  forbidden = (gpc !== "ignore" && !!browser.globalPrivacyControl) || (COUNTS && dnt === "honour" && browser.doNotTrack === "1");
  if (COUNTS) counted = denied === "count";
  purposes = flags;
  // What a site spells in another way is no consent. A dialog that is followed says itself what holds.
  const initial =
    EXTENDS && (isOn(tcf) || isOn(consentMode)) ? "pending" : chosen || (consent && consent !== "granted" ? "pending" : "granted");
  state = forbidden || consent === "denied" ? "denied" : (initial as Consent);
};

/** The visitor sees the page. */
export const activate = (): void => {
  active = true;
  update();
};

/**
 * Takes up what other tabs and pages did meanwhile. A page that was kept for the way back has not heard of a withdrawal in browsers that
 * tell only pages of tabs: https://html.spec.whatwg.org/multipage/webstorage.html#send-a-storage-notification
 */
export const resume = (): void => {
  if (!open) return;
  choose(getItem(CONSENT));
  update(isCounted());
};

/** The visitor has chosen; anything but the three states, with or without purposes, is ignored. */
export const choose = (next: unknown): void => {
  const [choice, chosen, flags] = choiceOf(`${next}`);
  if (forbidden || !choice) return;
  allowStorage(true);
  setItem(CONSENT, choice);
  const again = isCounted() && chosen === state;
  // The id under which somebody was counted is nobody's from now on.
  if (isCounted() && !again) reset();
  purposes = flags;
  state = chosen as Consent;
  update(again);
};
