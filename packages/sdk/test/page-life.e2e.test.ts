import { eventually } from "@waystitch/testbed";
import { expect, test } from "vitest";
import { isReady, settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const setting = useSetting(
  (wire, path) => {
    return `<!doctype html><title>${path}</title>${tagOf(wire)}`;
  },
  { backForwardCache: true },
);

test("A page that comes back as it was left is seen again, and the script did not keep it from coming back", async () => {
  const { wire, site, open } = setting();
  const page = await open("/one");
  await wire.waitFor(1);
  await page.evaluate(() => Object.assign(window, { mark: "kept" }));
  await page.goto(`${site}/two`);
  await isReady(page);
  await wire.waitFor(2);
  await page.goBack({ waitUntil: "commit" });
  expect(await page.evaluate("window.mark")).toBe("kept");
  expect((await wire.waitFor(3)).map(nameOf)).toEqual(["page/one", "page/two", "page/one"]);
});

test("A page left in the middle of a request comes back, too, and its events are stored once", async () => {
  const { wire, site, open } = setting();
  const page = await open("/one");
  await wire.waitFor(1);
  wire.answer(() => ({ status: 200, delay: 3000 }));
  await page.evaluate(() => {
    Object.assign(window, { mark: "kept" });
    window.waystitch?.track("Clicked");
  });
  await eventually(() => expect(wire.requests.flatMap(({ events }) => events.map(nameOf))).toContain("Clicked"));
  await page.goto(`${site}/two`);
  await isReady(page);
  expect(wire.requests.filter(({ events }) => events.length === 1 && events[0]?.event === "Clicked")).toHaveLength(1);
  await page.goBack({ waitUntil: "commit" });
  expect(await page.evaluate("window.mark")).toBe("kept");
  const events = await wire.waitFor(4);
  expect(events.map(nameOf)).toEqual(["page/one", "Clicked", "page/two", "page/one"]);
});

test("A page that is rendered ahead is seen when it is opened, and leaves no trace before", async () => {
  const { wire, context, site } = setting();
  await context.addInitScript(() => Object.defineProperty(document, "prerendering", { value: true, configurable: true }));
  const page = await context.newPage();
  await page.goto(`${site}/ahead`);
  await isReady(page);
  await page.evaluate(() => window.waystitch?.track("Ahead"));
  await settle(page);
  expect(wire.requests).toEqual([]);
  expect(await page.evaluate(() => [document.cookie, localStorage.length])).toEqual(["", 0]);
  await page.evaluate(() => document.dispatchEvent(new Event("prerenderingchange")));
  expect((await wire.waitFor(2)).map(nameOf)).toEqual(["Ahead", "page/ahead"]);
});
