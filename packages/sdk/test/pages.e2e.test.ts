import { describe, expect, test } from "vitest";
import { settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const setting = useSetting((wire, path) => {
  const attributes = path.startsWith("/hash") ? 'data-routing="hash"' : path.startsWith("/manual") ? 'data-pages="off"' : "";
  return `<!doctype html><title>Page ${path}</title>${tagOf(wire, attributes)}`;
});

/** What a page does, and how many page views that is. */
const NAVIGATIONS: readonly [what: string, act: () => unknown, views: number][] = [
  ["a push of a new address", () => history.pushState(null, "", "/new"), 1],
  ["a push of the same address", () => history.pushState(null, "", location.href), 0],
  ["a replacement of the query", () => history.replaceState(null, "", "?q=1"), 0],
  ["three replacements of the query", () => [2, 3, 4].map((q) => history.replaceState(null, "", `?q=${q}`)), 0],
  ["a replacement of the path", () => history.replaceState(null, "", "/other"), 1],
  ["a change of the fragment", () => location.assign("#part"), 0],
  ["the way back to another address", () => history.back(), 1],
  ["five pushes in one task", () => [1, 2, 3, 4, 5].map((n) => history.pushState(null, "", `/five/${n}`)), 1],
  ["a push that is replaced in the same task", () => [history.pushState(null, "", "/first"), history.replaceState(null, "", "/last")], 1],
  ["a push that is undone in the same task", () => [history.pushState(null, "", "/away"), history.pushState(null, "", "/start")], 0],
];

describe.each([
  ["the Navigation API", () => undefined],
  ["a patched history", () => Reflect.deleteProperty(window, "navigation")],
])("with %s", (_, prepare) => {
  test.each(NAVIGATIONS)("%s counts as it should", async (what, act, views) => {
    const { context, wire, open } = setting();
    await context.addInitScript(prepare);
    const page = await open("/before");
    await page.evaluate(() => history.pushState(null, "", "/start"));
    await wire.waitFor(2);
    await page.evaluate(act);
    if (what.startsWith("the way back")) await page.waitForURL("**/before");
    await settle(page);
    await page.evaluate(() => window.waystitch?.track("Done"));
    expect((await wire.waitFor(3 + views)).slice(2).map(nameOf)).toEqual([
      ...Array(views).fill(`page${new URL(page.url()).pathname}`),
      "Done",
    ]);
  });
});

test("A first page view tells where it is and where from", async () => {
  const { wire, site, context } = setting();
  const page = await context.newPage();
  await page.goto(`${site}/landing?utm_source=facebook&utm_medium=paid&utm_campaign=he&gclid=abc#token`, {
    referer: "https://www.google.com/",
  });
  const [view] = await wire.waitFor(1);
  expect(view).toMatchObject({
    type: "page",
    messageId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    anonymousId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    originalTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    context: {
      page: {
        url: `${site}/landing?utm_source=facebook&utm_medium=paid&utm_campaign=he&gclid=abc`,
        title: "Page /landing?utm_source=facebook&utm_medium=paid&utm_campaign=he&gclid=abc",
        referrer: "https://www.google.com/",
      },
      library: { name: "waystitch", version: "0.1.0" },
    },
  });
  expect(view?.context).not.toHaveProperty("dropped");
});

test("A page view without a new document came from the page before it", async () => {
  const { wire, site, open } = setting();
  const page = await open("/one");
  await page.evaluate(() => history.pushState(null, "", "/two#part"));
  const [, second] = await wire.waitFor(2);
  expect(second?.context?.page).toMatchObject({ url: `${site}/two`, referrer: `${site}/one` });
});

test("A push right before the page is left still counts", async () => {
  const { wire, site, open } = setting();
  const page = await open("/one");
  await wire.waitFor(1);
  await page.evaluate((next) => {
    history.pushState(null, "", "/two");
    location.href = next;
  }, `${site}/three`);
  expect((await wire.waitFor(3)).map(nameOf)).toEqual(["page/one", "page/two", "page/three"]);
});

test("The fragment names the page where the site says so", async () => {
  const { wire, open } = setting();
  const page = await open("/hash#/cart");
  await wire.waitFor(1);
  await page.evaluate(() => location.assign("#/checkout"));
  await wire.waitFor(2);
});

test("A site may count its page views itself", async () => {
  const { wire, open } = setting();
  const page = await open("/manual");
  await page.evaluate(() => window.waystitch?.page("Cart", { items: 2 }));
  expect(await wire.waitFor(1)).toMatchObject([{ type: "page", name: "Cart", properties: { items: 2 } }]);
});

test("A patched history still does what the page asked for", async () => {
  const { context, open } = setting();
  await context.addInitScript(() => Reflect.deleteProperty(window, "navigation"));
  const page = await open("/one");
  expect(
    await page.evaluate(() => {
      history.pushState({ a: 1 }, "", "/two");
      return [location.pathname, history.state.a, history.pushState(null, "", "/three")];
    }),
  ).toEqual(["/two", 1, undefined]);
  await expect(page.evaluate(() => history.pushState(null, "", "https://elsewhere.example/"))).rejects.toThrow("SecurityError");
});
