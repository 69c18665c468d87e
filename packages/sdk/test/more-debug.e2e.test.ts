import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { isReady, settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const policyOf = (wire: { url: string }, path: string): string =>
  `default-src 'none'; script-src 'nonce-abc'; connect-src ${wire.url}${path.includes("trusted") ? "; require-trusted-types-for 'script'; trusted-types 'none'" : ""}`;

const setting = useSetting((wire, path) => {
  const policy = path.startsWith("/strict") ? `<meta http-equiv="content-security-policy" content="${policyOf(wire, path)}">` : "";
  const consent = /^\/(pending|denied)/.exec(path)?.[1];
  const attributes = `nonce="abc" ${consent ? `data-consent="${consent}"` : ""} ${path.startsWith("/off") ? 'data-forms="off"' : ""}`;
  // Where scripts may not load scripts, the page does.
  const all = ["waystitch-debug", "waystitch-full"].map((name) => `<script defer src="${wire.url}/${name}.js" ${attributes}></script>`);
  const tags = path.startsWith("/strict-trusted-all")
    ? all.join("").replaceAll(" nonce", ' data-write-key="wk_test" data-engagement="off" nonce')
    : tagOf(wire, attributes);
  return `<!doctype html><title>${path}</title>${policy}${tags}
    <form id="news"><input type="email" name="email" required></form>
    <form id="signin"><input type="email" name="email"><input type="password"></form>
    <form id="comment"><input name="fullname" value="canary"></form>`;
});

/** Opens a page whose panel the test can look into, which pages cannot. */
async function openPanel(path: string): Promise<{ page: Page; failures: string[]; console: string[] }> {
  const { context, site } = setting();
  await context.addInitScript(() => {
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      return attachShadow.call(this, { ...init, mode: "open" });
    };
  });
  const page = await context.newPage();
  const failures: string[] = [];
  const lines: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  page.on("console", (message) => lines.push(message.text()));
  await page.goto(site + path);
  await isReady(page);
  return { page, failures, console: lines };
}

const submit = (page: Page, id: string, email = "an@example.com") =>
  page.evaluate(
    ([id, email]) => {
      const form = document.querySelector<HTMLFormElement>(`#${id}`);
      form?.addEventListener("submit", (event) => event.preventDefault());
      const field = form?.querySelector("input");
      if (field) field.value = email as string;
      form?.requestSubmit();
    },
    [id, email],
  );

/** What the panel's list says, newest first: name and state of each line. */
const rowsOf = (page: Page): Promise<string[]> =>
  page
    .locator("waystitch-debug li")
    .evaluateAll((rows) => rows.map((row) => [".name", ".state"].map((part) => row.querySelector(part)?.textContent).join(": ")));
const waitForRows = (page: Page, rows: readonly string[]): Promise<void> =>
  expect.poll(() => rowsOf(page)).toEqual(rows) as unknown as Promise<void>;

test("The panel shows what was captured, how, and what became of it", async () => {
  const { wire } = setting();
  wire.answer((events) => ({
    status: 200,
    body: JSON.stringify({
      success: true,
      rejected: events.flatMap(({ event, messageId }, index) =>
        event === "Order Completed" ? [{ index, messageId, reason: "order_id_empty", detail: "Send the order's own id." }] : [],
      ),
    }),
  }));
  const { page, failures } = await openPanel("/?ws_debug");
  await waitForRows(page, ["Page view: Stored"]);
  await page.evaluate(() => {
    window.waystitch?.track("Product Added", { product_id: "gk-01", price: 450000 }, { context: { capture: "woocommerce" } });
    window.waystitch?.track("Order Completed", { order_id: "" });
  });
  await submit(page, "news");
  await waitForRows(page, [
    "Visitor identified: Stored",
    "Lead Captured: Stored",
    "Order Completed: Rejected",
    "Product Added: Stored",
    "Page view: Stored",
  ]);
  const texts = await page.locator("waystitch-debug li").allTextContents();
  expect(texts[1]).toContain("Form");
  expect(texts[1]).toMatch(/lead_magnet.*form_id.*news/);
  expect(texts[2]).toContain("order_id_empty: Send the order's own id.");
  expect(texts[3]).toContain("WooCommerce");
  expect(texts[3]).toMatch(/product_id.*gk-01.*price.*450000/);
  const facts = await page.locator("waystitch-debug .facts").textContent();
  for (const fact of ["Consent given", await page.evaluate(() => window.waystitch?.visitorId()), new URL(wire.url).host, "0.1.0"])
    expect(facts).toContain(fact);
  expect(failures).toEqual([]);
});

test.each([
  ["signin", "/?ws_debug", "password field"],
  ["comment", "/?ws_debug", "No field asks"],
  ["news", "/off?ws_debug", "data-forms"],
])("The panel tells why the form %s on %s is no lead, and sends nothing of it", async (id, path, why) => {
  const { wire } = setting();
  const { page } = await openPanel(path);
  await submit(page, id, "canary@example.com");
  await waitForRows(page, [`${id}: Not a lead`, "Page view: Stored"]);
  expect(await page.locator("waystitch-debug li").first().textContent()).toContain(why);
  expect(JSON.stringify([wire.requests, await page.locator("waystitch-debug").innerHTML()])).not.toContain("canary");
});

test("The panel tells of a form that the browser did not submit, and of a contact that came before", async () => {
  const { page } = await openPanel("/?ws_debug");
  await submit(page, "news", "no address");
  await waitForRows(page, ["news: Not a lead", "Page view: Stored"]);
  expect(await page.locator("waystitch-debug li").first().textContent()).toContain("invalid or missing");
  await submit(page, "news");
  await submit(page, "news");
  await waitForRows(page, [
    "news: Not a lead",
    "Visitor identified: Stored",
    "Lead Captured: Stored",
    "news: Not a lead",
    "Page view: Stored",
  ]);
  expect(await page.locator("waystitch-debug li").first().textContent()).toContain("captured just before");
});

test("Events that wait for consent are shown as waiting, and what was called before is, too", async () => {
  const { wire, context } = setting();
  await context.addInitScript(() => Object.assign(window, { waystitch: { q: [["track", ["Early"], Date.now(), location.href]] } }));
  const { page } = await openPanel("/pending?ws_debug");
  await waitForRows(page, ["Early: Waits for consent", "Page view: Waits for consent"]);
  expect(wire.requests).toEqual([]);
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual(["ws_debug"]);
  await page.evaluate(() => window.waystitch?.consent("granted"));
  await waitForRows(page, ["Early: Stored", "Page view: Stored"]);
});

test("Denied consent deletes what waited, and the panel says so", async () => {
  const { page } = await openPanel("/pending?ws_debug");
  await waitForRows(page, ["Page view: Waits for consent"]);
  await page.evaluate(() => window.waystitch?.consent("denied"));
  await waitForRows(page, ["Page view: Deleted"]);
  expect(await page.locator("waystitch-debug .facts").textContent()).toContain("No consent");
});

test.each([
  [503, "Waiting", "HTTP 503"],
  [401, "On hold", "HTTP 401"],
  [400, "Rejected", "HTTP 400"],
])("An answer %i shows events as %s", async (status, state, reason) => {
  setting().wire.answer(() => ({ status, headers: { "retry-after": "600" } }));
  const { page } = await openPanel("/?ws_debug");
  await expect.poll(() => page.locator("waystitch-debug li").first().textContent()).toContain(reason);
  await waitForRows(page, [`Page view: ${state}`]);
});

test("Problems are shown once with their meaning, and name what is affected", async () => {
  const { page, console: lines } = await openPanel("/?ws_debug");
  await waitForRows(page, ["Page view: Stored"]);
  await page.evaluate(() => {
    const circle: Record<string, unknown> = {};
    Object.assign(circle, { one: circle, two: circle });
    window.waystitch?.track("Odd", circle);
  });
  await waitForRows(page, ["Odd: Stored", "payload: Problem", "Page view: Stored"]);
  const text = await page.locator("waystitch-debug li").nth(1).textContent();
  expect(text).toContain("A part of an event was left out");
  expect(text).toContain("one, two");
  expect(lines.filter((line) => line.includes("payload"))).not.toEqual([]);
});

test("The console has a group for each event, and signs of the console in a name are only text", async () => {
  const { page, console: lines } = await openPanel("/?ws_debug");
  await page.evaluate(() => window.waystitch?.track("100%c sure %s", { a: 1 }));
  await waitForRows(page, ["100%c sure %s: Stored", "Page view: Stored"]);
  const ours = lines.filter((line) => line.includes("waystitch") && line.includes("sure"));
  expect(ours).toEqual(["%s waystitch 100%c sure %s · Code · Waiting", "%s waystitch 100%c sure %s · Code · Stored"]);
});

test("Content of events is text on the panel, never markup", async () => {
  const { page, failures } = await openPanel("/?ws_debug");
  await page.evaluate(() => {
    const hostile = `<img src=x onerror="window.hit=1"><script>window.hit=2</script>`;
    window.waystitch?.track(hostile, { [hostile]: hostile, __proto__: { [hostile]: 1 } }, { context: { capture: hostile } });
  });
  await expect.poll(() => rowsOf(page)).toHaveLength(2);
  expect(await page.locator("waystitch-debug li").first().textContent()).toContain("<img src=x");
  expect(await page.locator("waystitch-debug img, waystitch-debug script").count()).toBe(0);
  expect(await page.evaluate("window.hit")).toBeUndefined();
  expect(failures).toEqual([]);
});

test("Pages cannot look into the panel", async () => {
  const { site, context } = setting();
  const page = await context.newPage();
  await page.goto(`${site}/?ws_debug`);
  await page.waitForSelector("waystitch-debug", { state: "attached" });
  expect(await page.evaluate(() => document.querySelector("waystitch-debug")?.shadowRoot)).toBeNull();
});

test("A strict content policy with a nonce is enough for the panel and its style", async () => {
  const { page, failures, console: lines } = await openPanel("/strict?ws_debug");
  await waitForRows(page, ["Page view: Stored"]);
  const panel = page.locator("waystitch-debug .panel");
  expect(await panel.evaluate((element) => getComputedStyle(element).display)).toBe("flex");
  expect((await panel.boundingBox())?.width).toBe(384);
  expect(lines.filter((line) => /Content.Security|Trusted/i.test(line))).toEqual([]);
  expect(failures).toEqual([]);
});

test("Where Trusted Types keep scripts from loading scripts, the page records as ever, and shows the panel when it loads all itself", async () => {
  const { wire, open, site } = setting();
  const alone = await open("/strict-trusted?ws_debug");
  await wire.waitFor(1);
  expect(await alone.locator("waystitch-debug").count()).toBe(0);
  const { page, failures, console: lines } = await openPanel("/strict-trusted-all?ws_debug");
  await waitForRows(page, ["Page view: Stored"]);
  await page.getByRole("button", { name: "Tiếng Việt" }).click();
  await waitForRows(page, ["Xem trang: Đã lưu"]);
  expect(lines.filter((line) => /TrustedHTML/.test(line))).toEqual([]);
  await page.goto(`${site}/strict-trusted-all?ws_debug=off`);
  await wire.waitFor(3);
  expect(await page.locator("waystitch-debug").count()).toBe(0);
  expect(failures).toEqual([]);
});

test("The mode holds on the next pages of the tab, with what was shown, until the panel is closed", async () => {
  const { wire, site } = setting();
  const { page } = await openPanel("/one?ws_debug");
  await waitForRows(page, ["Page view: Stored"]);
  wire.answer(() => ({ status: 200, delay: 300 }));
  // The form leaves the page before its answer.
  await page.evaluate(() => {
    (document.querySelector("#news input") as HTMLInputElement).value = "an@example.com";
    (document.querySelector("#news") as HTMLFormElement).requestSubmit();
  });
  await page.waitForURL("**/one?email=**");
  const panel = page.locator("waystitch-debug");
  await expect.poll(() => rowsOf(page)).toHaveLength(4);
  expect((await rowsOf(page)).map((row) => row.split(":")[0])).toEqual(["Page view", "Visitor identified", "Lead Captured", "Page view"]);
  await panel.getByRole("button", { name: "End debug mode" }).click();
  expect(await panel.count()).toBe(0);
  expect(await page.evaluate(() => [Object.keys(sessionStorage), localStorage.getItem("waystitch")])).toEqual([[], null]);
  await page.goto(`${site}/two`);
  await isReady(page);
  await wire.waitFor(5);
  expect(await panel.count()).toBe(0);
});

test("The mode is ended by the address, too, and neither is part of the page's address", async () => {
  const { wire, site } = setting();
  const { page } = await openPanel("/one?a=1&ws_debug");
  await waitForRows(page, ["Page view: Stored"]);
  await page.goto(`${site}/two?ws_debug=off&b=2`);
  await isReady(page);
  const events = await wire.waitFor(2);
  expect(events.map(({ context }) => context?.page?.url)).toEqual([`${site}/one?a=1`, `${site}/two?b=2`]);
  expect(await page.evaluate(() => [Object.keys(sessionStorage), localStorage.getItem("waystitch")])).toEqual([[], null]);
  expect(await page.locator("waystitch-debug").count()).toBe(0);
});

test("Escape hides the panel behind a button, by which it comes back with the focus", async () => {
  const { page } = await openPanel("/?ws_debug");
  await waitForRows(page, ["Page view: Stored"]);
  const panel = page.locator("waystitch-debug .panel");
  await page.keyboard.press("Escape");
  await expect.poll(() => panel.isVisible()).toBe(false);
  const pill = page.getByRole("button", { name: "Waystitch · 1" });
  await pill.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => panel.isVisible()).toBe(true);
  const focused = page.locator("waystitch-debug button:focus");
  expect(await focused.count()).toBe(1);
  await page.keyboard.press("Escape");
  expect(await pill.evaluate((element) => element.matches(":focus"))).toBe(true);
});

test("An event's line opens by the keyboard and stays open when its state changes", async () => {
  const { wire } = setting();
  const { page } = await openPanel("/pending?ws_debug");
  await waitForRows(page, ["Page view: Waits for consent"]);
  const summary = page.locator("waystitch-debug summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  expect(await page.locator("waystitch-debug details").getAttribute("open")).not.toBeNull();
  await page.evaluate(() => window.waystitch?.consent("granted"));
  await wire.waitFor(1);
  await waitForRows(page, ["Page view: Stored"]);
  expect(await page.locator("waystitch-debug details").getAttribute("open")).not.toBeNull();
});

test("The panel speaks the browser's language, and the other at a press", async () => {
  const { context, site } = setting();
  const browser = context.browser();
  if (!browser) throw new Error("The tests run in a browser.");
  const own = await browser.newContext({ locale: "vi-VN" });
  await own.addInitScript(() => {
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      return attachShadow.call(this, { ...init, mode: "open" });
    };
  });
  const page = await own.newPage();
  await page.goto(`${site}/?ws_debug`);
  await waitForRows(page, ["Xem trang: Đã lưu"]);
  await page.locator("waystitch-debug").getByRole("button", { name: "English" }).click();
  await waitForRows(page, ["Page view: Stored"]);
  expect(await page.locator("waystitch-debug .root").getAttribute("lang")).toBe("en");
  await own.close();
});

test("Without the mode, nothing more is loaded", async () => {
  const { site, context, wire } = setting();
  const page = await context.newPage();
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${site}/`);
  await wire.waitFor(1);
  await settle(page);
  expect(loaded.filter((path) => path.endsWith(".js"))).toEqual(["/waystitch.js", "/waystitch-activity.js"]);
});

test.each(["waystitch-full.js", "waystitch-debug.js"])("A page whose %s is blocked records as ever", async (name) => {
  const { wire, site, context } = setting();
  const page = await context.newPage();
  await page.route(`**/${name}`, (route) => route.abort());
  await page.goto(`${site}/?ws_debug`);
  expect((await wire.waitFor(1)).map(nameOf)).toEqual(["page/"]);
});

test("A page that is left before the file has come loses nothing", async () => {
  const { wire, site, context } = setting();
  await context.addInitScript(() => Object.assign(window, { waystitch: { q: [["track", ["Before"], Date.now(), location.href]] } }));
  const page = await context.newPage();
  await page.route("**/waystitch-full.js", () => {});
  await page.goto(`${site}/one?ws_debug`, { waitUntil: "commit" });
  await page.waitForSelector("script[src*=waystitch-full]", { state: "attached" });
  await page.goto("about:blank");
  expect((await wire.waitFor(2)).map(nameOf).sort()).toEqual(["Before", "page/one"]);
});
