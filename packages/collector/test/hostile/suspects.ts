import { isObject, LIMITS } from "@waystitch/protocol";
import { bytesOf, type Fate, fatesOf } from "./fates.js";
import type { Position } from "./positions.js";
import { HOSTILE_VALUES, type HostileValue } from "./values.js";

/** A hostile event. */
export interface Suspect {
  readonly what: string;
  /** Its JSON. */
  readonly json: string;
  /** What it can be told by when it is found among the rejected ones; `null` for one that has no room for it. */
  readonly mark: string | null;
  /** What may become of it; without it, anything that is documented. */
  readonly fates?: readonly Fate[];
}

/** The first field of an object, whatever the order in which it was written, and so never cut off what is kept of it. */
export const MARK_FIELD = "0";
const MARK = /^[A-Za-z0-9-]+$/;

/** The mark that an event has, or `null`. */
export function markIn(event: unknown): string | null {
  const mark = isObject(event) ? event[MARK_FIELD] : undefined;
  return typeof mark === "string" && MARK.test(mark) ? mark : null;
}

/** Its mark is its `messageId` and its `anonymousId`, too, where these are not the hostile ones. */
export function eventOf({ json }: HostileValue, { fields, isInside }: Position, mark: string): string {
  const text = isInside ? json.slice(1, -1) : json;
  const all: Readonly<Record<string, string>> = {
    [MARK_FIELD]: JSON.stringify(mark),
    messageId: JSON.stringify(mark),
    anonymousId: JSON.stringify(mark),
    ...fields,
  };
  const put = (template: string): string => template.split("§").join(text);
  return `{${Object.entries(all)
    .map(([name, field]) => `"${put(name)}":${put(field)}`)
    .join(",")}}`;
}

/** Chooses some of the hostile values. */
export type Sample = (value: HostileValue, at: number) => boolean;

const all: Sample = () => true;
/** Every so many, beginning with the one at `from`. */
export const someOf =
  (every: number, from: number): Sample =>
  (_value, at) =>
    at % every === from % every;

/** Every so many of the texts, and everything else. */
export const someTexts =
  (every: number, from: number): Sample =>
  (value, at) =>
    !value.json.startsWith('"') || at % every === from % every;

/**
 * The hostile values at one position.
 * @param sample which of them, by their place in the table
 */
export function suspectsAt(position: Position, run: string, isTrusted: boolean, sample: Sample = all): readonly Suspect[] {
  return HOSTILE_VALUES.flatMap((value, at) => {
    if (!sample(value, at) || (position.isInside && !value.json.startsWith('"'))) return [];
    const mark = `${run}-${at}`;
    const json = eventOf(value, position, mark);
    return [{ what: `${position.where} = ${value.what}`, json, mark, fates: fatesOf(json, value, position, isTrusted) }];
  });
}

/** A hostile value in the place of an event, and what must become of it. */
export function bareSuspect(item: unknown, { what, json, anywhere }: HostileValue, itself = JSON.stringify(item)): Suspect {
  const isTooLarge = anywhere === undefined && bytesOf(json) > LIMITS.eventBytes;
  const fate = !isObject(item) ? "event_not_object" : (anywhere ?? (isTooLarge ? "event_too_large" : "type_unknown"));
  return { what: `an event = ${what}`, json: itself, mark: null, fates: [fate] };
}

/** Every hostile value in the place of an event. */
export const bareSuspects = (): readonly Suspect[] => HOSTILE_VALUES.map((value) => bareSuspect(JSON.parse(value.json), value, value.json));
