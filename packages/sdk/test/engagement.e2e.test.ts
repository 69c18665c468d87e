import type { WireEvent } from "@waystitch/protocol";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { delivered, isReady, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const START = Date.UTC(2026, 10, 22, 2);

const setting = useSetting(
  (wire, path) => {
    const attributes = `data-engagement="${path.startsWith("/off") ? "off" : "on"}"`;
    const body = path.startsWith("/long")
      ? `<div id="list" style="height:100px;overflow:auto"><p style="height:900px"></p></div><p style="height:5000px"></p>`
      : "";
    return `<!doctype html><title>${path}</title>${tagOf(wire, attributes)}${body}`;
  },
  { backForwardCache: true },
);

/** A page whose clock stands still unless a test moves it; what came before has been told. */
async function openStill(path: string): Promise<Page> {
  const { context, wire, open } = setting();
  await context.clock.install({ time: START });
  const page = await open(path);
  await delivered(page);
  await page.clock.pauseAt(START + 60_000);
  await show(page, false);
  await wire.waitFor(2);
  return page;
}

/** Another tab comes to the front, or this one. */
const show = (page: Page, isVisible: boolean): Promise<void> =>
  page.evaluate((visible) => {
    Object.defineProperty(document, "hidden", { value: !visible, configurable: true });
    Object.defineProperty(document, "visibilityState", { value: visible ? "visible" : "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, isVisible);

/**
 * Lets time pass. Requests are real, and how long they may take is told by the same clock: what the page has recorded by now is sent
 * and answered before, or it would count as failed and wait for a time that never comes.
 */
async function wait(page: Page, ms: number): Promise<void> {
  await page.clock.runFor(1);
  await delivered(page);
  await page.clock.runFor(ms - 1);
}

const sign = (page: Page, name = "pointermove"): Promise<void> =>
  page.evaluate((type) => void document.body.dispatchEvent(new Event(type, { bubbles: true })), name);

/** Scrolls to a share of the way down, and waits until the page has heard of it, which takes a frame; if there is a way. */
const scroll = (page: Page, share: number): Promise<void> =>
  page.evaluate(async (part) => {
    const heard = new Promise((done) => document.addEventListener("scroll", done, { once: true }));
    const before = scrollY;
    scrollTo(0, part * (document.documentElement.scrollHeight - innerHeight));
    if (scrollY === before) document.dispatchEvent(new Event("scroll"));
    await heard;
  }, share);

const told = (event: WireEvent | undefined) => event && { at: Date.parse(event.originalTimestamp ?? "") - START, ...event.properties };

/** What was told from the third event on, after so many in all. */
const toldAfter = async (count: number) => (await setting().wire.waitFor(count)).slice(2).map(told);

test("A page that is left tells how long it was looked at and how far down, with its last request", async () => {
  const { wire, site, open } = setting();
  const page = await open("/long");
  await page.evaluate(() => scrollTo(0, 1e9));
  await page.waitForTimeout(1200);
  await page.goto(`${site}/next`);
  const events = await wire.waitFor(3);
  expect(events.map(nameOf)).toEqual(["page/long", "Page Engaged", "page/next"]);
  expect(events[1]?.context).toMatchObject({ capture: "engagement", page: { url: `${site}/long` } });
  expect(events[1]?.properties).toEqual({ engaged_ms: expect.any(Number), scroll_percent: 100 });
  expect(events[1]?.properties?.["engaged_ms"]).toBeGreaterThanOrEqual(1000);
});

test("A tab that is closed tells it, too", async () => {
  const { wire, open } = setting();
  const page = await open("/");
  await page.waitForTimeout(1200);
  await page.close();
  expect((await wire.waitFor(2)).map(nameOf)).toEqual(["page/", "Page Engaged"]);
});

test("Only the time in which somebody can see the page counts, each time what came since the last", async () => {
  const page = await openStill("/");
  await wait(page, 600_000);
  await show(page, true);
  await wait(page, 5000);
  await show(page, false);
  await wait(page, 600_000);
  await show(page, true);
  await wait(page, 7000);
  await show(page, false);
  expect(await toldAfter(4)).toEqual([
    { at: 665_000, engaged_ms: 5000, scroll_percent: 0 },
    { at: 1_272_000, engaged_ms: 7000, scroll_percent: 0 },
  ]);
});

test("A glance of less than a second is not told", async () => {
  const { wire, site } = setting();
  const page = await openStill("/");
  await show(page, true);
  await wait(page, 999);
  await show(page, false);
  await page.goto(`${site}/off`);
  await page.clock.resume();
  expect((await wire.waitFor(3)).map(nameOf)).toEqual(["page/", "Page Engaged", "page/off"]);
});

test("Whoever does nothing is there for half a minute more, and that is when the event was", async () => {
  const page = await openStill("/");
  await show(page, true);
  await wait(page, 5000);
  await sign(page);
  await wait(page, 2 * 60 * 60_000);
  await show(page, false);
  expect(await toldAfter(3)).toEqual([{ at: 95_000, engaged_ms: 35_000, scroll_percent: 0 }]);
});

test("Pointer, keys and scrolling are signs of somebody; parts of the page that scroll by themselves are not", async () => {
  const page = await openStill("/long");
  await show(page, true);
  for (const name of ["pointerdown", "pointermove", "keydown"]) {
    await wait(page, 30_000);
    await sign(page, name);
  }
  await wait(page, 30_000);
  await scroll(page, 0.5);
  await wait(page, 30_000);
  await page.evaluate(() => document.getElementById("list")?.dispatchEvent(new Event("scroll")));
  await wait(page, 30_000);
  await show(page, false);
  expect(await toldAfter(3)).toEqual([{ at: 210_000, engaged_ms: 150_000, scroll_percent: 50 }]);
});

test("How far down is the farthest since the last time, and never more than the whole way", async () => {
  const page = await openStill("/long");
  await show(page, true);
  for (const share of [0.25, 0.8, 0.1]) await scroll(page, share);
  await wait(page, 2000);
  await show(page, false);
  await show(page, true);
  await scroll(page, 0.3);
  await wait(page, 2000);
  await show(page, false);
  // Where the end of the page springs back, the position is beyond it for a moment.
  await page.evaluate(() => Object.defineProperty(window, "scrollY", { value: 9e9 }));
  await show(page, true);
  await scroll(page, 1);
  await wait(page, 2000);
  await show(page, false);
  expect((await toldAfter(5)).map((event) => event && "scroll_percent" in event && event.scroll_percent)).toEqual([80, 30, 100]);
});

test("A page without a way to scroll tells zero", async () => {
  const page = await openStill("/");
  await show(page, true);
  await scroll(page, 1);
  await wait(page, 2000);
  await show(page, false);
  expect(await toldAfter(3)).toMatchObject([{ scroll_percent: 0 }]);
});

test("Another view closes the one before it, which is told under its own address", async () => {
  const { wire, site } = setting();
  const page = await openStill("/long?q=1");
  await show(page, true);
  await scroll(page, 0.5);
  await wait(page, 4000);
  await page.evaluate(() => {
    history.replaceState(null, "", "/long?q=2#part");
    history.pushState(null, "", "/view");
  });
  await wait(page, 3000);
  await show(page, false);
  const events = (await wire.waitFor(5)).slice(2);
  expect(events.map(nameOf)).toEqual(["page/view", "Page Engaged", "Page Engaged"]);
  expect(events.map(({ context }) => context?.page?.url)).toEqual([`${site}/view`, `${site}/long?q=1`, `${site}/view`]);
  expect(events.map(told)).toMatchObject([{}, { engaged_ms: 4000, scroll_percent: 50 }, { engaged_ms: 3000, scroll_percent: 0 }]);
});

test("A page rendered ahead counts from when it is opened", async () => {
  const { context, wire, site } = setting();
  await context.clock.install({ time: START });
  await context.addInitScript(() => {
    Object.defineProperty(document, "prerendering", { value: true, configurable: true });
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
  });
  const page = await context.newPage();
  await page.goto(`${site}/ahead`);
  await isReady(page);
  // Nothing is sent before it is opened.
  await page.clock.pauseAt(START + 60_000);
  await show(page, true);
  await page.evaluate(() => document.dispatchEvent(new Event("prerenderingchange")));
  await wait(page, 3000);
  await show(page, false);
  const events = await wire.waitFor(2);
  expect(events.map(nameOf)).toEqual(["page/ahead", "Page Engaged"]);
  expect(told(events[1])).toEqual({ at: 63_000, engaged_ms: 3000, scroll_percent: 0 });
});

test("A page that comes back as it was left counts from then on", async () => {
  const { context, wire, site, open } = setting();
  await context.clock.install({ time: START });
  const page = await open("/back");
  await delivered(page);
  await page.clock.pauseAt(START + 60_000);
  await page.evaluate(() => Object.assign(window, { mark: "kept" }));
  await page.goto(`${site}/off`);
  await wait(page, 600_000);
  await wire.waitFor(3);
  await page.goBack({ waitUntil: "commit" });
  expect(await page.evaluate("window.mark")).toBe("kept");
  await wait(page, 4000);
  await page.goto(`${site}/off`);
  await page.clock.runFor(10);
  const events = (await wire.waitFor(6)).filter(({ event }) => event === "Page Engaged");
  expect(events.map(({ properties }) => properties?.["engaged_ms"])).toEqual([30_000, 4000]);
});

test("A site can have none of this", async () => {
  const { wire, site, open } = setting();
  const page = await open("/off");
  await page.waitForTimeout(1200);
  await page.goto(`${site}/off/next`);
  expect((await wire.waitFor(2)).map(nameOf)).toEqual(["page/off", "page/off/next"]);
});
