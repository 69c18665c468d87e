import type { JsonObject } from "@waystitch/protocol";
import type { Chance } from "../chance.js";
import browsers from "../data/browsers.json" with { type: "json" };
import delivery from "../data/delivery.json" with { type: "json" };
import names from "../data/names.json" with { type: "json" };
import type { Device } from "./recorder.js";
import type { Way } from "./ways.js";

/** Somebody who may come to the shop. */
export interface Who {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly userId: string;
  readonly province: (typeof delivery.provinces)[number];
  /** What they leave in a form: an e-mail address, a phone number or both. */
  readonly leaves: JsonObject;
  readonly first: Device;
  /** Their other device. */
  readonly second: Device;
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

/**
 * A number of the form that Vietnam's have. No range is kept for examples; these begin with digits that are given out, and whose number one
 * is, nobody hears: the collector keeps a keyed hash.
 */
const PREFIXES = ["86", "96", "97", "98", "32", "33", "34", "35", "36", "90"];
const LINES = 10_000_000;

/** Nobody else of the same run has it: a step that has no factor in common with the number of lines. */
function phoneOf(index: number, offset: number): string {
  const line = (index * 7_654_321 + offset) % LINES;
  return `+84${PREFIXES[index % PREFIXES.length]}${String(line).padStart(7, "0")}`;
}

const phoneBrowser = (chance: Chance): string => chance.share(browsers.phone).userAgent;
const desktopBrowser = (chance: Chance): string => chance.share(browsers.desktop).userAgent;

/** The browser inside an app in which advertisements of that app open. */
function appBrowser({ app, appShare }: Way, chance: Chance): string | null {
  if (app === undefined || !chance.happens(appShare ?? 0)) return null;
  return Object.entries(browsers.apps).find(([name]) => name === app)?.[1] ?? null;
}

/**
 * Makes somebody up.
 * @param key names the run
 * @param index whose number it is in the run
 */
export function whoIs(key: string, index: number, way: Way, chance: Chance, suffix = ""): Who {
  const [family, middle, given] = [chance.named(names.family), chance.pick(names.middle), chance.pick(names.given)];
  const id = `${key}-${index.toString(36)}${suffix}`;
  const email = `${plain(given)}.${plain(family)}.${id.replace("-", "")}@${chance.named(names.mailDomains)}`;
  const phone = phoneOf(index + (suffix === "" ? 0 : LINES / 2), Number.parseInt(key.slice(0, 5), 36));
  const isOnPhone = chance.happens(way.phone ?? 0.7);
  const [one, other] = [phoneBrowser(chance), desktopBrowser(chance)];
  const leaves = chance.happens(0.62) ? { email } : chance.happens(0.55) ? { phone } : { email, phone };
  return {
    name: `${family} ${middle} ${given}`,
    email,
    phone,
    userId: `kh-${id}`,
    province: chance.share(delivery.provinces),
    leaves,
    first: { visitorId: `${id}-1`, userAgent: isOnPhone ? (appBrowser(way, chance) ?? one) : other, userId: null },
    second: { visitorId: `${id}-2`, userAgent: isOnPhone ? other : one, userId: null },
  };
}

/** Somebody who is a program. */
export const robotAgent = (chance: Chance): string => chance.share(browsers.robots).userAgent;
