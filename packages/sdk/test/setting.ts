import { type BrowserOptions, eventually, startBrowser, type TestBrowser } from "@waystitch/testbed";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { startSite, startWire, type Wire } from "./wire.js";

/** What a browser test stands on, anew for each test: a collector's wire, a site and a browser profile. */
export interface Setting {
  readonly wire: Wire;
  readonly site: string;
  readonly context: BrowserContext;
  /** Opens a page of the site and waits until the script is there. */
  open(path?: string): Promise<Page>;
}

/** How a file's tests are set up. */
export interface SettingOptions extends BrowserOptions {
  /**
   * True keeps one browser profile for all tests of the file: cheaper by half. Each test has an origin of its own all the same, and
   * cookies and routes are cleared; init scripts are not.
   */
  readonly oneProfile?: boolean;
}

/** Leaves nothing of a test in a profile. */
async function clear(context: BrowserContext): Promise<void> {
  await context.unrouteAll();
  await context.clearCookies();
  const [first, ...others] = context.pages();
  for (const page of others) await page.close();
  await first?.goto("about:blank");
}

/**
 * Starts a browser for the test file and the rest for each test.
 * @param pageAt the HTML of the site's pages, which may use the wire's address
 */
export function useSetting(pageAt: (wire: Wire, path: string) => string, options: SettingOptions = {}): () => Setting {
  let browser: TestBrowser;
  let kept: BrowserContext | undefined;
  let setting: Setting;
  let closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await startBrowser(options);
    if (options.oneProfile !== true) return;
    kept = await browser.newContext();
    // Without a page its window would go.
    await kept.newPage();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    const wire = await startWire();
    const site = await startSite((path) => pageAt(wire, path));
    const context = kept ?? (await browser.newContext());
    closers = [() => (kept === undefined ? context.close() : clear(context)), site.close, wire.close];
    const open = async (path = "/"): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(site.url + path);
      await isReady(page);
      return page;
    };
    setting = { wire, site: site.url, context, open };
  });
  afterEach(async () => {
    for (const close of closers) await close();
  });
  return () => setting;
}

/** Waits until the script has run in a page, with the parts it has loaded. */
export async function isReady(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { waystitch } = window as { waystitch?: { version?: string; parts?: Record<string, boolean> } };
    const parts = [...document.scripts].map(({ src }) => /waystitch-(activity|shops)\.js/.exec(src)?.[1]);
    return waystitch?.version && parts.every((part) => !part || waystitch.parts?.[part]);
  });
}

/**
 * Lets everything run that a page has already scheduled: two tasks, and one answered request.
 * @param sending false when no answer is to be waited for
 */
export async function settle(page: Page, sending = true): Promise<void> {
  await page.evaluate(async (wait) => {
    for (let i = 0; i < 3; i++) {
      await new Promise((done) => setTimeout(done));
      if (wait) await navigator.locks.request("waystitch:wk_test:", async () => {});
    }
  }, sending);
}

/** The keys under which the browser keeps what the collector has not yet taken. */
export const undelivered = (page: Page): Promise<string[]> =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("waystitch:wk_")));

/** Waits until the collector has answered all that was recorded, and the page knows. */
export const delivered = (page: Page): Promise<void> => eventually(async () => expect(await undelivered(page)).toEqual([]));
