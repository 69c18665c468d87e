import { isObject } from "@waystitch/protocol";
import { POSITIONS } from "./positions.js";
import type { Random } from "./random.js";
import { hostileJson, hostileText, randomJson } from "./random-json.js";
import { eventOf, MARK_FIELD, type Suspect } from "./suspects.js";
import { VALID_EVENTS } from "./valid-events.js";
import { HOSTILE_VALUES } from "./values.js";

type Node = Record<string, unknown> | unknown[];
const isNode = (value: unknown): value is Node => isObject(value) || Array.isArray(value);

const RAW = Symbol("raw");

/** JSON that is put into a value which is written then: `1e400` has no value of its own. */
interface Raw {
  readonly [RAW]: string;
}

const raw = (json: string): Raw => ({ [RAW]: json });
const isRaw = (value: unknown): value is Raw => isObject(value) && RAW in value;

function write(value: unknown): string {
  if (isRaw(value)) return value[RAW];
  // `map` would leave out what was deleted.
  if (Array.isArray(value)) return `[${Array.from(value, write).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "null";
  return `{${Object.entries(value)
    .map(([key, entry]) => `${key.startsWith("§") ? key.slice(1) : JSON.stringify(key)}:${write(entry)}`)
    .join(",")}}`;
}

/** Some object or list inside, the deeper ones as likely as the others. */
function someNode(random: Random, root: Node): Node {
  let node = root;
  while (random.chance(0.6)) {
    const inner = Object.values(node).filter((value) => isNode(value) && !isRaw(value)) as Node[];
    if (inner.length === 0) return node;
    node = random.pick(inner);
  }
  return node;
}

/** Spoils one thing. */
function spoil(random: Random, root: Node): void {
  // A list is an object whose keys are its places.
  const node = someNode(random, root) as Record<string, unknown>;
  const keys = Object.keys(node).filter((key) => key !== MARK_FIELD || node !== root);
  const key = keys.length > 0 ? random.pick(keys) : "x";
  const value = node[key];
  const change = random.below(8);
  if (change < 3) node[key] = raw(hostileJson(random));
  else if (change < 4) node[key] = raw(randomJson(random));
  else if (change < 5 && !Array.isArray(node)) node[`§${hostileText(random)}`] = raw(random.chance(0.5) ? "1" : hostileJson(random));
  else if (change < 6) delete node[key];
  else if (change < 7) node[key] = random.chance(0.5) ? [value, value] : { [random.pick(keys.length > 0 ? keys : ["x"])]: value };
  else node[random.pick(keys.length > 0 ? keys : ["x"])] = value;
}

function spoiltEvent(random: Random, mark: string): string {
  const copy = structuredClone(random.pick(VALID_EVENTS));
  const event: Record<string, unknown> = { [MARK_FIELD]: mark, messageId: mark, anonymousId: mark, ...copy };
  for (let left = 1 + random.below(4); left > 0; left--) spoil(random, event);
  return write(event);
}

function foreignEvent(random: Random, mark: string): string {
  const fields = ["properties", "traits", "context", "userId", "event", "name", "timestamp", "whatever"].filter(() => random.chance(0.4));
  const type = random.pick(["page", "track", "identify", "group", "alias", "screen"]);
  const all = [`"${MARK_FIELD}":"${mark}"`, `"messageId":"${mark}"`, `"anonymousId":"${mark}"`, `"type":"${type}"`];
  return `{${[...all, ...fields.map((field) => `"${field}":${randomJson(random)}`)].join(",")}}`;
}

/** A hostile event; the same for the same numbers. */
export function randomSuspect(random: Random, mark: string): Suspect {
  const kind = random.below(20);
  if (kind < 11) return { what: "a good event, spoilt", json: spoiltEvent(random, mark), mark };
  if (kind < 15) return { what: "any JSON in its fields", json: foreignEvent(random, mark), mark };
  if (kind < 16) return { what: "any JSON", json: randomJson(random), mark: null };
  const position = random.pick(POSITIONS);
  const value = random.pick(HOSTILE_VALUES);
  if (position.isInside && !value.json.startsWith('"')) return randomSuspect(random, mark);
  return { what: `${position.where} = ${value.what}`, json: eventOf(value, position, mark), mark };
}
