import { eventually } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { delivered, settle, undelivered, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const setting = useSetting((wire, path) => `<!doctype html><title>${path}</title>${tagOf(wire)}`);

const TABS = ["/a", "/b", "/c"];
const names = (tab: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${tab} ${index + 10}`);

/** Records a row of events, each in a task of its own, so that tabs do it at once. */
const trackSlowly = (page: Page, list: readonly string[]): Promise<void> =>
  page.evaluate(async (all) => {
    for (const name of all) {
      window.waystitch?.track(name);
      await new Promise((done) => setTimeout(done));
    }
  }, list);

const comeBack = (page: Page): Promise<void> => page.evaluate(() => void dispatchEvent(new Event("online")));

test("Tabs that write at once during an outage lose nothing, and send nothing twice when it is over", async () => {
  const { wire, open } = setting();
  wire.answer(() => ({ status: 503, headers: { "retry-after": "3600" } }));
  const tabs: Page[] = [];
  for (const path of TABS) tabs.push(await open(path));
  await Promise.all(tabs.map((page, index) => trackSlowly(page, names(`${TABS[index]}`, 30))));
  for (const page of tabs) await settle(page);
  expect(wire.stored()).toEqual([]);
  for (const page of tabs) await eventually(async () => expect(await undelivered(page)).toHaveLength(93));
  wire.answer(() => ({ status: 200 }));
  await Promise.all(tabs.map(comeBack));
  await wire.waitFor(93);
  for (const page of tabs) await delivered(page);
  for (const page of tabs) await settle(page);
  const stored = wire.stored();
  expect(new Set(stored.map(({ messageId }) => messageId)).size).toBe(93);
  expect(stored).toHaveLength(93);
  expect(stored.map(nameOf).sort()).toEqual(TABS.flatMap((path) => [...names(path, 30), `page${path}`]).sort());
});

test("Tabs that write at once while all is well send every event once", async () => {
  const { wire, open } = setting();
  const tabs: Page[] = [];
  for (const path of TABS) tabs.push(await open(path));
  await Promise.all(tabs.map((page, index) => trackSlowly(page, names(`${TABS[index]}`, 30))));
  await wire.waitFor(93);
  for (const page of tabs) await delivered(page);
  for (const page of tabs) await settle(page);
  expect(wire.stored()).toHaveLength(93);
});

test("A tab that is closed while another one sends leaves nothing behind", async () => {
  const { wire, open } = setting();
  wire.answer(() => ({ status: 503, headers: { "retry-after": "3600" } }));
  const closed = await open("/closed");
  const other = await open("/other");
  await trackSlowly(closed, names("/closed", 20));
  await trackSlowly(other, names("/other", 20));
  for (const page of [closed, other]) await settle(page);
  const before = wire.requests.length;
  wire.answer(() => ({ status: 200, delay: 500 }));
  await comeBack(other);
  await eventually(() => expect(wire.requests.length).toBeGreaterThan(before));
  await closed.close();
  const events = await wire.waitFor(42);
  expect(events.map(nameOf).sort()).toEqual(["page/closed", "page/other", ...names("/closed", 20), ...names("/other", 20)].sort());
  await delivered(other);
  await settle(other);
  // What the closed one sent with its last breath, the other one was sending, too; no other tab ever sends it again.
  const times = new Map<string, number>();
  for (const { messageId } of wire.stored()) times.set(messageId, (times.get(messageId) ?? 0) + 1);
  expect(Math.max(...times.values())).toBeLessThanOrEqual(2);
  expect(wire.stored().filter((event) => /other/.test(nameOf(event)))).toHaveLength(21);
});

test("What one tab had to drop, the next event of any tab reports, once", async () => {
  const { wire, open } = setting();
  wire.answer(() => ({ status: 503, headers: { "retry-after": "3600" } }));
  const first = await open("/first");
  const second = await open("/second");
  await eventually(() => expect(wire.requests.length).toBeGreaterThan(0));
  const dropped = await first.evaluate(async () => {
    let count = 0;
    window.waystitch?.on("error", ({ code, detail }) => {
      if (code === "dropped") count += Number(detail);
    });
    for (let i = 0; i < 1010; i++) window.waystitch?.track(`Event ${i}`);
    dispatchEvent(new Event("online"));
    await new Promise((done) => setTimeout(done));
    await navigator.locks.request("waystitch:wk_test:", () => {});
    return count;
  });
  expect(dropped).toBe(12);
  await second.waitForFunction(() => localStorage.getItem("ws_dropped") === "12");
  await second.evaluate(() => {
    window.waystitch?.track("Tells");
    window.waystitch?.track("Tells no more");
  });
  wire.answer(() => ({ status: 200 }));
  await comeBack(second);
  await eventually(() => expect(wire.stored().map(nameOf)).toContain("Tells no more"));
  const told = wire.stored().filter(({ context }) => context?.["dropped"] !== undefined);
  expect(told.map((event) => [nameOf(event), event.context?.["dropped"]])).toEqual([["Tells", 12]]);
});
