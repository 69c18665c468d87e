import type { ConsentKeeper } from "./consent.js";
import type { Delivery } from "./delivery.js";
import { DROPPED } from "./drop-count.js";
import { EARLY } from "./early-calls.js";
import type { Identity } from "./identity.js";
import type { Entry, Outbox } from "./outbox.js";
import type { SafeStorage } from "./safe-storage.js";

/** The most events that wait in memory for consent. */
const HELD = 1000;

/** Between recording and the outbox: nothing is stored or sent before the visitor has consented and seen the page. */
export interface Gate {
  isOpen(): boolean;
  /** Whether events are recorded at all. */
  isRecording(): boolean;
  keep(entry: Entry): void;
  /** The visitor sees the page. */
  activate(): void;
  choose(consent: unknown): void;
}

/** @param opened is called each time the gate opens, before what waited goes through */
export function createGate(
  consent: ConsentKeeper,
  identity: Identity,
  outbox: Outbox,
  delivery: Delivery,
  storage: SafeStorage,
  opened: () => void,
): Gate {
  let held: Entry[] = [];
  let active = false;
  let open = false;

  const update = (): void => {
    const state = consent.state();
    const wasOpen = open;
    open = active && state === "granted";
    if (state === "denied") {
      held = [];
      outbox.clear();
      identity.forget();
      for (const key of [DROPPED, EARLY]) storage.remove(key);
    }
    if (!open || wasOpen) return;
    // Events recorded before consent carry an id that nobody knew; the browser may remember its visitor by another.
    const provisional = identity.visitorId();
    identity.remember();
    const visitorId = identity.visitorId();
    const waited = held;
    held = [];
    opened();
    for (const { id, json } of waited) outbox.add({ id, json: json.split(provisional).join(visitorId) });
    delivery.sweep();
  };
  return {
    isOpen: () => open,
    isRecording: () => consent.state() !== "denied",
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
    choose(state) {
      if (consent.choose(state)) update();
    },
  };
}
