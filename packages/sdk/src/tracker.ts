import { LIMITS } from "@waystitch/protocol";
import { whenActivated } from "./activation.js";
import { type EarlyCall, METHODS, type Method, type Tracker, type TrackerOptions } from "./api.js";
import { callLead, createEventCalls, type EventCalls, type Recording } from "./calls.js";
import { CONSENT, createConsent } from "./consent.js";
import type { Moment } from "./context.js";
import { createDelivery } from "./delivery.js";
import { createDropCount } from "./drop-count.js";
import { takeEarlyCalls } from "./early-calls.js";
import { createGate, type Gate } from "./gate.js";
import { createIdentity, type Identity, VISITOR } from "./identity.js";
import { watchLeadForms } from "./lead-forms.js";
import { createLock } from "./lock.js";
import { createOutbox } from "./outbox.js";
import { watchPageLife } from "./page-life.js";
import { watchPageViews } from "./page-views.js";
import { recordEvent } from "./recorder.js";
import { createSafeStorage } from "./safe-storage.js";
import { createSignalHub, type SignalHub } from "./signals.js";
import { browserRandom, createUuids } from "./uuid.js";
import { VERSION } from "./version.js";

const OUTBOX_LIMITS = { entries: 1000, size: 1_000_000, ageMs: LIMITS.browserBackdateMs };

type Call = (moment: Moment, ...args: readonly unknown[]) => void;

const present = (): Moment => ({ time: Date.now(), url: location.href });

/** The object pages call: every method takes anything, throws nothing, and knows when and where it was called. */
function apiOf(calls: Readonly<Record<Method, Call>>, hub: SignalHub, visitorId: () => string | undefined): Tracker {
  const api: Record<string, unknown> = { version: VERSION, visitorId };
  for (const method of METHODS) api[method] = (...args: readonly unknown[]) => hub.guard(() => calls[method](present(), ...args));
  return api as unknown as Tracker;
}

/** Everything the script does without being called. */
interface Watched {
  readonly calls: EventCalls;
  readonly gate: Gate;
  readonly identity: Identity;
  readonly hub: SignalHub;
  readonly sweep: () => void;
  readonly leave: () => void;
}

/** Watches the page and returns where the visitor came from to what is shown. @param first when the page was opened */
function watch({ pages, forms, hashRouting }: TrackerOptions, first: Moment, watched: Watched): () => string {
  const { calls, gate, identity, hub, sweep, leave } = watched;
  const { guard } = hub;
  let views: ReturnType<typeof watchPageViews> | undefined;
  whenActivated(() =>
    guard(() => {
      gate.activate();
      if (pages === false) return;
      calls.page(first);
      views = watchPageViews({ hashRouting: hashRouting === true }, guard, () => calls.page(present()));
    }),
  );
  if (forms !== false) watchLeadForms(guard, (lead) => callLead(calls, present(), lead));
  watchPageLife({
    leave: () =>
      guard(() => {
        if (views) views.settle();
        leave();
      }),
    back: () =>
      guard(() => {
        if (gate.isOpen()) identity.remember();
        if (views) calls.page(present());
        sweep();
      }),
  });
  addEventListener("online", sweep);
  // What another tab of the site did.
  addEventListener("storage", ({ key, newValue }) =>
    guard(() => {
      if (key === CONSENT && newValue) gate.choose(newValue);
      if (key === VISITOR && newValue && gate.isOpen()) identity.remember();
    }),
  );
  return () => (views ? views.referrer() : document.referrer);
}

/**
 * Starts a tracker on this page.
 *
 * @param early calls the page made before the script was there, in their order
 */
export function startTracker(options: TrackerOptions, early: readonly EarlyCall[]): Tracker {
  const hub = createSignalHub();
  const { report } = hub;
  const storage = createSafeStorage(() => localStorage);
  const newId = createUuids(Date.now, browserRandom);
  const identity = createIdentity(storage, newId);
  const dropped = createDropCount(storage, report);
  const name = `ws:${options.writeKey}:`;
  const outbox = createOutbox(storage, name, OUTBOX_LIMITS, Date.now, dropped.add);
  const delivery = createDelivery(outbox, `${options.collector}`.replace(/\/+$/, ""), options.writeKey, createLock(name), hub);
  const consent = createConsent(storage, options);
  let referrer = (): string => document.referrer;

  const record: Recording = (moment, type, fields, callOptions) => {
    if (!gate.isRecording()) return;
    const lost = gate.isOpen() ? dropped.take() : 0;
    const entry = recordEvent(newId(), identity, moment, referrer(), type, fields, callOptions, lost, report);
    if (!entry) return dropped.add(1);
    gate.keep(entry);
    hub.emit("event", () => JSON.parse(entry.json));
  };
  const events = createEventCalls(record, identity.signIn, identity.userId, report);
  const calls: Record<Method, Call> = {
    ...events,
    reset: identity.reset,
    consent: (_, state) => gate.choose(state),
    flush: delivery.leave,
    ready: (_, callback) => (callback as (tracker: Tracker) => void)(api),
    on: (_, signal, listener) => hub.on(signal, listener),
  };
  const replay = (list: readonly EarlyCall[], known: Readonly<Partial<Record<Method, Call>>>): void => {
    for (const [method, args, time, url] of list) hub.guard(() => known[method]?.({ time, url }, ...args));
  };
  const gate = createGate(consent, identity, outbox, delivery, storage, () => replay(takeEarlyCalls(storage), events));
  const api = apiOf(calls, hub, () => (gate.isOpen() ? identity.visitorId() : undefined));

  hub.guard(() => {
    // What the visitor has chosen by now holds for everything that was called before.
    const choices = early.filter(([method]) => method === "consent");
    replay(choices.slice(-1), calls);
    const first = early[0] ? { time: early[0][2], url: location.href } : present();
    const sweep = () => gate.isOpen() && delivery.sweep();
    referrer = watch(options, first, { calls: events, gate, identity, hub, sweep, leave: delivery.leave });
    replay(early, { ...calls, consent: () => {} });
  });
  return api;
}
