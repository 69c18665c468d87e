import { type EventType, LIMITS } from "@waystitch/protocol";
import type { Method } from "./api.js";
import type { Moment } from "./context.js";
import type { Report } from "./errors.js";
import type { Identity } from "./identity.js";
import type { Fields } from "./recorder.js";

/** A method of the tracker, for arguments of any kind. */
export type Call = (moment: Moment, ...args: readonly unknown[]) => void;
export type EventCalls = Readonly<Record<Extract<Method, "track" | "page" | "identify" | "group" | "alias">, Call>>;

/** Records an event made of what a call said. */
export type Recording = (moment: Moment, type: EventType, fields: Fields, options: unknown) => void;

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The calls that record events. Arguments are not judged here but by the collector, which tells why it rejects an event,
 * unless a mistake would spoil more than the one event.
 */
export function createEventCalls(record: Recording, { signIn, user }: Identity, report: Report): EventCalls {
  /** @param subject the field of the first argument, which may be left out @param body the field of the second */
  const call =
    (type: EventType, subject: string, body: string): Call =>
    (moment, ...args) => {
      const [first, second, options] = isObject(args[0]) ? [undefined, ...args] : args;
      if (second && !isObject(second)) report("options", body);
      record(moment, type, { [subject]: first, [body]: isObject(second) ? second : undefined }, options);
    };
  const identify = call("identify", "", "traits");
  return {
    track: call("track", "event", "properties"),
    page: call("page", "name", "properties"),
    group: call("group", "groupId", "traits"),
    identify(moment, ...args) {
      const id = `${/string|number/.test(typeof args[0]) ? args[0] : ""}`.trim();
      // With an id it cannot use, the collector would reject all events that follow.
      if (id && id.length <= LIMITS.idLength) signIn(id);
      else if (args[0] && !isObject(args[0])) report("options", "userId");
      identify(moment, ...args);
    },
    alias: (moment, userId, previous, options) => record(moment, "alias", { userId, previousId: previous || user() }, options),
  };
}
