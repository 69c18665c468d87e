import { eventually } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { delivered, isReady, undelivered, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const NAMES = ["submit", "id", "name", "action", "method", "closest", "elements", "getAttribute", "querySelectorAll", "getRootNode"];
const CLOBBERED = `<form><input type="email" name="email">${[...NAMES, "cloneNode", "dataset", "outerHTML"]
  .map((name) => `<input type="hidden" name="${name}">`)
  .join("")}<button>Go</button></form>`;
const FORM = `<form id="news" name="news"><input type="email" name="email"/><button>Go</button></form><a href="tel:1">Call</a>`;

const tagFor = (wire: { url: string }): string => tagOf(wire).replace("async", 'async=""');

const frameOf = (sandbox: string): string =>
  `<!doctype html><title>out</title><iframe src="/in" sandbox="allow-scripts ${sandbox}"></iframe>`;

const setting = useSetting((wire, path) => {
  const page = `<!doctype html><title>${path}</title>${tagOf(wire)}`;
  const bodies: Readonly<Record<string, string>> = {
    "/xhtml": `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>XHTML</title>${tagFor(wire)}</head><body>${FORM}</body></html>`,
    "/quirks": `${tagOf(wire)}${FORM}`,
    "/base": `<!doctype html><base href="https://elsewhere.example/deep/"><title>base</title>${tagOf(wire)}${FORM}`,
    "/clobbered": `${page}${CLOBBERED}`,
    "/sandbox": frameOf(""),
    "/sandbox-same": frameOf("allow-same-origin allow-forms"),
    "/srcdoc": `${page}<iframe srcdoc="${`<title>in</title>${tagOf(wire)}`.replaceAll('"', "&quot;")}"></iframe>`,
    "/in": `${page}${FORM}`,
  };
  return bodies[path] ?? page;
});

/** A page, what its own error handling sees, and what the script swallowed. */
async function openPage(path: string): Promise<{ page: Page; failures: string[] }> {
  const { context, site } = setting();
  const page = await context.newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  page.on("console", (message) => void (message.type() === "error" && failures.push(message.text())));
  await page.goto(site + path);
  return { page, failures };
}

const LISTEN = `(() => {
  window.heard = [];
  waystitch.on("error", ({ code, detail }) => heard.push(code + detail));
  addEventListener("submit", (event) => event.preventDefault());
  addEventListener("click", (event) => event.target.href && event.preventDefault());
})()`;

test.each(["/xhtml", "/quirks", "/base"])("On a page such as %s all is seen as on any other, under its own address", async (path) => {
  const { wire, site } = setting();
  const { page, failures } = await openPage(path);
  await isReady(page);
  await page.evaluate(LISTEN);
  await page.fill("[name=email]", "an@example.com");
  await page.click("button");
  await page.click("a");
  await page.evaluate("waystitch.track('Fine', { list: [1] })");
  await delivered(page);
  const events = await wire.waitFor(5);
  expect(events.map(nameOf)).toEqual([`page${path}`, "Lead Captured", `identify${path}`, "Contact Clicked", "Fine"]);
  expect(events[1]?.properties).toEqual({ lead_magnet: "news", form_id: "news" });
  for (const { context } of events) expect(context?.page?.url).toBe(site + path);
  expect(await page.evaluate("document.contentType")).toBe(path === "/xhtml" ? "application/xhtml+xml" : "text/html");
  expect(await page.evaluate("document.compatMode")).toBe(path === "/quirks" ? "BackCompat" : "CSS1Compat");
  expect([failures, await page.evaluate("heard")]).toEqual([[], []]);
});

test("Fields that hide what a form can do hide nothing from the script, and are as they were", async () => {
  const { wire } = setting();
  const { page, failures } = await openPage("/clobbered");
  await isReady(page);
  await page.evaluate(LISTEN);
  const before = await page.evaluate(() => document.body.innerHTML);
  await page.evaluate(() => {
    (document.querySelector("[name=email]") as HTMLInputElement).value = "an@example.com";
    document.querySelector("button")?.click();
  });
  await delivered(page);
  const events = await wire.waitFor(3);
  expect(events.map(nameOf)).toEqual(["page/clobbered", "Lead Captured", "identify/clobbered"]);
  expect(events[2]?.traits).toEqual({ email: "an@example.com" });
  expect(await page.evaluate(() => document.body.innerHTML)).toBe(before);
  expect([failures, await page.evaluate("heard")]).toEqual([[], []]);
});

test("In a sandboxed frame, which has no storage and no cookies, events are sent under an id that lasts as long as the frame", async () => {
  const { wire, context } = setting();
  const { page, failures } = await openPage("/sandbox");
  await wire.waitFor(1);
  const frame = page.frames()[1];
  await frame?.evaluate(LISTEN);
  await frame?.evaluate("waystitch.track('Fine'), waystitch.identify('user-1'), waystitch.consent('granted')");
  await frame?.click("a");
  const events = await wire.waitFor(4);
  expect(events.map(nameOf)).toEqual(["page/in", "Fine", "identify/in", "Contact Clicked"]);
  expect(new Set(events.map(({ anonymousId }) => anonymousId)).size).toBe(1);
  expect(wire.requests.map(({ headers }) => headers.origin)).toEqual(wire.requests.map(() => "null"));
  await frame?.evaluate("waystitch.consent('denied'), waystitch.track('Never')");
  expect(await frame?.evaluate("heard")).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(failures).toEqual([]);
});

test("In a sandboxed frame that may be itself, all is as on a page", async () => {
  const { wire } = setting();
  const { page, failures } = await openPage("/sandbox-same");
  await wire.waitFor(1);
  const frame = page.frames()[1];
  await frame?.evaluate(LISTEN);
  await frame?.fill("[name=email]", "an@example.com");
  await frame?.click("button");
  const events = await wire.waitFor(3);
  expect(events.map(nameOf)).toEqual(["page/in", "Lead Captured", "identify/in"]);
  expect(await page.evaluate(() => document.cookie)).toBe(`ws_vid=${events[0]?.anonymousId}`);
  expect(failures).toEqual([]);
});

test("A frame without an address of its own shares the visitor and the outbox with its page", async () => {
  const { wire } = setting();
  const { page, failures } = await openPage("/srcdoc");
  await wire.waitFor(2);
  const frame = page.frames()[1];
  await frame?.evaluate("waystitch.track('Inside')");
  await page.evaluate("waystitch.track('Outside')");
  const events = await wire.waitFor(4);
  expect(events.map(nameOf).sort()).toEqual(["Inside", "Outside", "page/srcdoc", "pagesrcdoc"]);
  expect(new Set(events.map(({ anonymousId }) => anonymousId)).size).toBe(1);
  await eventually(async () => expect(await undelivered(page)).toEqual([]));
  expect(wire.stored()).toHaveLength(4);
  expect(failures).toEqual([]);
});
