import { eventually } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { isReady, type Setting } from "./setting.js";

/** A page on which something is not as it should be. */
export interface Hostility {
  readonly what: string;
  /** What the page does to itself. */
  readonly patch: () => unknown;
  /** Nothing can be sent from this page, and what it recorded comes with the next one. */
  readonly stays?: boolean;
  /** What `on("error")` hears, once, where the page was so before the script, and where it became so later. */
  readonly heard?: readonly [before: string, after: string];
}

/**
 * Listens before anything else runs, and makes `probe`, which does what pages do and says what came of it. It knows the browser's
 * own functions, whatever becomes of them. Runs in the page.
 */
function listen(): void {
  const complaints: string[] = [];
  const heard: string[] = [];
  addEventListener("error", ({ message }) => complaints.push(message));
  addEventListener("unhandledrejection", ({ reason }) => complaints.push(`rejected ${reason}`));
  const natives = Object.getOwnPropertyNames(window);
  const { setTimeout: later, Promise: Pledge, Object: Thing, localStorage: storage } = window;
  const request = (): Promise<string> =>
    new Pledge((done) => {
      const own = new XMLHttpRequest();
      own.open("POST", "/cart/add.js");
      own.onloadend = () => done(own.responseText);
      own.send("id=1");
    });
  const acts: readonly (() => unknown)[] = [
    async () => await (await fetch("/own")).text(),
    async () => await (await fetch("/cart/add.js", { method: "POST", body: "id=1" })).text(),
    request,
    () => {
      localStorage.setItem("own", "1");
      return localStorage.getItem("own");
    },
    () => {
      // biome-ignore lint/suspicious/noDocumentCookie: pages do that.
      document.cookie = "own=1";
      return /own=1/.test(document.cookie);
    },
    () => `${history.pushState({ own: 1 }, "", "?own")} ${location.search} ${history.state.own}`,
    () => (window as unknown as { dataLayer: unknown[] }).dataLayer.push({ event: "own" }),
    () => JSON.stringify({ own: [1, "text"] }),
    () => {
      const names = [];
      for (const name in []) names.push(name);
      for (const name in {}) names.push(name);
      return `${names}`;
    },
    () => {
      let count = 0;
      document.addEventListener("own", () => count++);
      document.dispatchEvent(new Event("own"));
      return count;
    },
    () => new Pledge((done) => setTimeout(done, 1, "ran")),
    () => Date.now() > 1e12 && new Date(0).getTime(),
    () => `${Thing.getOwnPropertyNames(window).filter((name) => !natives.includes(name) && name !== "waystitch")}`,
    () => `${natives.filter((name) => !(name in window))}`,
  ];
  const said = (act: () => unknown): Promise<string> =>
    new Pledge((done) => {
      later(done, 5000, "pending");
      try {
        Pledge.resolve(act()).then(
          (value) => done(`${value}`),
          (error) => done(`${error?.name}`),
        );
      } catch (error) {
        done(`${(error as Error).name}`);
      }
    });
  const probe = async (): Promise<string> => (await Pledge.all(acts.map(said))).join("\n");
  const waiting = (): number => Thing.keys(storage).filter((key) => key.startsWith("waystitch:wk_")).length;
  const q = [["on", ["error", ({ code }: { code: string }) => heard.push(code)], Date.now(), location.href]];
  Object.assign(window, { ears: { complaints, heard, probe, waiting }, dataLayer: [], Shopify: {} });
  if (!location.pathname.startsWith("/without")) Object.assign(window, { waystitch: { q } });
}

/** Opens a page that is hostile from the beginning, or becomes so after the script has started. */
async function openHostile({ context, site }: Setting, path: string, { patch }: Hostility, when: "before" | "after"): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(listen);
  if (when === "before") await page.addInitScript(patch);
  await page.goto(site + path);
  if (path !== "/without") await isReady(page);
  if (when === "after") await page.evaluate(`(${patch})()`);
  return page;
}

/**
 * Proves that a hostile page does what it did without the script, hears nothing of it, and that its events arrive whole: at once, or
 * with the next page where this one cannot send.
 */
export async function endure(now: Setting, hostility: Hostility, when: "before" | "after"): Promise<void> {
  const { wire, open } = now;
  const alone = await openHostile(now, "/without", hostility, when);
  const without = await alone.evaluate("ears.probe()");
  await alone.close();
  const page = await openHostile(now, "/hostile", hostility, when);
  const errors: string[] = [];
  page.on("console", (message) => {
    // What the browser itself tells of requests that fail, nobody can prevent.
    if (/error|warn/.test(message.type()) && !/Failed to load/.test(message.text())) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(`${error}`));
  expect(await page.evaluate("ears.probe()")).toBe(without);
  await page.evaluate("waystitch.track('Fine', { products: [{ id: 'a', price: 1.5 }], text: 'b' }), 0");
  const find = () => wire.stored().find(({ event }) => event === "Fine");
  if (hostility.stays) {
    await eventually(async () => expect(await page.evaluate("ears.waiting()")).toBeGreaterThanOrEqual(1));
    expect(find()).toBeUndefined();
  }
  // As texts, which no patch changes on their way.
  const [complaints, heard] = [await page.evaluate("String(ears.complaints)"), await page.evaluate("String(ears.heard)")];
  expect({ complaints, errors, heard: [...new Set(`${heard}`.split(","))] }).toEqual({
    complaints: "",
    errors: [],
    heard: [hostility.heard?.[when === "before" ? 0 : 1] ?? ""],
  });
  if (hostility.stays) {
    await page.close();
    await open("/later");
  }
  const event = await eventually(() => {
    const views = wire.stored().filter(({ type }) => type === "page");
    expect(views.map(({ context }) => context?.page?.url)).toContain(`${now.site}/hostile`);
    expect(find()).toBeDefined();
    return find();
  });
  expect(event).toMatchObject({
    type: "track",
    properties: { products: [{ id: "a", price: 1.5 }], text: "b" },
    originalTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    context: { page: { url: `${now.site}/hostile?own` } },
  });
}
