import type { Random } from "./random.js";
import { HOSTILE_VALUES } from "./values.js";

/** The long ones come less often, so that most time is not spent on sending them. */
const SHORT = HOSTILE_VALUES.filter(({ json }) => json.length <= 1_500);
const LONG = HOSTILE_VALUES.filter(({ json }) => json.length > 1_500);
const TEXTS = SHORT.filter(({ json }) => json.startsWith('"'));
const LONG_SHARE = 0.04;

/** The JSON of a hostile value. */
export const hostileJson = (random: Random): string => random.pick(random.chance(LONG_SHARE) ? LONG : SHORT).json;
/** The JSON of a hostile text, which may be a key. */
export const hostileText = (random: Random): string => random.pick(TEXTS).json;

const KEYS = [
  "a",
  "id",
  "name",
  "email",
  "phone",
  "products",
  "items",
  "price",
  "currency",
  "order_id",
  "url",
  "step",
  "type",
  "ecommerce",
];

/** A text of any characters, most of them plain. */
function randomText(random: Random): string {
  const length = random.below(random.chance(0.05) ? 300 : 12);
  const character = (): string => String.fromCharCode(random.chance(0.8) ? 32 + random.below(95) : random.below(0x10000));
  return JSON.stringify(Array.from({ length }, character).join(""));
}

function randomNumber(random: Random): string {
  const digits = String(random.below(10 ** (1 + random.below(15))));
  const fraction = random.chance(0.3) ? `.${random.below(1_000_000)}` : "";
  const exponent = random.chance(0.2) ? `e${random.chance(0.5) ? "-" : ""}${random.below(30)}` : "";
  return `${random.chance(0.3) ? "-" : ""}${digits}${fraction}${exponent}`;
}

/** Any JSON, in any depth up to 16, in which keys that mean something are likely. */
export function randomJson(random: Random, depth = 0): string {
  const kind = random.below(depth > 15 ? 6 : 10);
  if (kind < 1) return random.pick(["null", "true", "false"]);
  if (kind < 3) return randomText(random);
  if (kind < 4) return randomNumber(random);
  if (kind < 6) return hostileJson(random);
  const size = random.below(random.chance(0.05) ? 40 : 4);
  const inner = (): string => randomJson(random, depth + 1);
  if (kind < 8) return `[${Array.from({ length: size }, inner).join(",")}]`;
  const key = (): string =>
    random.chance(0.6) ? JSON.stringify(random.pick(KEYS)) : random.chance(0.5) ? hostileText(random) : randomText(random);
  return `{${Array.from({ length: size }, () => `${key()}:${inner()}`).join(",")}}`;
}
