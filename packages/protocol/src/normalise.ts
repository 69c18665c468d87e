import { type Alias, aliasOf } from "./aliases.js";
import { parseAmount } from "./amount.js";
import type { SaidEvent } from "./event.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import type { KnownEventName } from "./names.js";
import { ACTIONS, AMOUNTS, EVENT_FIELDS, KLAVIYO_LIST, LISTS, ONE_PRODUCT, PRODUCT_FIELDS, type Renaming } from "./shapes.js";

/** Renamings by the name that is replaced. */
const byTheirs = (renamings: readonly Renaming[]): ReadonlyMap<string, Renaming> => {
  const found = new Map<string, Renaming>();
  for (const renaming of renamings) for (const name of renaming.theirs) found.set(name, renaming);
  return found;
};

// Marked as pure for the browser script, which must not take these along.
const FROM_EVENT = /* @__PURE__ */ byTheirs(EVENT_FIELDS);
const FROM_PRODUCT = /* @__PURE__ */ byTheirs(PRODUCT_FIELDS);

type Fields = Record<string, Json | undefined>;

/** True for what says nothing. */
const isBlank = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** The fields with what stood in the object under `key` beside them. What would displace something else stays where it is. */
function lift(fields: Fields, key: string): Fields {
  if (!isObject(fields[key])) return fields;
  const { [key]: inner, ...lifted } = fields;
  const left: Fields = {};
  for (const [name, value] of Object.entries(inner as JsonObject)) {
    if (name === key || !(isBlank(lifted[name]) || lifted[name] === value)) left[name] = value;
    else lifted[name] = value;
  }
  return Object.keys(left).length === 0 ? lifted : { ...lifted, [key]: left };
}

/** The fields under their names here. A field of ours that says something stays, and theirs beside it. */
function rename(fields: Fields, renamings: ReadonlyMap<string, Renaming>, event: KnownEventName): Fields {
  const chosen = new Map<string, string>();
  for (const name of Object.keys(fields)) {
    const renaming = renamings.get(name);
    if (renaming === undefined || isBlank(fields[name]) || renaming.events?.has(event) === false) continue;
    const { ours, theirs } = renaming;
    const rival = chosen.get(ours);
    if (isBlank(fields[ours]) && (rival === undefined || theirs.indexOf(name) < theirs.indexOf(rival))) chosen.set(ours, name);
  }
  if (chosen.size === 0) return fields;
  const renamed: Fields = {};
  for (const name of Object.keys(fields)) {
    const ours = renamings.get(name)?.ours;
    if (ours !== undefined && chosen.get(ours) === name) renamed[ours] = fields[name];
    else if (!chosen.has(name)) renamed[name] = fields[name];
  }
  return renamed;
}

/** Turns amounts that are texts into numbers, where that is certain. */
function readAmounts(fields: Fields, currency: string | null): void {
  for (const name of Object.keys(fields)) {
    const text = fields[name];
    if (typeof text !== "string") continue;
    if (AMOUNTS.has(name)) fields[name] = parseAmount(text, currency) ?? text;
    else if (name === "quantity" && /^\d{1,7}$/.test(text)) fields[name] = Number(text);
  }
}

const currencyIn = ({ currency }: Fields): string | null => (typeof currency === "string" ? currency : null);

function productOf(line: Json, event: KnownEventName, currency: string | null): Json {
  if (!isObject(line)) return line;
  const product = rename({ ...(line as JsonObject) }, FROM_PRODUCT, event);
  readAmounts(product, currencyIn(product) ?? currency);
  return product;
}

/** The fields with the products under their name here; a single one of an event about one product stands beside the event's own fields. */
function placeProducts(told: Fields, event: KnownEventName): Fields {
  const { products: listed, ...others } = told;
  const fields = isBlank(listed) ? others : told;
  const isOne = ONE_PRODUCT.has(event);
  const name = (isOne ? LISTS : [...LISTS, KLAVIYO_LIST]).find((key) => Array.isArray(fields[key]) && !isBlank(fields[key]));
  if (name === undefined) return isOne ? rename(fields, FROM_PRODUCT, event) : fields;
  const { [name]: list, ...rest } = fields;
  const products = (list as readonly Json[]).map((line) => productOf(line, event, currencyIn(fields)));
  const [product] = products;
  if (!isOne || products.length > 1 || !isObject(product)) return { ...rest, products };
  const fits = Object.entries(product as JsonObject).every(([key, value]) => isBlank(rest[key]) || rest[key] === value);
  return fits ? { ...rest, ...(product as JsonObject) } : { ...rest, products };
}

/** True from the second step on. An object could not even be asked for its number: one that has a field `toString` throws. */
const isLaterStep = (step: Json | undefined): boolean => (typeof step === "number" || typeof step === "string") && Number(step) >= 2;

/** The name and properties an event has here. Holds no value that was not sent, and none more often than it was sent. */
function reshape({ event, laterStep }: Alias, properties: JsonObject): Pick<SaidEvent, "name" | "properties"> {
  const action = ACTIONS[event];
  const told = lift(properties, "ecommerce");
  const flat = action === undefined ? told : lift(lift(told, action), "actionField");
  const name = laterStep !== undefined && isLaterStep(flat["step"]) ? laterStep : event;
  const fields = { ...placeProducts(rename(flat, FROM_EVENT, name), name) };
  readAmounts(fields, currencyIn(fields));
  return { name, properties: fields };
}

/**
 * The same event under Waystitch's names: what GA4, Enhanced Ecommerce, Snowplow or Klaviyo call it, or Segment in another
 * spelling, becomes ours, and the name it came under is kept as `context.original_event`. What is ours already, and what
 * nobody knows, comes back as it is.
 */
export function normaliseEvent(event: SaidEvent): SaidEvent {
  if (event.type !== "track" || event.name === null) return event;
  const alias = aliasOf(event.name, event.properties["type"]);
  if (alias === null) return event;
  return { ...event, ...reshape(alias, event.properties), context: { ...event.context, original_event: event.name } };
}
