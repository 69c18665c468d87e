import type { EarlyCall, Method, Tracker, TrackerOptions } from "./api.js";
import { type Call, createEventCalls, type EventCalls, type Recording } from "./calls.js";
import { createDelivery } from "./delivery.js";
import { takeEarlyCalls } from "./early-calls.js";
import { encode } from "./encode.js";
import { EXTENDS } from "./extends.js";
import { activate, choose, consented, consentedTo, isCounted, isDenied, isOpen } from "./gate.js";
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
  const rewrite: Extended["revise"] = (change) => {
    for (const { slot, json } of outbox.list(true)) setItem(slot, change(json));
  };
  on("gate", (provisional: string) => {
    if (!isOpen()) return;
    // What was recorded before consent carries an id that nobody knew; the browser may remember its visitor by another. And it has yet
    // to tell what the visitor said to each purpose.
    rewrite((json) =>
      json
        .split(provisional)
        .join(visitor())
        .replace('"consent":null,"library"', () => `"consent":${encode(consentedTo() as object)},"library"`),
    );
    delivery.sweep();
  });
  let recorded = 0;
  let revised = (json: string): string => json;
  const revise: Extended["revise"] = (change) => {
    revised = change;
    rewrite(change);
  };
  const record: Recording = (moment, type, fields, options) => {
    if (isDenied() && !(isCounted() && type === "page")) return;
    const id = newId(recorded++);
    let json = recordEvent(id, type, fields, moment, options);
    if (EXTENDS) json = revised(json);
    setItem(DROPPED, "");
    outbox.put(id, json);
    delivery.schedule();
    emit("event", json);
  };
  const events = createEventCalls(record);
  return (EXTENDS ? [events, delivery.leave, revise] : [events, delivery.leave]) as [EventCalls, () => void, Extended["revise"]];
}

/**
 * Starts a tracker on this page. Visitor, consent and signals are those of all trackers on it.
 *
 * @param early calls the page made before the script was there, in their order
 * @param watchers what records events without being called
 * @param more extends it before anything is recorded
 */
export const startTracker = (
  options: MoreOptions,
  early: readonly EarlyCall[],
  watchers: readonly Watcher[],
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

  guard(() => {
    watchPage(options);
    on("view", view);
    on("gate", () => isOpen() && replay(takeEarlyCalls()));
    // What the visitor has chosen by now holds for all that was called before.
    replay(early, true);
    const start = (): void => {
      // Every method of the interface was put in.
      const tracker = api as unknown as Tracker;
      if (EXTENDS && more) guard(() => more({ options, tracker, state: () => [visitor(), consented()], adopt, revise }));
      activate();
      view([early[0] ? early[0][2] : Date.now(), location.href]);
    };
    // A page may be rendered before it is opened: https://developer.chrome.com/docs/web-platform/prerender-pages#impact-on-analytics
    if ((document as { prerendering?: boolean }).prerendering) listen(document, "prerenderingchange", start);
    else start();
    replay(early);
    // One that fails takes neither the others nor the last request of the page along.
    for (const watch of watchers)
      guard(() =>
        watch({
          options,
          track: (...args) => events.track(present(), ...args),
          identify: (traits) => events.identify(present(), traits),
        }),
      );
    on("left", leave);
  });
  // Every method of the interface was put in.
  return api as unknown as Tracker;
};
