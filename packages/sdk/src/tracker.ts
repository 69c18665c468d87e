import type { EarlyCall, Method, Tracker, TrackerOptions } from "./api.js";
import { attempt } from "./attempt.js";
import { type Call, createEventCalls, type Recording } from "./calls.js";
import { createDelivery } from "./delivery.js";
import { takeEarlyCalls } from "./early-calls.js";
import { encode } from "./encode.js";
import { activate, choose, consented, isCounted, isDenied, isOpen } from "./gate.js";
import { adopt, reset, visitor } from "./identity.js";
import { createLock } from "./lock.js";
import type { Extended, MoreOptions } from "./more/extended.js";
import { createOutbox, DROPPED } from "./outbox.js";
import { watchPage } from "./page.js";
import { type Moment, recordEvent } from "./recorder.js";
import { emit, guard, listen, on } from "./signals.js";
import { setItem } from "./storage.js";
import { newId } from "./uuid.js";
import { VERSION } from "./version.js";
import type { Watcher } from "./watcher.js";

const present = (): Moment => [Date.now(), location.href];

/** Records events for one key; nothing is stored or sent before the visitor has consented and seen the page. */
function createRecording({ writeKey, collector }: TrackerOptions) {
  const name = `waystitch:${writeKey}:`;
  const outbox = createOutbox(name);
  const delivery = createDelivery(outbox, `${collector}`.replace(/\/*$/, "/v1/batch"), writeKey, createLock(name));
  on("gate", (provisional: string) => {
    if (!isOpen()) return;
    // What was recorded before consent carries an id that nobody knew; the browser may remember its visitor by another.
    for (const { slot, json } of outbox.list(true)) setItem(slot, json.split(provisional).join(visitor()));
    delivery.sweep();
  });
  let revised = (json: string): string => json;
  const revise = (change: (json: string) => string): void => {
    revised = change;
    for (const { slot, json } of outbox.list(true)) setItem(slot, change(json));
  };
  const record: Recording = (moment, type, fields, options) => {
    if (isDenied() && !(isCounted() && type === "page")) return;
    const id = newId();
    const json = revised(recordEvent(id, type, fields, moment, options));
    setItem(DROPPED, "");
    outbox.put(id, json);
    delivery.schedule();
    emit("event", json);
  };
  return [createEventCalls(record), delivery.leave, revise] as const;
}

/** How long `waystitch-more.js` may take. */
const MORE_MS = 3000;

/** Whether the page needs `waystitch-more.js`. */
const needsMore = ({ domains, hash, tcf }: MoreOptions): unknown =>
  domains || hash || tcf || /[?&]ws_(debug|link)/.test(location.search) || attempt(() => sessionStorage.getItem("ws_debug"));

/**
 * Starts a tracker on this page. Visitor, consent and signals are those of all trackers on it.
 *
 * @param early calls the page made before the script was there, in their order
 * @param watchers what records events without being called
 * @param fetchMore loads `waystitch-more.js`, and calls back when it cannot
 * @param more the same where it was imported
 */
export const startTracker = (
  options: MoreOptions,
  early: readonly EarlyCall[],
  watchers: readonly Watcher[],
  fetchMore?: (failed: () => void) => void,
  more?: (page: Extended) => void,
): Tracker => {
  const [events, leave, revise] = createRecording(options);
  const api: Record<string, unknown> = { version: VERSION, visitorId: () => (isOpen() && !isDenied() ? visitor() : undefined) };
  const calls: Record<Method, Call> = {
    ...events,
    reset,
    consent: (_, state, purposes) => choose(`${state}${purposes ? encode(purposes) : ""}`),
    flush: leave,
    ready: (_, callback) => (callback as (tracker: unknown) => void)(api),
    on: (_, signal, listener) => on(signal, listener),
  };
  // The methods take anything, throw nothing, and know when and where they were called.
  for (const method of Object.keys(calls) as Method[])
    api[method] = (...args: readonly unknown[]) => guard(() => calls[method](present(), ...args));
  const replay = (list: readonly EarlyCall[], isChoice?: boolean): void => {
    for (const [method, args, ...moment] of list) if (!isChoice === (method !== "consent")) guard(() => calls[method](moment, ...args));
  };
  const view = (moment = present()): void => {
    if (options.pages !== "off") events.page(moment);
  };

  let start = (): void => {};
  const go = (): void => {
    start();
    start = () => {};
  };
  api["more"] = (install: (page: Extended) => void) => {
    // Every method of the interface was put in.
    guard(() => install({ options, tracker: api as unknown as Tracker, state: () => [visitor(), consented()], adopt, revise }));
    go();
  };

  guard(() => {
    watchPage(options);
    on("view", view);
    on("gate", () => isOpen() && replay(takeEarlyCalls()));
    // What the visitor has chosen by now holds for all that was called before.
    replay(early, true);
    const seen = (): void => {
      const time = early[0] ? early[0][2] : Date.now();
      start = () => {
        activate();
        view([time, location.href]);
      };
      if (more) (api["more"] as (install: (page: Extended) => void) => void)(more);
      else if (!fetchMore || !needsMore(options)) go();
      else {
        // Without the script, what it should hash does not leave.
        const giveUp = (): void => (options.hash ? undefined : go());
        attempt(() => fetchMore(giveUp), giveUp);
        setTimeout(giveUp, MORE_MS);
        on("leave", giveUp);
      }
    };
    // A page may be rendered before it is opened: https://developer.chrome.com/docs/web-platform/prerender-pages#impact-on-analytics
    if ((document as { prerendering?: boolean }).prerendering) listen(document, "prerenderingchange", seen);
    else seen();
    replay(early);
    for (const watch of watchers)
      watch({
        options,
        track: (...args) => events.track(present(), ...args),
        identify: (traits) => events.identify(present(), traits),
      });
    on("leave", leave);
  });
  // Every method of the interface was put in.
  return api as unknown as Tracker;
};
