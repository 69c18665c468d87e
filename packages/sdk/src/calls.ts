import { EVENT, type EventType, LIMITS } from "@waystitch/protocol";
import type { Method } from "./api.js";
import type { Moment } from "./context.js";
import type { Report } from "./errors.js";
import type { Lead } from "./lead-forms.js";
import type { Fields } from "./recorder.js";

/** The methods that record events. */
export type EventMethod = Extract<Method, "track" | "page" | "identify" | "group" | "alias">;
export type EventCalls = Readonly<Record<EventMethod, (moment: Moment, ...args: readonly unknown[]) => void>>;

/** Records an event made of what a call said. */
export type Recording = (moment: Moment, type: EventType, fields: Fields, options: unknown) => void;

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

/** The calls that record events, for arguments of any kind. @param signIn remembers a user id for the events that follow */
export function createEventCalls(
  record: Recording,
  signIn: (userId: string) => void,
  userId: () => string | undefined,
  report: Report,
): EventCalls {
  const idOf = (value: unknown): string | undefined => {
    const id = typeof value === "string" || typeof value === "number" ? `${value}`.trim() : "";
    if (id !== "" && id.length <= LIMITS.idLength) return id;
    report("options", "an id is a text of 1 to 100 characters");
    return undefined;
  };
  /** The collector rejects an event whose properties are no object. */
  const objectOf = (value: unknown): unknown => {
    if (value === undefined || value === null) return undefined;
    if (isObject(value) && !Array.isArray(value)) return value;
    report("options", "properties and traits are objects");
    return undefined;
  };
  return {
    track(moment, name, properties, options) {
      if (typeof name === "string" && name.trim()) record(moment, "track", { event: name, properties: objectOf(properties) }, options);
      else report("options", "track needs the name of the event");
    },
    page(moment, ...args) {
      const named = isObject(args[0]) ? [undefined, ...args] : args;
      const name = typeof named[0] === "string" ? named[0] : undefined;
      record(moment, "page", { name, properties: objectOf(named[1]) }, named[2]);
    },
    identify(moment, ...args) {
      const [user, traits, options] = isObject(args[0]) ? [undefined, ...args] : args;
      const id = user === undefined || user === null ? undefined : idOf(user);
      if (id) signIn(id);
      record(moment, "identify", { traits: objectOf(traits) }, options);
    },
    group(moment, group, traits, options) {
      const groupId = idOf(group);
      if (groupId) record(moment, "group", { groupId, traits: objectOf(traits) }, options);
    },
    alias(moment, user, previous, options) {
      const id = idOf(user);
      const previousId = previous === undefined ? userId() : idOf(previous);
      if (id) record(moment, "alias", { userId: id, previousId }, options);
    },
  };
}

/**
 * A form signup as two facts: that the visitor became a lead, and who the visitor is. In this order, so that the first
 * evidence of the lead names the lead magnet.
 */
export function callLead(calls: EventCalls, moment: Moment, { leadMagnet, formId, contacts }: Lead): void {
  calls.track(moment, EVENT.leadCaptured, { lead_magnet: leadMagnet, form_id: formId });
  calls.identify(moment, contacts);
}
