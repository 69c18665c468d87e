import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** A Chromium; `newContext()` is a new profile: no cookies, no storage. */
export type TestBrowser = Browser;

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** For a Chromium that is nobody's own. */
export const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What Playwright starts a Chromium with unless told otherwise. */
export const BACK_FORWARD_CACHE_OFF = "--disable-back-forward-cache";

/** @throws when there is none, saying what to set */
export function findChromium(): string {
  const named = process.env["WAYSTITCH_CHROMIUM"]?.trim();
  const found = named ? (existsSync(named) ? named : undefined) : USUAL_PLACES.find((path) => existsSync(path));
  if (found) return found;
  throw new Error(`There is no Chromium at ${named ?? "any usual place"}. Set WAYSTITCH_CHROMIUM to the path of a Chromium or Chrome.`);
}

/** Debian's Chromium without what draws its windows: pages are the same to it, and a new profile or page costs a third. */
const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

/** What shows pages to tests. Whoever names a Chromium gets that one, unless they name a shell, too. */
function findLightest(): string {
  const named = process.env["WAYSTITCH_HEADLESS_SHELL"]?.trim();
  if (named) return named;
  return process.env["WAYSTITCH_CHROMIUM"]?.trim() || !existsSync(HEADLESS_SHELL) ? findChromium() : HEADLESS_SHELL;
}

export interface BrowserOptions {
  /** True keeps pages that were left for the way back, as visitors' browsers do; Playwright switches that off. */
  readonly backForwardCache?: boolean;
  /** True starts the whole Chromium, which opens a tab for the middle button, too. */
  readonly windows?: boolean;
  /** Host names that lead to this machine, such as `shop.test`. */
  readonly hosts?: readonly string[];
}

/** Starts a headless Chromium of this machine. Close it with `close()`. */
export async function startBrowser({ backForwardCache = false, windows = false, hosts = [] }: BrowserOptions = {}): Promise<TestBrowser> {
  const rules = hosts.map((host) => `MAP ${host} 127.0.0.1`).join(",");
  const args = [...BROWSER_FLAGS, ...(rules === "" ? [] : [`--host-resolver-rules=${rules}`])];
  const ignoreDefaultArgs = backForwardCache ? [BACK_FORWARD_CACHE_OFF] : [];
  // The shell keeps no page for the way back.
  const executablePath = backForwardCache || windows ? findChromium() : findLightest();
  return await chromium.launch({ executablePath, headless: true, args, ignoreDefaultArgs });
}
