import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { isReady, settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const GTAG = "window.dataLayer = window.dataLayer || []; window.gtag = function () { dataLayer.push(arguments); };";
const DENIED =
  "{ analytics_storage: 'denied', ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied', wait_for_update: 500 }";

const setting = useSetting((wire, path) => {
  const known = path.startsWith("/count") ? 'gtag("consent", "update", { analytics_storage: "denied" });' : "";
  const head = /^\/(late|module)/.test(path) ? "" : `<script>${GTAG} gtag("consent", "default", ${DENIED});${known}</script>`;
  if (path.startsWith("/module"))
    return `<!doctype html><script type="module">
      import { createTracker } from "${wire.url}/waystitch.mjs";
      import { more } from "${wire.url}/waystitch-more.mjs";
      window.waystitch = createTracker({ writeKey: "wk_test", collector: "${wire.url}", consentMode: "google" }, more);
    </script>`;
  if (path.startsWith("/off")) return `<!doctype html><title>${path}</title>${tagOf(wire, 'data-tcf="off" data-consent-mode="off"')}`;
  const counting = path.startsWith("/count") ? 'data-denied="count"' : "";
  return `<!doctype html><title>${path}</title>${head}${tagOf(wire, `data-consent-mode="google" ${counting}`)}`;
});

const traces = () => [document.cookie, ...Object.keys(localStorage).sort()];
const update = (page: Page, analytics: "granted" | "denied", ads: "granted" | "denied" = "denied") =>
  page.evaluate(`gtag("consent", "update", { analytics_storage: "${analytics}", ad_storage: "${ads}" })`);
const purposes = (analytics_storage: boolean, ad_storage: boolean) => ({
  categoryPreferences: { analytics_storage, ad_storage, ad_user_data: false, ad_personalization: false },
});

test("Before the visitor has chosen, events wait in memory; a yes sends them, and a later no deletes the id", async () => {
  const { wire, open } = setting();
  const page = await open("/first");
  await page.evaluate(() => window.waystitch?.track("Waits"));
  await settle(page);
  expect(wire.requests).toEqual([]);
  expect(await page.evaluate(traces)).toEqual([""]);
  await update(page, "granted");
  expect((await wire.waitFor(2)).map(nameOf)).toEqual(["page/first", "Waits"]);
  await update(page, "denied");
  expect(await page.evaluate(traces)).toEqual(["", "ws_consent"]);
  await page.evaluate(() => window.waystitch?.track("Never"));
  await settle(page);
  expect(wire.stored()).toHaveLength(2);
});

test("A dialog that the tag says is off is not waited for", async () => {
  const { wire, open } = setting();
  await open("/off");
  expect((await wire.waitFor(1)).map(nameOf)).toEqual(["page/off"]);
});

test("After a no nothing leaves any more, also when the page is left at once", async () => {
  const { wire, open } = setting();
  const page = await open("/first");
  await update(page, "granted");
  await wire.waitFor(1);
  await page.evaluate(() => {
    window.waystitch?.track("Waits");
    (window as unknown as { gtag(...args: unknown[]): void }).gtag("consent", "update", { analytics_storage: "denied" });
    location.assign("about:blank");
  });
  await page.waitForURL("about:blank");
  expect(wire.requests).toHaveLength(1);
});

test("What the visitor said to each purpose stands in events by Google's names, and follows each update", async () => {
  const { wire, open } = setting();
  const page = await open("/first");
  await update(page, "granted");
  await page.evaluate(() => window.waystitch?.track("One"));
  await page.evaluate(`gtag("consent", "update", { ad_storage: "granted" }); waystitch.track("Two")`);
  const [view, one, two] = await wire.waitFor(3);
  expect(view?.context).toMatchObject({ consent: purposes(true, false) });
  expect(one?.context).toMatchObject({ consent: purposes(true, false) });
  expect(two?.context).toMatchObject({ consent: purposes(true, true) });
});

test("What was chosen on an earlier page does not count until the dialog has said so again", async () => {
  const { wire, open } = setting();
  await update(await open("/first"), "granted");
  await wire.waitFor(1);
  const page = await open("/second");
  await settle(page);
  expect(wire.stored()).toHaveLength(1);
  await update(page, "granted");
  const [first, second] = await wire.waitFor(2);
  expect(second?.anonymousId).toBe(first?.anonymousId);
});

test("A dialog that makes or replaces the data layer later, and pushes arrays, is heard, too", async () => {
  const { wire, open } = setting();
  const page = await open("/late");
  await settle(page);
  expect(wire.requests).toEqual([]);
  await page.evaluate("window.dataLayer = [['consent', 'default', { analytics_storage: 'denied' }]]");
  await page.evaluate("window.dataLayer = [{ event: 'gtm.js' }, ['consent', 'update', { analytics_storage: 'granted' }]]");
  await wire.waitFor(1);
  await page.evaluate("dataLayer.push(['consent', 'update', { analytics_storage: 'denied' }])");
  expect(await page.evaluate(traces)).toEqual(["", "ws_consent"]);
});

test("A default that grants opens, unless one for some regions of the same script does not", async () => {
  const { wire, open } = setting();
  const granted = 'gtag("consent", "default", { analytics_storage: "granted" })';
  const page = await open("/late");
  await page.evaluate(`${GTAG} ${granted}`);
  await wire.waitFor(1);
  const other = await open("/late");
  await other.evaluate(`${GTAG} ${granted}; gtag("consent", "default", { analytics_storage: "denied", region: ["DE"] })`);
  await settle(other);
  await settle(other);
  expect(wire.requests).toHaveLength(1);
});

test("Global Privacy Control overrules what the dialog says", async () => {
  const { wire, context, open } = setting();
  await context.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
  const page = await open("/first");
  await update(page, "granted");
  await settle(page);
  expect(wire.requests).toEqual([]);
  expect(await page.evaluate(traces)).toEqual([""]);
});

test("A visitor whose no is known when the page opens is counted where the site counts", async () => {
  const { wire, open } = setting();
  const page = await open("/count");
  await wire.waitFor(1);
  expect(await page.evaluate(traces)).toEqual(["", "ws_consent"]);
});

test("The module takes the same from npm, and without the file nothing leaves", async () => {
  const { wire, context, site } = setting();
  const page = await context.newPage();
  await page.goto(`${site}/module`);
  await isReady(page);
  await page.evaluate(`${GTAG} gtag("consent", "update", { analytics_storage: "granted" })`);
  await wire.waitFor(1);
  await context.route("**/waystitch-full.js", (route) => route.abort());
  await context.clock.install();
  const blocked = await context.newPage();
  await blocked.goto(`${site}/first`);
  await update(blocked, "granted");
  await blocked.clock.runFor(60_000);
  await blocked.goto("about:blank");
  expect(wire.stored()).toHaveLength(1);
});

test("Entries are passed on as they are, and hostile ones do not reach the page", async () => {
  const { wire, context, site } = setting();
  const page = await context.newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  await page.goto(`${site}/first`);
  await isReady(page);
  await settle(page);
  const [length, same] = (await page.evaluate(`{
    const hostile = { get 0() { throw new Error("hostile"); } };
    const entry = Object.freeze(["consent", "update", Object.freeze({ analytics_storage: "granted" })]);
    const count = dataLayer.length;
    [dataLayer.push(hostile, null, ["consent", "update"], ["consent", "default", null], ["consent", Symbol(), {}], entry) - count, dataLayer.at(-1) === entry];
  }`)) as [number, boolean];
  expect([length, same]).toEqual([6, true]);
  await wire.waitFor(1);
  expect(failures).toEqual([]);
});
