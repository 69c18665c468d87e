import type { Consent, TrackerOptions } from "./api.js";
import type { Delivery } from "./delivery.js";
import type { Identity } from "./identity.js";
import type { Entry, Outbox } from "./outbox.js";
import type { SafeStorage } from "./safe-storage.js";

/** Storage item with the visitor's choice; other tabs hear when it changes. */
export const CONSENT = "ws_consent";

/** Every storage item of the script but the choice itself. */
const OURS = /^(waystitch:|ws_(vid|uid|early|dropped)$)/;

/** The most events that wait in memory for consent. */
const HELD = 1000;

const isConsent = (value: unknown): value is Consent => /^(pending|granted|denied)$/.test(`${value}`);

/**
 * What the visitor allows when the page opens. A site that says `denied` overrules a remembered choice, and Global
 * Privacy Control overrules everything: https://w3c.github.io/gpc/
 *
 * @param known the remembered choice
 */
export function initialConsent(option: unknown, known: unknown, gpc: boolean): Consent {
  if (gpc || option === "denied") return "denied";
  if (isConsent(known)) return known;
  // What a site spells in another way is no consent.
  return option && option !== "granted" ? "pending" : "granted";
}

/** Between recording and the outbox: nothing is stored or sent before the visitor has consented and seen the page. */
export interface Gate {
  isOpen(): boolean;
  consent(): Consent;
  keep(entry: Entry): void;
  /** The visitor sees the page. */
  activate(): void;
  /** Takes up what other tabs and pages did meanwhile. */
  resume(): void;
  /** The visitor has chosen; anything but the three states is ignored. */
  choose(consent: unknown): void;
}

/**
 * @param opened is called each time the gate opens, before what waited goes through
 */
export function createGate(
  { consent, gpc }: TrackerOptions,
  identity: Identity,
  outbox: Outbox,
  delivery: Delivery,
  storage: SafeStorage,
  opened: () => void,
): Gate {
  const forbidden = gpc !== "ignore" && (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true;
  let state = initialConsent(consent, storage.get(CONSENT), forbidden);
  let held: Entry[] = [];
  let active = false;
  let open = false;

  const update = (): void => {
    const wasOpen = open;
    open = active && state === "granted";
    if (state === "denied") {
      held = [];
      for (const key of storage.keys()) if (OURS.test(key)) storage.remove(key);
      identity.forget();
    }
    if (!open || wasOpen) return;
    // Events recorded before consent carry an id that nobody knew; the browser may remember its visitor by another.
    const provisional = identity.visitor();
    identity.remember();
    opened();
    for (const { id, json } of held) outbox.add({ id, json: json.split(provisional).join(identity.visitor()) });
    held = [];
    delivery.sweep();
  };
  return {
    isOpen: () => open,
    consent: () => state,
    keep(entry) {
      if (open) {
        outbox.add(entry);
        delivery.schedule();
      } else if (held.push(entry) > HELD) held.shift();
    },
    activate() {
      active = true;
      update();
    },
    resume() {
      if (!open) return;
      identity.remember();
      delivery.sweep();
    },
    choose(next) {
      if (forbidden || !isConsent(next)) return;
      storage.set(CONSENT, next);
      if (next === state) return;
      state = next;
      update();
    },
  };
}
