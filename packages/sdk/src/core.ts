import { LIMITS } from "@waystitch/protocol";
import type { EarlyCall, TrackerOptions } from "./api.js";
import { createEventCalls, type EventCalls, type Recording } from "./calls.js";
import { contextOf } from "./context.js";
import { createDelivery, type Delivery } from "./delivery.js";
import { takeEarlyCalls } from "./early-calls.js";
import { createGate, type Gate } from "./gate.js";
import { createIdentity, type Identity } from "./identity.js";
import { createLock } from "./lock.js";
import { createOutbox } from "./outbox.js";
import { recordEvent } from "./recorder.js";
import { createSafeStorage } from "./safe-storage.js";
import type { SignalHub } from "./signals.js";
import { createUuids } from "./uuid.js";

const OUTBOX_LIMITS = { entries: 1000, size: 1_000_000, ageMs: LIMITS.browserBackdateMs };

/** Storage item that counts dropped events until the collector is told. */
const DROPPED = "ws_dropped";

/** What records, keeps and sends events; nothing of it watches the page. */
export interface Core {
  readonly calls: EventCalls;
  readonly identity: Identity;
  readonly gate: Gate;
  readonly delivery: Delivery;
}

/**
 * @param referrer where the visitor came from to the page that is shown
 * @param replay makes calls that were put aside
 */
export function createCore(
  options: TrackerOptions,
  hub: SignalHub,
  referrer: () => string,
  replay: (early: readonly EarlyCall[], calls: EventCalls) => void,
): Core {
  const { writeKey, collector } = options;
  const { report, emit, guard } = hub;
  const storage = createSafeStorage(() => localStorage);
  const newId = createUuids(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const identity = createIdentity(storage, newId);
  const name = `waystitch:${writeKey}:`;
  const countDropped = (): number => Number(storage.get(DROPPED) || 0);
  const drop = (events: number): void => {
    storage.set(DROPPED, `${countDropped() + events}`);
    report("dropped", `${events}`);
  };
  const outbox = createOutbox(storage, name, OUTBOX_LIMITS, Date.now, drop);
  const url = `${collector}`.replace(/\/*$/, "/v1/batch");
  const delivery = createDelivery(outbox, url, writeKey, createLock(name, hub.listen), hub);

  const record: Recording = (moment, type, fields, callOptions) => {
    if (gate.consent() === "denied") return;
    const dropped = countDropped() || undefined;
    const who = { type, anonymousId: identity.visitor(), userId: identity.user() };
    const context = contextOf(moment, referrer(), dropped);
    const entry = recordEvent(newId(), who, fields, moment, context, callOptions, report);
    if (dropped) storage.remove(DROPPED);
    gate.keep(entry);
    emit("event", entry.json);
  };
  const calls = createEventCalls(record, identity, report);
  const opened = (): void => guard(() => replay(takeEarlyCalls(storage), calls));
  const gate = createGate(options, identity, outbox, delivery, storage, opened);
  return { calls, identity, gate, delivery };
}
