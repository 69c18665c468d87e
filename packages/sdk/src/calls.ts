import { type EventType, LIMITS } from "@waystitch/protocol";
import type { Method } from "./api.js";
import { signIn, user } from "./identity.js";
import { isObject } from "./is-object.js";
import type { Fields, Moment } from "./recorder.js";
import { report } from "./signals.js";

/** A method of the tracker, for arguments of any kind. */
export type Call = (moment: Moment, ...args: readonly unknown[]) => void;
export type EventCalls = Readonly<Record<Extract<Method, "track" | "page" | "identify" | "group" | "alias">, Call>>;

/** Records an event made of what a call said. */
export type Recording = (moment: Moment, type: EventType, fields: Fields, options: unknown) => void;

/**
 * The calls that record events. Arguments are not judged here but by the collector, which tells why it rejects an event,
 * unless a mistake would spoil more than the one event.
 */
export const createEventCalls = (record: Recording): EventCalls => {
  /** @param subject the field of the first argument, which may be left out @param body the field of the second */
  const call =
    (type: EventType, subject: string, body: string): Call =>
    (moment, ...args) => {
      const [first, second, options] = isObject(args[0]) ? [undefined, ...args] : args;
      record(moment, type, { [subject]: first, [body]: second }, options);
    };
  // Who the user is, is remembered and stands in every event.
  const identify = call("identify", "traits", "traits");
  return {
    track: call("track", "event", "properties"),
    page: call("page", "name", "properties"),
    group: call("group", "groupId", "traits"),
    identify(moment, ...args) {
      const id = /str|num/.test(typeof args[0]) ? `${args[0]}`.trim() : "";
      // With an id it cannot use, the collector would reject all events that follow.
      if (id && id.length <= LIMITS.idLength) signIn(id);
      else if (!isObject(args[0])) report("options", "userId");
      identify(moment, ...args);
    },
    alias: (moment, userId, previous, options) => record(moment, "alias", { userId, previousId: previous || user() }, options),
  };
};
