import { readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { BACK_FORWARD_CACHE_OFF, BROWSER_FLAGS, type BrowserOptions, findChromium } from "./browser.js";
import { isAlive } from "./is-alive.js";

/** A tab of a visitor's browser. */
export interface VisitorTab {
  /** Opens an address and waits until the page has been read. */
  goTo(url: string): Promise<void>;
  /**
   * Runs a script in the page.
   * @returns what the script came to, as JSON can carry it; nothing when the page was gone before it could say
   */
  run(script: string): Promise<unknown>;
  /** Clicks on an element, as a mouse does. */
  click(selector: string): Promise<void>;
}

/** A browser with a profile on disk, as visitors have: what it stored is there when it is started again. */
export interface VisitorBrowser {
  openTab(): Promise<VisitorTab>;
  /** Whether pages hear that there is no network. Others' connections are not cut by it everywhere. */
  setOffline(isOffline: boolean): Promise<void>;
  /** Closes it, as a visitor does. */
  quit(): Promise<void>;
  /** Kills all its processes at once with SIGKILL, as a lost battery does. */
  kill(): Promise<void>;
}

/** @param profile the folder of the profile; a new one when it is empty */
export type StartVisitorBrowser = (profile: string) => Promise<VisitorBrowser>;

/** Names beside localhost that lead to this machine; `shop.test` is no secure context, `shop.localhost` is. */
const HOSTS = "--host-resolver-rules=MAP shop.test 127.0.0.1, MAP shop.localhost 127.0.0.1";

function tabOf(page: Page): VisitorTab {
  return {
    async goTo(url) {
      // Not until it has loaded: a script that never comes would be waited for.
      await page.goto(url, { waitUntil: "domcontentloaded" });
    },
    run: (script) => page.evaluate(script).catch(() => undefined),
    click: (selector) => page.click(selector, { noWaitAfter: true }),
  };
}

/** Chromium names its main process in its profile, as `host-pid`. */
const pidIn = (profile: string): number => Number(readlinkSync(`${profile}/SingletonLock`).replace(/.*-/, ""));

async function kill(context: BrowserContext, pid: number): Promise<void> {
  // Playwright starts it as the leader of its process group.
  process.kill(-pid, "SIGKILL");
  while (isAlive(pid)) await sleep(5);
  await context.close().catch(() => {});
}

/**
 * Starts a headless Chromium.
 * @param options.backForwardCache whether pages that were left may live on for the way back; by default not, so that they are gone, as
 * pages are that listen to `unload` or hold a connection: https://web.dev/articles/bfcache
 */
export const startVisitorChromium = async (profile: string, { backForwardCache = false }: BrowserOptions = {}): Promise<VisitorBrowser> => {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: [...BROWSER_FLAGS, HOSTS],
    ignoreDefaultArgs: backForwardCache ? [BACK_FORWARD_CACHE_OFF] : [],
  });
  const pid = pidIn(profile);
  return {
    openTab: async () => tabOf(await context.newPage()),
    setOffline: (isOffline) => context.setOffline(isOffline),
    quit: () => context.close(),
    kill: () => kill(context, pid),
  };
};
