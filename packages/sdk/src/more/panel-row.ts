import type { Line } from "./debug-log.js";
import { element } from "./element.js";
import type { Texts } from "./texts.js";

/** The most values that a row shows of one event. */
const VALUES = 40;

export type Value = readonly [path: string, value: string];

/** Everything in a JSON value, with where it stands: `products.0.name`. */
export function valuesIn(value: unknown, path = ""): Value[] {
  if (typeof value !== "object" || value === null) return value === undefined ? [] : [[path, `${value}`]];
  const lists = Object.entries(value).map(([key, item]: [string, unknown]) => valuesIn(item, path ? `${path}.${key}` : key));
  return ([] as Value[]).concat(...lists);
}

/** What is said of a line: its name, how it was seen, why or why not, how it stands, and all that belongs to it. */
export interface Said {
  readonly name: string;
  readonly how: string;
  readonly why: string;
  readonly state: string;
  /** A word of the style sheet. */
  readonly mood: string;
  readonly reason: string;
  readonly values: readonly Value[];
  readonly id: string;
}

/** A line in a person's language; the same in panel and console. */
export function say(line: Line, texts: Texts): Said {
  const nothing = { how: "", why: "", reason: "", values: [], id: "" };
  if (line.kind === "form")
    return {
      ...nothing,
      name: line.form,
      state: texts.notCaptured,
      mood: "form",
      how: texts.capture["form"]?.[0] || "",
      why: texts.noLead[line.reason],
    };
  if (line.kind === "error")
    return { ...nothing, name: line.code, state: texts.error, mood: "error", why: texts.errors[line.code], reason: line.detail };
  const { event, delivery, reason } = line;
  const { type, properties, traits, messageId, context } = event;
  const capture = `${context?.["capture"] || (type === "page" ? type : "call")}`;
  const [how, why] = texts.capture[capture] || [capture, ""];
  const page =
    type === "page" ? { url: context?.page?.url, title: context?.page?.title, referrer: context?.page?.referrer || undefined } : {};
  const { userId, groupId, previousId } = event;
  return {
    name: event.event || event.name || texts.types[type] || type,
    how,
    why,
    state: texts.delivery[delivery],
    mood: delivery,
    reason,
    values: valuesIn({ ...page, userId, groupId, previousId, ...properties, ...traits }),
    id: messageId,
  };
}

const clock = (at: number): string => new Date(at).toTimeString().slice(0, 8);

function descriptionOf(values: Said["values"]): HTMLElement {
  const list = element("dl", "values");
  for (const [path, value] of values.slice(0, VALUES)) list.append(element("dt", "", path), element("dd", "", value));
  if (values.length > VALUES) list.append(element("dt", "", "…"));
  return list;
}

/** A line of the list, which opens to show all that belongs to it. */
export function createRow(line: Line, texts: Texts, open: boolean): HTMLElement {
  const { name, how, why, state, mood, reason, values, id } = say(line, texts);
  const title = element("span", "name", name);
  title.title = name;
  const when = [clock(line.at), how].filter((part) => part).join(" · ");
  const top = [title, element("span", `state ${mood}`, state), element("span", "how", when)];
  const parts = [element("p", "why", why), element("p", "reason", reason), descriptionOf(values), element("p", "id", id)];
  const filled = parts.filter((part) => part.childNodes.length > 0);
  // Why something was not captured is what people look for: nothing is folded there.
  if (line.kind !== "event") return element("li", "", element("div", "top", ...top), element("div", "more", ...filled));
  const details = element("details", "", element("summary", "top", ...top), element("div", "more", ...filled));
  details.open = open;
  return element("li", "", details);
}
