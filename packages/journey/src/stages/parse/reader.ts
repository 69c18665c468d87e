import { probablyMeant } from "./did-you-mean.js";
import type { Finding, JsonNode } from "./json-text.js";

/** Reads a JSON tree and notes what is wrong with it. */
export interface Reading {
  readonly findings: Finding[];
  /** Parts of the text may have been lost: what seems to be missing is not noted. */
  readonly isTorn: boolean;
}

/** A value and the way to it, such as `stages[0].label`. */
export interface Spot {
  readonly node: JsonNode;
  readonly path: string;
}

const MAX_QUOTED = 60;

/** A text as a message quotes it: short, on one line. */
export const quote = (text: string): string => JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text);

export function complain(reading: Reading, { node, path }: Spot, message: string): void {
  reading.findings.push({ offset: node.offset, path, message });
}

const KINDS: Readonly<Record<JsonNode["type"], string>> = {
  object: "an object in { }",
  array: "a list in [ ]",
  string: "a text in double quotes",
  number: "a number",
  boolean: "true or false",
  property: "a property",
  null: "null",
};

/** So many words are compared with the names that were possible; a text of nonsense has thousands. */
const MAX_ADVICE = 100;
const MAX_NAMES = 30;

/** What to write instead of a word that is none of some names, as the end of a sentence. */
export function adviseOn({ findings }: Reading, word: string, names: readonly string[]): string {
  const meant = findings.length < MAX_ADVICE ? probablyMeant(word, names) : null;
  if (meant !== null) return `did you mean "${meant}"?`;
  return `use one of ${names.slice(0, MAX_NAMES).join(", ")}${names.length > MAX_NAMES ? " ..." : ""}`;
}

/** True for a value of a type; notes any other. A value that is not there at all has been noted already. */
export function isOf(reading: Reading, spot: Spot | undefined, type: JsonNode["type"]): spot is Spot {
  if (spot === undefined) return false;
  if (spot.node.type !== type) complain(reading, spot, `this must be ${KINDS[type]}, not ${KINDS[spot.node.type]}`);
  return spot.node.type === type;
}

const below = (path: string, key: string): string => {
  const name = /^[A-Za-z_]\w{0,59}$/.test(key) ? key : `[${quote(key)}]`;
  return path === "" || name.startsWith("[") ? `${path}${name}` : `${path}.${name}`;
};

/** The values of an object by key. Notes keys that are unknown, repeated or missing. */
export function readRecord(
  reading: Reading,
  spot: Spot | undefined,
  required: readonly string[],
  optional: readonly string[] = [],
): ReadonlyMap<string, Spot> {
  const fields = new Map<string, Spot>();
  if (!isOf(reading, spot, "object")) return fields;
  const known = [...required, ...optional];
  for (const { children: [key, value] = [] } of spot.node.children ?? []) {
    if (key === undefined) continue;
    const name = String(key.value);
    const own = { node: key, path: below(spot.path, name) };
    if (!known.includes(name)) complain(reading, own, `${quote(name)} is unknown here; ${adviseOn(reading, name, known)}`);
    else if (fields.has(name)) complain(reading, own, `${quote(name)} is written twice; keep one`);
    else if (value !== undefined) fields.set(name, { node: value, path: own.path });
  }
  const written = new Set(spot.node.children?.map(({ children }) => children?.[0]?.value));
  for (const name of required) {
    if (reading.isTorn || written.has(name)) continue;
    complain(reading, { node: spot.node, path: below(spot.path, name) }, `"${name}" is missing`);
  }
  return fields;
}

/** The values of a list. Notes a list that is too short or too long; `what` names its values, as in `20 stages`. */
export function readList(reading: Reading, spot: Spot | undefined, what: string, least: 0 | 1, most: number): readonly Spot[] {
  if (!isOf(reading, spot, "array")) return [];
  const items = (spot.node.children ?? []).map((node, index) => ({ node, path: `${spot.path}[${index}]` }));
  if (items.length < least && !reading.isTorn) complain(reading, spot, `this list of ${what} is empty; put at least one in`);
  if (items.length > most) complain(reading, spot, `${items.length} ${what} are too many; there may be ${most}`);
  return items;
}

/** A text that can be stored and shown. Notes one that is blank, too long or not wholly made of characters. */
export function readText(reading: Reading, spot: Spot | undefined, most: number): string | undefined {
  if (!isOf(reading, spot, "string")) return undefined;
  const text = String(spot.node.value);
  if (text.trim() === "") complain(reading, spot, "this text is empty");
  else if (text.length > most) complain(reading, spot, `this text has ${text.length} characters; it may have ${most}`);
  else if (/[\p{Cc}\p{Surrogate}]/u.test(text))
    complain(reading, spot, "this text holds control characters or halves of characters; remove them");
  return text;
}

/** A number. Notes one that is too large for a computer. */
export function readNumber(reading: Reading, spot: Spot | undefined): number | undefined {
  if (!isOf(reading, spot, "number")) return undefined;
  const number = Number(spot.node.value);
  if (Number.isFinite(number)) return number;
  complain(reading, spot, "this number is too large");
  return undefined;
}

export function readBoolean(reading: Reading, spot: Spot | undefined): boolean | undefined {
  return isOf(reading, spot, "boolean") ? spot.node.value === true : undefined;
}
