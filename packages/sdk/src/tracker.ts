import { whenActivated } from "./activation.js";
import { type EarlyCall, METHODS, type Method, type Tracker, type TrackerOptions } from "./api.js";
import type { Call } from "./calls.js";
import type { Moment } from "./context.js";
import { createCore } from "./core.js";
import { CONSENT, type Gate } from "./gate.js";
import { VISITOR } from "./identity.js";
import { watchPageLife } from "./page-life.js";
import { watchPageViews } from "./page-views.js";
import { createSignalHub, type Listen } from "./signals.js";
import { VERSION } from "./version.js";
import type { Watcher } from "./watcher.js";

type Calls = Readonly<Record<Method, Call>>;

const present = (): Moment => ({ time: Date.now(), url: location.href });

/** Keeps up with the network and with other tabs of the site. */
function followOthers(gate: Gate, listen: Listen): void {
  listen(window, "online", gate.resume);
  listen(window, "storage", (event) => {
    const { key, newValue } = event as StorageEvent;
    if (key === CONSENT) gate.choose(newValue);
    if (key === VISITOR && newValue) gate.resume();
  });
}

/**
 * Starts a tracker on this page.
 *
 * @param early calls the page made before the script was there, in their order
 * @param watchers what records events without being called
 */
export function startTracker(options: TrackerOptions, early: readonly EarlyCall[], watchers: readonly Watcher[]): Tracker {
  const hub = createSignalHub();
  const { guard, listen } = hub;
  const replay = (list: readonly EarlyCall[], known: Readonly<Partial<Calls>>): void => {
    for (const [method, args, time, url] of list) {
      const call = known[method];
      if (call) guard(() => call({ time, url }, ...args));
    }
  };
  const view = (moment = present()): void => {
    if (options.pages !== "off") events.page(moment);
    hub.emit("view");
  };
  const { referrer, settle } = watchPageViews(options.routing === "hash", hub, view);
  const { calls: events, gate, identity, delivery } = createCore(options, hub, referrer, replay);
  const api: Record<string, unknown> = { version: VERSION, visitorId: () => (gate.isOpen() ? identity.visitor() : undefined) };
  const calls: Calls = {
    ...events,
    reset: identity.reset,
    consent: (_, state) => gate.choose(state),
    flush: delivery.leave,
    ready: (_, callback) => (callback as (tracker: unknown) => void)(api),
    on: (_, signal, listener) => hub.on(signal, listener),
  };
  // The methods take anything, throw nothing, and know when and where they were called.
  for (const method of METHODS) api[method] = (...args: readonly unknown[]) => guard(() => calls[method](present(), ...args));

  guard(() => {
    // What the visitor has chosen by now holds for all that was called before.
    replay(early.filter(([method]) => method === "consent").slice(-1), calls);
    whenActivated(listen, () => {
      gate.activate();
      view({ time: early[0] ? early[0][2] : Date.now(), url: location.href });
    });
    replay(early, { ...calls, consent: () => {} });
    for (const watch of watchers)
      watch({
        options,
        hub,
        track: (...args) => events.track(present(), ...args),
        identify: (traits) => events.identify(present(), traits),
      });
    const leave = (): void => {
      settle();
      hub.emit("leave");
      delivery.leave();
    };
    const back = (): void => {
      gate.resume();
      view();
    };
    watchPageLife(listen, leave, back);
    followOthers(gate, listen);
  });
  // Every method of the interface was put in.
  return api as unknown as Tracker;
}
