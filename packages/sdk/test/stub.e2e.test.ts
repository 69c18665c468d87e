import { eventually } from "@waystitch/testbed";
import { expect, test } from "vitest";
import { STUB } from "../src/stub.js";
import { isReady, settle, useSetting } from "./setting.js";
import { nameOf, pathOf, tagOf } from "./wire.js";

const setting = useSetting(
  (wire, path) => {
    const head = `<!doctype html><title>${path}</title><script>${STUB}</script>`;
    if (path.startsWith("/slow")) return `${head}<a href="/next">next</a>`;
    if (path.startsWith("/twice")) return `${head}${tagOf(wire)}${tagOf(wire)}`;
    if (path.startsWith("/named")) return `<!doctype html><div id="waystitch"></div>${tagOf(wire)}`;
    const attribute = /^\/waits\/(.*)/.exec(path)?.[1];
    if (attribute) return `${head}${tagOf(wire, `data-${attribute}="on"`)}`;
    if (path.startsWith("/pending")) return `${head}${path.includes("tag") ? tagOf(wire, 'data-consent="pending"') : ""}`;
    return `${head}<script>const sdk = window.waystitch; sdk.track("Early", { n: 1 }); sdk.ready(t => t.track("Ready"));</script>${tagOf(wire)}`;
  },
  { oneProfile: true },
);

test("Calls made before the script has loaded are kept, in order, with their time", async () => {
  const { wire, open } = setting();
  const page = await open("/early");
  const events = await wire.waitFor(3);
  expect(events.map(nameOf)).toEqual(["page/early", "Early", "Ready"]);
  expect(events[1]).toMatchObject({ properties: { n: 1 } });
  // The page was opened no later than it made its first call.
  expect(events[0]?.originalTimestamp).toBe(events[1]?.originalTimestamp);
  expect(await page.evaluate("sdk === waystitch && typeof sdk.q")).toBe("undefined");
  await page.evaluate("sdk.track('Late')");
  await wire.waitFor(4);
  expect(wire.requests).toHaveLength(2);
});

test("A second tag changes nothing", async () => {
  const { wire, open } = setting();
  const page = await open("/twice");
  await page.waitForLoadState();
  await page.evaluate(() => window.waystitch?.track("Once"));
  await settle(page);
  expect((await wire.waitFor(2)).map(nameOf)).toEqual(["page/twice", "Once"]);
  expect(wire.stored()).toHaveLength(2);
});

test("A page that has an element with the id waystitch has the tracker, too", async () => {
  const { wire, open } = setting();
  await open("/named");
  await wire.waitFor(1);
});

test("Calls of a page that was left before the script arrived come with the next page", async () => {
  const { wire, site, context } = setting();
  const page = await context.newPage();
  await page.goto(`${site}/slow`);
  await page.evaluate(() => {
    for (let i = 10; i < 30; i++) window.waystitch?.track(`Event ${i}`);
    document.querySelector("a")?.click();
  });
  await page.waitForURL("**/next");
  await isReady(page);
  const events = await wire.waitFor(23);
  expect(events.filter(({ event }) => event?.startsWith("Event")).map(({ event }) => event)).toEqual(
    Array.from({ length: 20 }, (_, index) => `Event ${index + 10}`),
  );
  expect(events.filter(({ event }) => event === "Event 10").map(pathOf)).toEqual(["/slow"]);
  expect(new Set(events.map(({ anonymousId }) => anonymousId)).size).toBe(1);
});

test.each([
  ["the tag says pending", "/pending/tag", () => undefined],
  ["a dialog that speaks TCF is to say", "/waits/tcf", () => undefined],
  ["a dialog that speaks Consent Mode is to say", "/waits/consent-mode", () => undefined],
  ["Do Not Track may count", "/waits/dnt", () => undefined],
  ["the visitor has refused some purposes, and all, before", "/slow", () => localStorage.setItem("ws_consent", 'denied{"ads":false}')],
  ["the visitor was asked before and has not answered", "/slow", () => localStorage.setItem("ws_consent", "pending")],
  ["the page says so", "/pending", () => window.waystitch?.consent("pending")],
  ["the browser says no", "/slow", () => void Object.defineProperty(navigator, "globalPrivacyControl", { value: true })],
])("Calls are not kept for the next page when %s", async (_, path, say) => {
  const { site, wire, context } = setting();
  // The script never arrives.
  await context.route(`${wire.url}/**`, (route) => route.abort());
  const page = await context.newPage();
  await page.goto(site + path);
  await page.evaluate(say);
  await page.evaluate(() => window.waystitch?.track("Early"));
  await page.goto(`${site}/nothing`);
  expect(await page.evaluate(() => localStorage.getItem("ws_early"))).toBeNull();
});

test("Calls that wait for a script that never comes are bounded", async () => {
  const { site, wire, context } = setting();
  await context.route(`${wire.url}/**`, (route) => route.abort());
  const page = await context.newPage();
  for (let visit = 0; visit < 4; visit++) {
    await page.goto(`${site}/slow?${visit}`);
    await page.evaluate(() => window.waystitch?.track("Big", { text: "x".repeat(30_000) }));
  }
  await page.goto(`${site}/slow?last`);
  await eventually(async () => expect(await page.evaluate(() => localStorage.getItem("ws_early")?.length)).toBeLessThan(100_000));
});
