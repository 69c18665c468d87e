import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SCRIPT } from "./built.js";
import { isReady, settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const setting = useSetting((wire, path) => `<!doctype html><title>${path}</title>${tagOf(wire)}`, { backForwardCache: true });

/** Everything the page keeps about its visitor. */
const traces = () => [document.cookie, ...Object.keys(localStorage).sort(), ...Object.keys(sessionStorage)];
const withdraw = () => window.waystitch?.consent("denied");

// Safari tells pages that are kept for the way back nothing of what other pages store.
const untold = () => addEventListener("storage", (event) => event.stopImmediatePropagation(), true);

test("A page that comes back after consent was withdrawn on another one sends nothing and remembers nobody", async () => {
  const { wire, site, context, open } = setting();
  await context.addInitScript(untold);
  const page = await open("/one");
  await wire.waitFor(1);
  await page.evaluate(() => Object.assign(window, { mark: "kept" }));
  await page.goto(`${site}/two`);
  await isReady(page);
  await wire.waitFor(2);
  await page.evaluate(withdraw);
  await page.goBack({ waitUntil: "commit" });
  expect(await page.evaluate("window.mark")).toBe("kept");
  await page.evaluate(() => window.waystitch?.track("Never"));
  await settle(page);
  expect(await page.evaluate(traces)).toEqual(["", "ws_consent"]);
  expect(wire.stored().map(nameOf)).toEqual(["page/one", "page/two"]);
});

test.each([503, 413, 401, 200])(
  "What was under way when consent was withdrawn is not sent again, nor kept, after the answer %i",
  async (status) => {
    const { wire, context, open } = setting();
    let requests = 0;
    let answer = (): void => {};
    await context.route("**/v1/batch", async (route) => {
      requests++;
      await new Promise<void>((done) => {
        answer = done;
      });
      await route.fulfill({ status, headers: { "access-control-allow-origin": "*", "retry-after": "0" }, body: "{}" });
    });
    const page = await open("/one");
    await page.evaluate(() => {
      window.waystitch?.identify("user-1", { email: "an@example.com" });
      window.waystitch?.track("Acted");
    });
    await expect.poll(() => requests).toBe(1);
    await page.evaluate(withdraw);
    const answered = page.waitForResponse("**/v1/batch");
    answer();
    await answered;
    await settle(page);
    await page.evaluate(() => window.waystitch?.flush());
    await page.goto("about:blank");
    expect([requests, wire.requests.length]).toEqual([1, 0]);
    const next = await open("/two");
    expect(await next.evaluate(traces)).toEqual(["", "ws_consent"]);
  },
);

test("Withdrawal deletes what other trackers, earlier pages and the stub have kept, and nothing of the site's own", async () => {
  const { wire, open } = setting();
  const page = await open("/one");
  await wire.waitFor(1);
  await page.evaluate(() => {
    for (const key of ["waystitch:wk_other:1", "ws_early", "ws_dropped", "ws_checkout", "cart", "news_vid"]) localStorage.setItem(key, "1");
    window.waystitch?.consent("denied", { ads: false });
  });
  const left = await page.evaluate(() => Object.entries(localStorage).sort());
  expect(left.map(([key]) => key)).toEqual(["cart", "news_vid", "ws_checkout", "ws_consent"]);
  expect(left.at(-1)).toEqual(["ws_consent", 'denied{"ads":false}']);
});

test("The id is in a cookie of the widest domain that takes one, and withdrawal on another subdomain removes it", async () => {
  const { context } = setting();
  const html = '<!doctype html><script src="/waystitch.js" data-write-key="wk_test" data-engagement="off"></script>';
  const answers = new Map([
    ["/waystitch.js", { contentType: "text/javascript", body: readFileSync(SCRIPT, "utf8") }],
    ["/v1/batch", { contentType: "application/json", body: "{}" }],
  ]);
  await context.route("http://*.example.co.uk/**", (route, request) =>
    route.fulfill(answers.get(new URL(request.url()).pathname) ?? { contentType: "text/html", body: html }),
  );
  const page = await context.newPage();
  await page.goto("http://www.shop.example.co.uk/");
  const id = await page.evaluate(() => window.waystitch?.visitorId());
  expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect((await context.cookies()).map(({ domain, name, value }) => [domain, name, value])).toEqual([[".example.co.uk", "ws_vid", id]]);
  expect(await page.evaluate(() => localStorage.getItem("ws_vid"))).toBe(`${id} `);
  await page.goto("http://news.example.co.uk/");
  expect(await page.evaluate(() => window.waystitch?.visitorId())).toBe(id);
  await page.evaluate(withdraw);
  // Pages see it at once, the browser's own list of cookies a moment later.
  expect(await page.evaluate(() => document.cookie)).toBe("");
  await expect.poll(() => context.cookies()).toEqual([]);
});
