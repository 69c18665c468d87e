import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { delivered, isReady, settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

/** A consent dialog as its vendors build them: a stub that queues, and what comes later and answers. */
const STUB = `window.__tcfapi = (...args) => { (__tcfapi.queue = __tcfapi.queue || []).push(args); };`;
const DIALOG = `{
  const listeners = [], queue = window.__tcfapi ? __tcfapi.queue || [] : [];
  let data = { eventStatus: "cmpuishown", gdprApplies: true };
  window.__tcfapi = (command, version, callback) => {
    if (command !== "addEventListener" || version !== 2) throw new Error("not in this test");
    listeners.push(callback);
    callback(data, true);
  };
  window.say = (next) => { data = { gdprApplies: true, eventStatus: "useractioncomplete", ...next }; for (const tell of listeners) tell(data, true); };
  queue.forEach((args) => __tcfapi(...args));
}`;

const setting = useSetting((wire, path) => {
  if (path.startsWith("/module"))
    return `<!doctype html><script type="module">
      import { createTracker } from "${wire.url}/waystitch.mjs";
      import { more } from "${wire.url}/waystitch-more.mjs";
      window.waystitch = createTracker({ writeKey: "wk_test", collector: "${wire.url}", hash: "on" }, more);
      waystitch.identify({ email: "an@shop.vn" });
    </script>`;
  const tcf = /^\/tcf-?(\w*)/.exec(path);
  const head = !tcf ? "" : `<script>${tcf[1] === "late" ? "" : tcf[1] === "stub" ? STUB : DIALOG}</script>`;
  const attributes = path.startsWith("/hash") ? 'data-hash="on"' : tcf ? 'data-tcf="on"' : "";
  return `<!doctype html><title>${path}</title>${head}${tagOf(wire, attributes)}
    <form id="news" action="/hash/next"><input type="email" name="email"><input type="tel" name="phone"><button>Gửi</button></form>`;
});

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
const EMAIL = digest("an@shop.vn");
const PHONE = digest("+84912345678");
const PLAIN = /an(@|%40)shop\.vn|912.?345.?678/i;

const fill = async (page: Page): Promise<void> => {
  await page.fill("[name=email]", "An@Shop.vn");
  await page.fill("[name=phone]", "0912 345 678");
};

test("Contacts from calls and forms leave the browser as hashes only, also when the page is left at once", async () => {
  const { wire, open } = setting();
  const page = await open("/hash");
  await fill(page);
  await page.evaluate(() => {
    window.waystitch?.identify("An@shop.vn", { email: " AN@shop.vn", phone: "+84 912 345 678", plan: "gold" });
    window.waystitch?.track("Order Completed", { order_id: "1", customer: { sdt: "0912345678" } });
    document.querySelector("button")?.click();
  });
  await page.waitForURL("**/next?**");
  const [, identify, order, lead, contact, view] = await wire.waitFor(6);
  expect(identify).toMatchObject({
    userId: `email_sha256:${EMAIL}`,
    traits: { email_sha256: EMAIL, phone_sha256: PHONE, plan: "gold" },
  });
  expect(order?.properties).toEqual({ order_id: "1", customer: { phone_sha256: PHONE } });
  expect(lead?.event).toBe("Lead Captured");
  expect(contact?.traits).toEqual({ email_sha256: EMAIL, phone_sha256: PHONE });
  expect(view?.context?.page?.url).toMatch(/email=\[removed\]&phone=\[removed\]$/);
  expect(JSON.stringify(wire.requests)).not.toMatch(PLAIN);
});

test("What was called before the file had come is hashed, too, and pages hear what is sent", async () => {
  const { wire, context, open } = setting();
  await context.addInitScript(() => {
    const heard: string[] = [];
    const q = [
      ["on", ["event", (json: string) => heard.push(json)], Date.now(), location.href],
      ["identify", [{ email: "an@shop.vn" }], Date.now(), `${location.href}?to=an%40shop.vn`],
    ];
    Object.assign(window, { waystitch: { q }, heard });
  });
  const page = await open("/hash");
  const events = await wire.waitFor(2);
  expect(events.find(({ type }) => type === "identify")?.traits).toEqual({ email_sha256: EMAIL });
  await page.evaluate(() => window.waystitch?.identify({ phone: "0912345678" }));
  await wire.waitFor(3);
  expect(JSON.stringify(wire.requests)).not.toMatch(PLAIN);
  expect(await page.evaluate("heard.at(-1)")).toContain(PHONE);
});

test("Nothing leaves, now or later, when the file that hashes does not come", async () => {
  const { wire, context, site } = setting();
  await context.route("**/waystitch-full.js", (route) => route.abort());
  await context.clock.install();
  const page = await context.newPage();
  await page.goto(`${site}/hash`);
  await page.clock.runFor(60_000);
  await fill(page);
  await page.click("button");
  await page.goto("about:blank");
  expect(wire.requests).toEqual([]);
  await page.goBack();
  expect(await page.evaluate(() => [document.cookie, ...Object.keys(localStorage)])).toEqual([""]);
});

test.each([
  ["JSON that was patched", "JSON.stringify = JSON.parse = () => { throw new Error('patched'); }"],
  ["a toJSON on every array", "Array.prototype.toJSON = () => 'spoilt'"],
])("With %s on the page, contacts are hashed all the same", async (_, patch) => {
  const { wire, open } = setting();
  const page = await open("/hash");
  await wire.waitFor(1);
  await page.evaluate(patch);
  await page.evaluate("waystitch.track('Fine', { email: ['an@shop.vn', 'binh@shop.vn'], list: [1, { a: 'b' }] })");
  const [, event] = await wire.waitFor(2);
  expect(event?.properties).toEqual({ email_sha256: [EMAIL, digest("binh@shop.vn")], list: [1, { a: "b" }] });
});

test("The module takes the same from npm, before anything is recorded", async () => {
  const { wire, site, context } = setting();
  const page = await context.newPage();
  await page.goto(`${site}/module?ws_link=none&a=1`);
  const events = await wire.waitFor(2);
  expect(events.map(nameOf).sort()).toEqual(["identify/module", "page/module"]);
  expect(events.find(({ type }) => type === "identify")?.traits).toEqual({ email_sha256: EMAIL });
  expect(events.map(({ context }) => context?.page?.url)).toEqual([`${site}/module?a=1`, `${site}/module?a=1`]);
});

const say = (page: Page, consents: object, legitimateInterests: object = {}) =>
  page.evaluate(
    ([consents, legitimateInterests]) =>
      (window as unknown as { say(data: object): void }).say({ purpose: { consents, legitimateInterests } }),
    [consents, legitimateInterests],
  );
const traces = () => [document.cookie, ...Object.keys(localStorage).sort()];

test("Events wait until the visitor has chosen in the dialog, and then go out or are deleted", async () => {
  const { wire, open } = setting();
  const page = await open("/tcf");
  await page.evaluate(() => window.waystitch?.track("Waits"));
  await settle(page);
  expect(wire.requests).toEqual([]);
  expect(await page.evaluate(traces)).toEqual([""]);
  await say(page, { 1: true }, { 8: true });
  expect((await wire.waitFor(2)).map(nameOf)).toEqual(["page/tcf", "Waits"]);
  await say(page, { 1: true, 8: false });
  expect(await page.evaluate(traces)).toEqual(["", "ws_consent"]);
  await page.evaluate(() => window.waystitch?.track("Never"));
  await settle(page);
  expect(wire.stored()).toHaveLength(2);
});

test("What was chosen on an earlier page does not count until the dialog has said so again", async () => {
  const { wire, open } = setting();
  const first = await open("/tcf");
  await say(first, { 1: true, 8: true });
  await wire.waitFor(1);
  const page = await open("/tcf");
  await settle(page);
  expect(wire.stored()).toHaveLength(1);
  await say(page, { 1: true, 8: true });
  await wire.waitFor(2);
});

test("A dialog that comes after the script is waited for, with a stub of its own or none", async () => {
  const { wire, open } = setting();
  for (const [index, path] of ["/tcf-late", "/tcf-stub"].entries()) {
    const page = await open(path);
    await settle(page);
    expect(wire.stored()).toHaveLength(index);
    await page.evaluate(DIALOG);
    await say(page, { 1: true, 8: true });
    await wire.waitFor(index + 1);
    // Or the next page would send it along.
    await delivered(page);
  }
});

test("A dialog that fails or is hostile does not disturb the page, and nothing leaves", async () => {
  const { wire, context, site } = setting();
  await context.addInitScript(() => {
    Object.assign(window, {
      __tcfapi: (_command: string, _version: number, callback: (data: unknown, success: unknown) => void) => {
        callback(null, false);
        callback({ eventStatus: "tcloaded", purpose: 5 }, true);
        callback(
          {
            eventStatus: "tcloaded",
            get purpose() {
              throw new Error("hostile");
            },
          },
          true,
        );
        throw new Error("broken");
      },
    });
  });
  const page = await context.newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  await page.goto(`${site}/tcf-late`);
  await isReady(page);
  await settle(page);
  expect(wire.requests).toEqual([]);
  expect(failures).toEqual([]);
});
