import world from "./data/world.json" with { type: "json" };

const APPS: ReadonlyMap<string, string> = new Map(Object.entries(world.inAppBrowsers.sources));

/**
 * The app whose built-in browser showed a page, as a source: `zalo` for `Zalo 24`; `null` for a browser of its own, such as
 * Cốc Cốc, which proves no source.
 */
export function appOf(browser: string | null): string | null {
  if (browser === null) return null;
  const version = browser.lastIndexOf(" ");
  return APPS.get((version === -1 ? browser : browser.slice(0, version)).toLowerCase()) ?? null;
}
