import { BLANK } from "@waystitch/testbed/facts";
import type { Fact, SiteSettings } from "../src/index.js";
import { SHOP } from "./story.js";

/** What a golden file may say of an event. */
const EVENT_KEYS = [
  "at",
  "who",
  "id",
  "page",
  "referrer",
  "does",
  "with",
  "as",
  "alias",
  "email",
  "phone",
  "browser",
  "device",
  "bot",
] as const;
const FILE_KEYS = ["story", "tells", "settings", "events", "asOf", "expect"] as const;
const SETTING_KEYS = ["currency", "domains", "models"] as const;

/** What a golden file may expect of a person; `told` in `golden-words.ts` says how each is compared. */
export const PERSON_KEYS = [
  "who",
  "user",
  "isBot",
  "refused",
  "foreignOrders",
  "ways",
  "sessions",
  "touchpoints",
  "milestones",
  "orders",
  "carts",
  "summary",
  "changesNext",
] as const;

export type GoldenEvent = { readonly [Key in (typeof EVENT_KEYS)[number]]?: unknown };
export type ExpectedPerson = { readonly [Key in (typeof PERSON_KEYS)[number]]?: unknown };

/** One story, read. */
export interface Golden {
  readonly story: string;
  readonly tells: string;
  readonly settings: SiteSettings;
  readonly facts: readonly Fact[];
  readonly asOf: number;
  readonly persons: readonly ExpectedPerson[];
}

type Json = Readonly<Record<string, unknown>>;

function refuse(why: string): never {
  throw new Error(why);
}

/** The object itself, once it has no key but the known ones. */
export function withKeys(value: unknown, known: readonly string[], where: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(`${where} is no object`);
  for (const key of Object.keys(value)) if (!known.includes(key)) refuse(`${where}: nobody knows "${key}" (known: ${known.join(", ")})`);
  return value as Json;
}

const TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})(:\d{2})?$/;
const VIETNAM_MS = 7 * 60 * 60 * 1000;

/** Epoch milliseconds of `2026-11-22 09:00` on a clock in Vietnam, where no hour is ever skipped. */
export function timeOf(text: unknown, where: string): number {
  const [, day, minute, second = ":00"] = TIME.exec(String(text)) ?? refuse(`${where}: "${String(text)}" is no time like 2026-11-22 09:00`);
  const time = Date.parse(`${day}T${minute}${second}Z`) - VIETNAM_MS;
  return clockOf(time) === text ? time : refuse(`${where}: "${String(text)}" is in no calendar`);
}

/** The clock in Vietnam; seconds only when there are some. */
export function clockOf(time: number): string {
  return new Date(time + VIETNAM_MS).toISOString().slice(0, 19).replace("T", " ").replace(/:00$/, "");
}

const RANGE = /\{(\d+)\.\.(\d+)\}/;

/** `quay-{1..3}` stands for `quay-1`, `quay-2` and `quay-3`, `{08..10}:30` for 08:30 to 10:30: what names it is there once for each. */
export function expand<T>(value: T): T[] {
  const text = JSON.stringify(value);
  const [range, from = "", to] = RANGE.exec(text) ?? [];
  if (range === undefined) return [value];
  const numbers = Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index);
  return numbers.map((number) => JSON.parse(text.replaceAll(range, String(number).padStart(from.length, "0"))) as T);
}

/** Where a server's event lands that knows no browser, as the collector decides it. */
function standInOf(event: GoldenEvent, where: string): string {
  const order = (event.with as Json | undefined)?.["order_id"];
  if (event.as !== undefined) return `@user:${String(event.as)}`;
  return order === undefined ? refuse(`${where}: a server has to name a user or an order`) : `@order:${String(order)}`;
}

function typeOf(event: GoldenEvent, where: string): Pick<Fact, "type" | "name"> {
  const kinds = [event.page, event.does, event.alias].filter((kind) => kind !== undefined);
  if (kinds.length > 1) return refuse(`${where} is more than one of page, does and alias`);
  if (event.page !== undefined) return { type: "page", name: null };
  if (event.does !== undefined) return { type: "track", name: String(event.does) };
  if (event.alias !== undefined) return { type: "alias", name: null };
  if (event.as === undefined && event.email === undefined && event.phone === undefined) return refuse(`${where} says nothing`);
  return { type: "identify", name: null };
}

const textOrNull = (value: unknown): string | null => (value === undefined ? null : String(value));
const addressOf = (page: unknown): string | null => {
  const text = textOrNull(page);
  return text?.startsWith("/") === true ? `https://shop.example${text}` : text;
};

function factOf(raw: unknown, index: number): Fact {
  const where = `event ${index + 1}`;
  const event: GoldenEvent = withKeys(raw, EVENT_KEYS, where);
  const isServer = event.who === "server";
  if (event.who === undefined) refuse(`${where}: who?`);
  return {
    ...BLANK,
    ...typeOf(event, where),
    at: timeOf(event.at, where),
    eventId: event.id === undefined ? `e${String(index + 1).padStart(3, "0")}` : String(event.id),
    visitorId: isServer ? standInOf(event, where) : String(event.who),
    trusted: isServer,
    isBot: event.bot === true,
    userId: textOrNull(event.as),
    previousId: textOrNull(event.alias),
    identifiers: [
      ...(event.email === undefined ? [] : [`email:${String(event.email)}`]),
      ...(event.phone === undefined ? [] : [`phone:${String(event.phone)}`]),
    ],
    pageUrl: addressOf(event.page),
    referrer: textOrNull(event.referrer),
    properties: (event.with ?? {}) as Fact["properties"],
    device: textOrNull(event.device),
    browser: textOrNull(event.browser),
  };
}

/** @throws Error when the text says something that nobody would compare or understand */
export function readGolden(text: string): Golden {
  const file = withKeys(JSON.parse(text), FILE_KEYS, "the file");
  const settings = withKeys(file["settings"] ?? {}, SETTING_KEYS, "settings");
  const { persons } = withKeys(file["expect"], ["persons"], "expect");
  const facts = (file["events"] as unknown[]).flatMap((event) => expand(event)).map(factOf);
  const asOf = timeOf(file["asOf"], "asOf");
  if (facts.some((fact) => fact.at > asOf)) refuse("an event comes after asOf");
  return {
    story: String(file["story"]),
    tells: String(file["tells"]),
    settings: { ...SHOP, ...settings },
    facts,
    asOf,
    persons: (persons as unknown[])
      .flatMap((person) => expand(person))
      .map((person, index) => withKeys(person, PERSON_KEYS, `person ${index + 1}`)),
  };
}
