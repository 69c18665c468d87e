import { setTimeout as sleep } from "node:timers/promises";
import type { BareBrowser } from "./bare-browser.js";
import { type Work, workOf } from "./main-thread.js";

/** Milliseconds for a page to come to rest after what was done on it. */
const REST = 2000;

/** A page in a browser. */
interface Tab {
  run(expression: string): Promise<void>;
  mark(part: string): Promise<void>;
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a page and waits until it is at rest. */
async function openTab({ send }: BareBrowser, browserContextId: string, url: string, slowdown: number): Promise<Tab> {
  const { targetId } = await send<{ targetId: string }>("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await send<{ sessionId: string }>("Target.attachToTarget", { targetId, flatten: true });
  const run = async (expression: string): Promise<void> => {
    const asked = { expression, awaitPromise: true };
    const { exceptionDetails } = await send<{ exceptionDetails?: object }>("Runtime.evaluate", asked, sessionId);
    if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
  };
  const { userAgent } = await send<{ userAgent: string }>("Browser.getVersion");
  await send("Emulation.setUserAgentOverride", { userAgent: userAgent.replace("Headless", "") }, sessionId);
  await send("Page.navigate", { url }, sessionId);
  await run(`new Promise((done) => document.readyState === "complete" ? done() : addEventListener("load", done))`);
  // After the navigation, which may change the process.
  await send("Emulation.setCPUThrottlingRate", { rate: slowdown }, sessionId);
  await sleep(REST);
  return {
    run,
    mark: (part) => run(`void performance.mark("bench:${part}")`),
    leave: async () => void (await send("Page.navigate", { url: "about:blank" }, sessionId)),
    close: async () => void (await send("Target.closeTarget", { targetId })),
  };
}

/** The parts of a visit, in the page's own words. */
const PARTS = {
  load: "startContender()",
  "20 events": "track(20)",
  browsing: "shop.navigate(5).then(shop.scroll).then(shop.subscribe)",
} as const;

export type Part = keyof typeof PARTS | "leaving" | "load again";
export const ALL_PARTS: readonly Part[] = ["load", "20 events", "browsing", "leaving", "load again"];

/**
 * Visits a page in a new profile: loads the contender, lets it work and leaves; then loads it again and again until the
 * browser keeps its compiled code, which it does from the third time on.
 *
 * @param ended hears when a part of the first visit is over
 */
export async function visit(
  browser: BareBrowser,
  url: string,
  slowdown: number,
  ended: (part: string) => void,
): Promise<Map<string, Work>> {
  const { browserContextId } = await browser.send<{ browserContextId: string }>("Target.createBrowserContext");
  const trace = async (run: (tab: Tab) => Promise<void>): Promise<Map<string, Work>> => {
    const tab = await openTab(browser, browserContextId, url, slowdown);
    const events = await browser.trace(() => run(tab));
    await tab.close();
    return workOf(events, "/code/");
  };
  const first = await trace(async (tab) => {
    for (const [part, expression] of Object.entries(PARTS)) {
      await tab.mark(part);
      await tab.run(expression);
      await sleep(REST);
      ended(part);
    }
    await tab.mark("leaving");
    await tab.leave();
    await sleep(REST / 4);
  });
  for (let time = 0; time < 2; time++) {
    const tab = await openTab(browser, browserContextId, url, 1);
    await tab.run(PARTS.load);
    await sleep(REST / 2);
    await tab.close();
  }
  const again = await trace(async (tab) => {
    await tab.mark("load again");
    await tab.run(PARTS.load);
    await sleep(REST);
  });
  await browser.send("Target.disposeBrowserContext", { browserContextId });
  return new Map([...first, ...again]);
}
