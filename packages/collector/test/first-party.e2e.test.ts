import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { eventually, startBrowser, type TestBrowser } from "@waystitch/testbed";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadScripts } from "../src/scripts/load-scripts.js";
import { type ServedScript, servedScripts } from "../src/scripts/served-scripts.js";
import { loadStoredIds, startCollector, type TestCollector } from "./start-collector.js";

const BUILD = fileURLToPath(new URL("../../sdk/dist/waystitch.js", import.meta.url));
const DAY_S = 86_400;

let collector: TestCollector;
let browser: TestBrowser;
let shop: Server;
let scripts: readonly ServedScript[];

/** Passes on what comes below `/w/`, as the recipes for nginx and Caddy do. */
function passOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { host = "" } = incoming.headers;
  const headers = { ...incoming.headers, "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "http", "x-forwarded-host": host };
  const onward = request(`${collector.url}${incoming.url?.slice(2)}`, { method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  incoming.pipe(onward);
}

function tagFor(path: string): string {
  const key = `data-write-key="${collector.keys.write}"`;
  const versioned = scripts.find((script) => script.isVersioned && script.path.startsWith("/s."));
  return path.startsWith("/versioned")
    ? `<script async src="/w${versioned?.path}" integrity="${versioned?.integrity}" ${key}></script>`
    : `<script async src="/w/s.js" ${key}></script>`;
}

beforeAll(async () => {
  const names = { scriptPath: "/s.js", batchName: "e" };
  scripts = servedScripts(await loadScripts(BUILD), names);
  collector = await startCollector({ scripts, ...names, trustProxy: ["127.0.0.0/8"] });
  browser = await startBrowser({ hosts: ["shop.test"] });
  shop = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith("/w/")) passOn(incoming, outgoing);
    else
      outgoing
        .setHeader("content-type", "text/html; charset=utf-8")
        .end(`<title>Mắt Xinh</title>${tagFor(incoming.url ?? "/")}<p>Kính</p>`);
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await browser.close();
  shop.close();
  await collector.stop();
});

const urlOf = (path: string): string => `http://shop.test:${(shop.address() as AddressInfo).port}${path}`;

interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Paths of the shop's host that were asked for. */
  readonly asked: string[];
}

/** @param isWhole true where all of the script is in one file, and there is no part to wait for */
async function visit(path: string, isWhole = false): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (sent) => asked.push(new URL(sent.url()).pathname));
  await page.goto(urlOf(path));
  await page.waitForFunction((whole) => {
    const { waystitch } = window as { waystitch?: { version?: string; parts?: { activity?: unknown } } };
    return whole ? waystitch?.version : waystitch?.parts?.activity;
  }, isWhole);
  return { context, page, asked };
}

/** The visitor's cookie, and for how many days the browser will keep it. */
async function cookieOf(context: BrowserContext): Promise<{ visitor: string; days: number; domain: string } | undefined> {
  const cookie = (await context.cookies(urlOf("/"))).find(({ name }) => name === "ws_vid");
  return cookie && { visitor: cookie.value, days: (cookie.expires - Date.now() / 1000) / DAY_S, domain: cookie.domain };
}

describe("behind the shop's own host", () => {
  test("a visitor's cookie that the browser has shortened lives for 400 days after the next answer, the same and only one", async () => {
    const { context, page } = await visit("/");
    await eventually(async () => expect((await cookieOf(context))?.visitor).toBeTruthy());
    const before = await cookieOf(context);
    const visitor = before?.visitor ?? "";
    await eventually(async () => expect(await loadStoredIds(collector, visitor)).toHaveLength(1));
    // What Safari makes of a cookie that a script sets.
    await page.evaluate((id) => {
      // biome-ignore lint/suspicious/noDocumentCookie: it is what the script itself does.
      document.cookie = `ws_vid=${id};path=/;domain=shop.test;max-age=604800`;
    }, visitor);
    expect((await cookieOf(context))?.days).toBeLessThan(8);
    await page.evaluate(() => (window as unknown as { waystitch: { track(name: string): void } }).waystitch.track("Viewed"));
    await eventually(async () => expect((await cookieOf(context))?.days).toBeGreaterThan(399));
    expect(await cookieOf(context)).toMatchObject({ visitor, domain: before?.domain });
    expect((await context.cookies(urlOf("/"))).filter(({ name }) => name === "ws_vid")).toHaveLength(1);
    await context.close();
  });

  test("a visitor who withdraws has no cookie any more, and gets none", async () => {
    const { context, page } = await visit("/");
    await eventually(async () => expect((await cookieOf(context))?.days).toBeGreaterThan(399));
    await page.evaluate(() => (window as unknown as { waystitch: { consent(state: string): void } }).waystitch.consent("denied"));
    await eventually(async () => expect(await cookieOf(context)).toBeUndefined());
    await page.goto(urlOf("/next"));
    await page.waitForFunction(() => (window as { waystitch?: { version?: string } }).waystitch?.version);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
    expect(await cookieOf(context)).toBeUndefined();
    await context.close();
  });

  test("nothing that is asked for has our name in it, with the debug mode neither", async () => {
    const { context, page, asked } = await visit("/?ws_debug", true);
    await page.waitForSelector("waystitch-debug", { state: "attached" });
    await eventually(() => expect(asked).toEqual(expect.arrayContaining(["/w/s.js", "/w/s-full.js", "/w/s-debug.js", "/w/e"])));
    expect(asked.filter((path) => /waystitch|v1|batch/.test(path))).toEqual([]);
    await context.close();
  });

  test("a tag that names a version and its hash runs, and loads parts of that version", async () => {
    const { context, asked } = await visit("/versioned");
    await eventually(async () => {
      const { visitor = "" } = (await cookieOf(context)) ?? {};
      expect(await loadStoredIds(collector, visitor)).toHaveLength(1);
    });
    const loaded = asked.filter((path) => path.endsWith(".js"));
    expect(loaded).toHaveLength(2);
    for (const path of loaded) expect(path).toMatch(/^\/w\/s(?:-activity)?\.[0-9a-f]{12}\.js$/);
    await context.close();
  });
});
